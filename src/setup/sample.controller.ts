import { Controller, Delete, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { Api } from '../kernel/http/api.js';
import { Page, seeOther, type PageAnswer } from '../kernel/http/page.js';
import { SampleDoor } from './sample-door.js';
import { Samples } from './sample.service.js';

/** Into the sample, back, and away with it. */
@Controller()
@Who('lead')
export class SampleController {
  constructor(
    private readonly samples: Samples,
    private readonly door: SampleDoor,
  ) {}

  @Post('begin/sample')
  @Page()
  async enter(
    @By() actor: Actor,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PageAnswer> {
    await this.door.into(await this.samples.enter(actor), request, reply);
    return seeOther('/begin');
  }

  @Post('begin/sample/back')
  @Page()
  async back(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PageAnswer> {
    await this.door.out(request, reply);
    return seeOther('/begin');
  }

  @Post('begin/sample/delete')
  @Page()
  async delete(
    @By() actor: Actor,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PageAnswer> {
    await this.samples.delete(actor);
    if (actor.sample) await this.door.out(request, reply);
    return seeOther('/begin');
  }

  @Post('api/v1/sample')
  @Api({
    summary: 'Make the sample community, or find it; answers with a token that acts in it for a day',
    refuses: ['conflict'],
    answer: z.object({ token: z.string() }),
    status: 201,
  })
  async make(@By() actor: Actor): Promise<{ token: string }> {
    return { token: await this.door.token(await this.samples.enter(actor), actor) };
  }

  @Delete('api/v1/sample')
  @Api({
    summary: 'Delete the sample community with all that is in it',
    answer: z.void(),
    status: 204,
  })
  async remove(@By() actor: Actor): Promise<void> {
    await this.samples.delete(actor);
  }
}
