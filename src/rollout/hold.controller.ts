import { Controller, Delete, Get, Param, Post } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { Api } from '../kernel/http/api.js';
import { momentAnswer } from '../kernel/http/fields.js';
import { Page, seeOther, type PageAnswer } from '../kernel/http/page.js';
import { HoldService, type HoldState } from './hold.service.js';
import { pathId } from './path-id.js';
import { RolloutService } from './rollout.service.js';

const held = z.object({
  beatAt: momentAnswer.nullable(),
  heldSince: momentAnswer.nullable(),
  reason: z.string().nullable(),
});

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
  @Api({ summary: 'Let your community speak again', answer: held })
  release(@By() actor: Actor): Promise<HoldState> {
    return this.holds.release(actor);
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
  async release(@By() actor: Actor, @Param('rolloutId') rolloutId: string): Promise<PageAnswer> {
    const { id } = await this.rollouts.read(this.dataSource.manager, actor.communityId, pathId(rolloutId));
    await this.holds.release(actor);
    return seeOther(`/rollouts/${id}`);
  }
}
