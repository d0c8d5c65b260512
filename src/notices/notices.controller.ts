import { Controller, Get, Post } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { Clock } from '../kernel/clock.js';
import { Api, Input } from '../kernel/http/api.js';
import { idField, momentAnswer } from '../kernel/http/fields.js';
import { Refusal } from '../kernel/refusal.js';
import { fates, retried } from './fates.rules.js';
import { LedgerDesk } from './ledger.desk.js';
import { deliveriesOf, noticesOf } from './ledger.queries.js';
import { Retries } from './retries.service.js';
import { Stops } from './stops.service.js';
import { deliveryStates, grades, waysToTell } from './words.js';
import { mustBeOurs } from './of-rollout.queries.js';

const InRollout = z.strictObject({ rolloutId: idField });
const OneNotice = InRollout.extend({ noticeId: idField });
/** How many people it goes to, as the lead believes. */
const HowMany = z.strictObject({ people: z.number().int().optional() });
const Which = z.strictObject({
  after: idField.optional().describe('The last id of the part before'),
  state: z.enum(deliveryStates).optional(),
  fate: z.enum(fates).optional().describe('The state, with “failed” told apart: `again` or `given up`'),
  proven: z.stringbool().optional().describe('Confirmed, told or accepted; `no` for everybody else'),
});
const Again = HowMany.extend({
  fates: z.array(z.enum(retried)).min(1, 'Name at least one.').optional(),
});

const NoticeAnswer = z.object({
  id: z.uuid(),
  key: z.string(),
  play: z.string(),
  purpose: z.string(),
  subject: z.string().nullable(),
  createdAt: momentAnswer,
  stoppedAt: momentAnswer.nullable(),
  states: z.partialRecord(z.enum(deliveryStates), z.number().int()),
  posts: z.number().int(),
  posted: z.number().int(),
});

const DeliveryAnswer = z.object({
  id: z.uuid(),
  memberId: z.uuid().nullable(),
  name: z.string().nullable(),
  channel: z.string(),
  state: z.enum(deliveryStates),
  fate: z.enum(fates),
  reason: z.string().nullable(),
  grade: z.enum(grades).nullable(),
  notBefore: momentAnswer.nullable(),
  acceptedAt: momentAnswer.nullable(),
  toldAt: momentAnswer.nullable(),
  toldHow: z.enum(waysToTell).nullable(),
  toldBy: z.string().nullable(),
  confirmedAt: momentAnswer.nullable(),
});

const StoppedAnswer = z.object({
  went: z.number().int(),
  inFlight: z.number().int(),
  stopped: z.number().int(),
  onPages: z.number().int().describe('It waits on their own page'),
  notReached: z.number().int().describe('Refused, given up, or tried in person in vain'),
  leftOut: z.number().int().describe('Left out for another reason than this stop'),
});

/** The ledger, for leads: who was told what, and a stop for what has not gone. */
@Controller('api/v1/rollouts/:rolloutId/notices')
@Who('lead')
export class NoticesController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly desk: LedgerDesk,
    private readonly stops: Stops,
    private readonly retries: Retries,
  ) {}

  @Get()
  @Api({
    summary: 'List every notice of a rollout with what became of its rows',
    params: InRollout,
    answer: z.object({ notices: z.array(NoticeAnswer) }),
  })
  async list(
    @By() actor: Actor,
    @Input('params') { rolloutId }: z.infer<typeof InRollout>,
  ): Promise<unknown> {
    const tx = this.dataSource.manager;
    await mustBeOurs(tx, actor.communityId, rolloutId);
    return { notices: await noticesOf(tx, actor.communityId, rolloutId) };
  }

  @Get(':noticeId/deliveries')
  @Api({
    summary: 'List who was told by a notice, 200 at a time; `after` is the last id you have',
    params: OneNotice,
    query: Which,
    answer: z.object({ deliveries: z.array(DeliveryAnswer) }),
  })
  async deliveries(
    @By() actor: Actor,
    @Input('params') { noticeId }: z.infer<typeof OneNotice>,
    @Input('query') which: z.infer<typeof Which>,
  ): Promise<unknown> {
    const tx = this.dataSource.manager;
    const known = await tx.query<unknown[]>('select 1 from notice where id = $1 and community_id = $2', [
      noticeId,
      actor.communityId,
    ]);
    if (known.length === 0) throw new Refusal('not-found', 'There is no such notice here.');
    return { deliveries: await deliveriesOf(tx, noticeId, this.clock.now(), which) };
  }

  @Post(':noticeId/stop')
  @Api({
    summary:
      'Stop a notice; answers within a second with how many people it reached, how many it did not, and of how many nobody can say yet',
    params: OneNotice,
    answer: StoppedAnswer,
  })
  async stop(@By() actor: Actor, @Input('params') { noticeId }: z.infer<typeof OneNotice>): Promise<unknown> {
    await this.desk.act(actor, 'notice.stopped', noticeId, (tx, now) =>
      this.stops.stop(tx, actor.communityId, noticeId, now),
    );
    return this.stops.settled(noticeId);
  }

  @Post(':noticeId/resume')
  @Api({
    summary: 'Let a stopped notice go on; to more than 50 people, with their number',
    params: OneNotice,
    body: HowMany,
    refuses: ['conflict'],
    answer: z.object({ resumed: z.number().int() }),
  })
  resume(
    @By() actor: Actor,
    @Input('params') { noticeId }: z.infer<typeof OneNotice>,
    @Input('body') { people }: z.infer<typeof HowMany>,
  ): Promise<unknown> {
    return this.desk.act(actor, 'notice.resumed', noticeId, async (tx, now) => ({
      resumed: await this.stops.resume(tx, actor.communityId, noticeId, now, people),
    }));
  }

  @Post(':noticeId/again')
  @Api({
    summary:
      'Try a notice again for whom it did not reach and who has a way now; to more than 50 people, with their number. ' +
      '`fates` names which failures; `again` tries now what waits for its next attempt',
    refuses: ['conflict'],
    params: OneNotice,
    body: Again,
    answer: z.object({ again: z.number().int() }),
  })
  again(
    @By() actor: Actor,
    @Input('params') { noticeId }: z.infer<typeof OneNotice>,
    @Input('body') which: z.infer<typeof Again>,
  ): Promise<unknown> {
    return this.desk.act(actor, 'notice.tried-again', noticeId, async (tx, now) => ({
      again: await this.retries.again(tx, actor.communityId, noticeId, now, which),
    }));
  }
}
