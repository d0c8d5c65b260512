import { Controller, Get, Post } from '@nestjs/common';
import { may } from '../access/access.rules.js';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { Api, Input } from '../kernel/http/api.js';
import { LeadDesk } from '../rollout/lead-desk.js';
import { headCounts, series, worklist } from './adoption.queries.js';
import * as s from './adoption.schemas.js';
import { target } from './band.rules.js';
import { Adoption } from './baseline.entity.js';
import { takenOut } from './baseline.queries.js';
import { Baseline } from './baseline.service.js';
import { forecastOf } from './forecast.queries.js';
import { Friction } from './friction.service.js';
import { LeftBehind } from './left-behind.service.js';
import { AdoptionMilestone } from './snapshot.entity.js';

@Controller('api/v1/rollouts/:rolloutId')
export class AdoptionController {
  constructor(
    private readonly desk: LeadDesk,
    private readonly baseline: Baseline,
    private readonly friction: Friction,
    private readonly leftBehind: LeftBehind,
  ) {}

  @Get('adoption')
  @Who('viewer')
  @Api({ summary: 'Adoption, day by day', params: s.params, answer: s.series })
  series(@By() actor: Actor, @Input('params') { rolloutId }: s.Params): Promise<unknown> {
    return this.desk.read(actor, rolloutId, async (tx, rollout, today) => {
      const measured = await series(tx, rolloutId);
      const adoption = await tx.findOneBy(Adoption, { rolloutId });
      return {
        definition: s.definition,
        target,
        baseline: {
          from: adoption?.baselineFrom ?? null,
          frozenOn: adoption?.frozenOn ?? null,
          takenOut: await takenOut(tx, rolloutId),
          corrections: actor.role === 'viewer' ? [] : await this.baseline.corrections(tx, rollout),
        },
        headCounts: await headCounts(tx, rolloutId),
        milestones: await tx.find(AdoptionMilestone, { where: { rolloutId }, order: { percent: 'ASC' } }),
        friction: await this.friction.active(tx, rolloutId),
        forecast: may(actor.role, ['lead']) ? await forecastOf(tx, rollout, today, measured) : null,
        series: measured,
      };
    });
  }

  @Get('adoption/left-behind')
  @Who('lead')
  @Api({ summary: 'Who is left behind, and who needs another way', params: s.params, answer: s.leftBehind })
  whoIsLeft(@By() actor: Actor, @Input('params') { rolloutId }: s.Params): Promise<unknown> {
    return this.desk.read(actor, rolloutId, async (tx) => ({
      definition:
        'Of the baseline, who is comfortable in the new place and who is not or cannot be seen. Groups under 5 are counted together with others; a figure changes only when at least 5 people changed.',
      breakdowns: await this.leftBehind.show(tx, rolloutId),
      worklist: await worklist(tx, rolloutId),
    }));
  }

  @Post('baseline/corrections')
  @Who('lead')
  @Api({
    summary: 'Put somebody into the baseline or take them out, with a reason',
    refuses: ['conflict'],
    ...{ params: s.params, body: s.correction, status: 204, answer: s.nothing },
  })
  async correct(
    @By() actor: Actor,
    @Input('params') { rolloutId }: s.Params,
    @Input('body') given: s.CorrectionBody,
  ): Promise<void> {
    const deed = { what: `baseline.${given.change}`, reason: given.reason };
    await this.desk.act(actor, rolloutId, deed, async (desk) => {
      const { participationId } = await this.baseline.correct(desk, actor, given);
      return { subject: participationId, answer: undefined };
    });
  }

  @Post('friction/let-go')
  @Who('lead')
  @Api({
    summary: 'Let the next wave go although newcomers get stuck, with a reason',
    refuses: ['conflict'],
    ...{ params: s.params, body: s.reasonBody, status: 204, answer: s.nothing },
  })
  async letGo(
    @By() actor: Actor,
    @Input('params') { rolloutId }: s.Params,
    @Input('body') { reason }: s.ReasonBody,
  ): Promise<void> {
    await this.desk.act(actor, rolloutId, { what: 'friction.let-go', reason }, async ({ tx, now }) => {
      await this.friction.letGo(tx, actor, rolloutId, reason, now);
      return { subject: rolloutId, answer: undefined };
    });
  }
}
