import { Controller, Get } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { may } from '../access/access.rules.js';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { Clock } from '../kernel/clock.js';
import { Api, Input } from '../kernel/http/api.js';
import { dayAnswer, idField, momentAnswer } from '../kernel/http/fields.js';
import { Refusal } from '../kernel/refusal.js';
import { Ahead } from '../rollout/ahead.js';
import { criterion } from '../rollout/rollout.schemas.js';
import { phaseKeys } from '../rollout/words.js';
import { overviewOf } from './overview.queries.js';

const params = z.object({ rolloutId: idField });
const count = z.int().min(0);
const share = z.number().nullable();
const answer = z.object({
  today: dayAnswer,
  rollout: z.object({
    id: z.string(),
    name: z.string(),
    state: z.string(),
    pausedAt: momentAnswer.nullable(),
  }),
  phases: z.array(
    z.object({
      key: z.enum(phaseKeys),
      planned: z.object({ from: dayAnswer, to: dayAnswer.nullable() }),
      openedOn: dayAnswer.nullable(),
      closedOn: dayAnswer.nullable(),
      late: z.string().nullable(),
      gate: criterion.array(),
    }),
  ),
  adoption: z
    .object({
      ...{ day: dayAnswer, low: share, high: share },
      ...{ baseline: count, comfortable: count, arrived: count, unknown: count },
    })
    .nullable(),
  roster: z.object({ people: count, invited: count, arrived: count, declined: count }).nullable(),
  coming: z.array(
    z.object({
      ...{ key: z.string(), play: z.string(), what: z.string(), to: z.string(), at: momentAnswer },
      people: count
        .nullable()
        .describe('Null where it cannot be told before its time, or is under 5 for a reader'),
      leftOut: z
        .array(z.object({ people: count, why: z.string() }))
        .nullable()
        .describe('People of the move whom it does not reach, and why; for leads'),
    }),
  ),
  hold: z.object({ since: momentAnswer, reason: z.string() }).nullable(),
  needsYou: z.array(z.object({ kind: z.string(), words: z.string(), count })),
});

@Controller('api/v1/rollouts/:rolloutId/overview')
export class OverviewController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly ahead: Ahead,
  ) {}

  @Get()
  @Who('viewer')
  @Api({ summary: 'Where the move stands, at a glance', params, answer })
  async read(
    @By() { communityId, accountId, role }: Actor,
    @Input('params') { rolloutId }: z.output<typeof params>,
  ): Promise<unknown> {
    const it = await overviewOf(
      this.dataSource.manager,
      { communityId, id: rolloutId },
      { now: this.clock.now(), reader: accountId },
    );
    if (!it) throw new Refusal('not-found', 'There is no such rollout.');
    const leads = may(role, ['lead']);
    const counts = await this.ahead.counts(
      it.rollout,
      it.coming.map(({ key }) => key),
    );
    const coming = it.coming.map((one) => {
      const counted = counts.get(one.key);
      const people = counted && (leads || counted.people >= 5) ? counted.people : null;
      return { ...one, people, leftOut: leads && counted ? counted.leftOut : null };
    });
    return { ...it, coming, adoption: it.adoption.at(-1) ?? null };
  }
}
