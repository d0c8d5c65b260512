import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { VNode } from 'preact';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Clock } from '../kernel/clock.js';
import { again, Page, seeOther, type PageAnswer } from '../kernel/http/page.js';
import { parse } from '../kernel/http/parse.js';
import { msg } from '../kernel/language/message.js';
import { KindsPage, StopPage } from './opt-outs.pages.js';
import { OptOuts } from './opt-outs.service.js';
import { stoppable, wantsStop } from './stop.rules.js';

const choice = z.object({
  kind: z.enum(stoppable, msg('There is no such kind of message to stop.')),
  wanted: z.enum(['yes', 'no']),
});

/**
 * Which kinds of messages a member wants. `stop/…` is the address in each message of that kind: looking at it changes
 * nothing, because mail programs look at links; one POST that says so does, from the button here or from the reader's
 * mail program (RFC 8058).
 */
@Controller('m/:token')
export class OptOutsController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly optOuts: OptOuts,
  ) {}

  @Get('stop/:purpose')
  @Page()
  async show(@Param('token') token: string, @Param('purpose') path: string): Promise<VNode> {
    const kinds = this.optOuts.kindsOf(path);
    const tx = this.dataSource.manager;
    const { memberId, say } = await this.optOuts.readerOf(tx, token);
    const known = await this.optOuts.stopped(tx, memberId);
    const stopped = kinds.every((kind) => known.includes(kind));
    return StopPage({ path: `/m/${token}`, say, kinds, stopped });
  }

  /** Answers with a page and not with a redirection, which mail programs do not follow. */
  @Post('stop/:purpose')
  @RouteConfig({ fromAnywhere: true })
  @Page()
  async stop(
    @Param('token') token: string,
    @Param('purpose') path: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    if (!wantsStop(body)) return again(await this.show(token, path));
    const kinds = this.optOuts.kindsOf(path);
    return this.dataSource.transaction(async (tx) => {
      const { memberId, say } = await this.optOuts.readerOf(tx, token);
      await this.optOuts.stop(tx, memberId, kinds, this.clock.now());
      return StopPage({ path: `/m/${token}`, say, kinds, stopped: true });
    });
  }

  @Post('stop/:purpose/undo')
  @Page()
  async undo(@Param('token') token: string, @Param('purpose') path: string): Promise<PageAnswer> {
    const kinds = this.optOuts.kindsOf(path);
    return this.dataSource.transaction(async (tx) => {
      const { memberId, say } = await this.optOuts.readerOf(tx, token);
      await this.optOuts.allow(tx, memberId, kinds);
      return StopPage({ path: `/m/${token}`, say, kinds, stopped: false });
    });
  }

  /** All kinds at once, from the own page. */
  @Get('kinds')
  @Page()
  async kinds(@Param('token') token: string): Promise<PageAnswer> {
    const tx = this.dataSource.manager;
    const { memberId, say, turnedAway } = await this.optOuts.readerOf(tx, token);
    const stopped = await this.optOuts.stopped(tx, memberId);
    return KindsPage({ path: `/m/${token}`, say, stopped, turnedAway });
  }

  @Post('kinds')
  @Page()
  async choose(@Param('token') token: string, @Body() body: unknown): Promise<PageAnswer> {
    const { kind, wanted } = parse(choice, body);
    await this.dataSource.transaction(async (tx) => {
      const { memberId } = await this.optOuts.readerOf(tx, token);
      if (wanted === 'yes') await this.optOuts.allow(tx, memberId, [kind]);
      else await this.optOuts.stop(tx, memberId, [kind], this.clock.now());
    });
    return seeOther(`/m/${token}/kinds`);
  }
}
