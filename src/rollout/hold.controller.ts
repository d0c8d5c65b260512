import { Body, Controller, Delete, Get, Param, Post } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { Api, Input } from '../kernel/http/api.js';
import { momentAnswer } from '../kernel/http/fields.js';
import { submit } from '../kernel/http/form.js';
import { Page, type PageAnswer } from '../kernel/http/page.js';
import { LetGoPage } from './hold.pages.js';
import { HoldService, type HoldState } from './hold.service.js';
import { pathId } from './path-id.js';
import { howMany } from './rollout.schemas.js';
import { RolloutService } from './rollout.service.js';

const held = z.object({
  beatAt: momentAnswer.nullable(),
  heldSince: momentAnswer.nullable(),
  reason: z.string().nullable(),
  people: z.int().describe('Who waits for what is ready to go; 0 while nothing is held'),
});

const letGo = z.strictObject({ people: z.int().optional() });

@Controller('api/v1/hold')
@Who('lead')
export class HoldController {
  constructor(private readonly holds: HoldService) {}

  @Get()
  @Api({ summary: 'Ask whether your community is held, since when, and why', answer: held })
  read(@By() actor: Actor): Promise<HoldState> {
    return this.holds.read(actor);
  }

  @Delete()
  @Api({
    summary: 'Let your community speak again; where more than 50 people wait, with their number',
    body: letGo,
    answer: held,
  })
  release(@By() actor: Actor, @Input('body') { people }: z.infer<typeof letGo>): Promise<HoldState> {
    return this.holds.release(actor, people);
  }
}

/** The button on the overview. */
@Controller('rollouts/:rolloutId')
@Who('lead')
export class HoldPageController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly holds: HoldService,
    private readonly rollouts: RolloutService,
  ) {}

  @Post('speak')
  @Page()
  async release(
    @By() actor: Actor,
    @Param('rolloutId') rolloutId: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const rollout = await this.rollouts.read(this.dataSource.manager, actor.communityId, pathId(rolloutId));
    const { people } = await this.holds.read(actor);
    return submit(
      { path: `/rollouts/${rollout.id}`, draw: (form) => LetGoPage({ rollout, people, form }) },
      howMany,
      body,
      (given) => this.holds.release(actor, given.people),
    );
  }
}
