import { Controller, Get, Post } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { Api, Input } from '../kernel/http/api.js';
import { idField, momentAnswer } from '../kernel/http/fields.js';
import { languages } from '../kernel/language/language.rules.js';
import { waitingIn } from './by-hand.queries.js';
import { ByHand } from './by-hand.service.js';
import { LedgerDesk } from './ledger.desk.js';
import { toldInPerson } from './told.queries.js';
import { waysToTell } from './words.js';
import { mustBeOurs } from './of-rollout.queries.js';

const InRollout = z.strictObject({ rolloutId: idField });
const OneRow = InRollout.extend({ deliveryId: idField });
const Which = z.strictObject({
  mine: z.stringbool().default(false).describe('Only whom you tell yourself'),
  skip: z.coerce.number().int().min(0).max(10_000_000).default(0),
});
const How = z.strictObject({ how: z.enum(waysToTell, `Say how: ${waysToTell.join(', ')}.`) });

const CardAnswer = z.object({
  deliveryId: z.uuid(),
  memberId: z.uuid(),
  name: z.string(),
  speaks: z.string().nullable(),
  key: z.string(),
  play: z.string(),
  text: z.string(),
  aloud: z.string(),
  ownPage: z.string(),
  wordsIn: z.enum(languages),
  shareLinks: z.array(z.object({ label: z.string(), href: z.string() })),
  offeredBefore: z.boolean(),
  tries: z.number().int(),
  shownOn: z.string().nullable(),
  teller: z.string().nullable(),
});

const WaitingAnswer = z.object({
  people: z.number().int(),
  nobodys: z.number().int().describe('In nobody’s list yet'),
  overdue: z.number().int().describe('In somebody’s list for three days, or tried, in vain'),
});

const ToldAnswer = z.object({
  deliveryId: z.uuid(),
  memberId: z.uuid(),
  name: z.string(),
  key: z.string(),
  play: z.string(),
  how: z.enum(waysToTell),
  at: momentAnswer,
  by: z.string().nullable(),
});
const Page = z.strictObject({ skip: z.coerce.number().int().min(0).max(10_000_000).default(0) });
const TOLD_A_PAGE = 200;

/** People whom somebody tells in person. */
@Controller('api/v1/rollouts/:rolloutId/by-hand')
@Who('lead')
export class ByHandController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly desk: LedgerDesk,
    private readonly byHand: ByHand,
  ) {}

  @Get()
  @Api({
    summary:
      'List who waits to be told in person, with the words, 200 after `skip`; first who was in a list in vain. `mine=true`: your own list',
    params: InRollout,
    query: Which,
    answer: z.object({ waiting: WaitingAnswer, people: z.array(CardAnswer) }),
  })
  async list(
    @By() actor: Actor,
    @Input('params') { rolloutId }: z.infer<typeof InRollout>,
    @Input('query') { mine, skip }: z.infer<typeof Which>,
  ): Promise<unknown> {
    const tx = this.dataSource.manager;
    await mustBeOurs(tx, actor.communityId, rolloutId);
    const of = mine ? actor.accountId : null;
    return {
      waiting: await waitingIn(tx, actor.communityId, rolloutId, of),
      people: await this.byHand.everyone(tx, actor.communityId, rolloutId, { of, skip }),
    };
  }

  @Post(':deliveryId/told')
  @Api({
    summary: 'Tick that somebody was told',
    params: OneRow,
    body: How,
    answer: z.object({}),
    status: 204,
  })
  async told(
    @By() actor: Actor,
    @Input('params') { deliveryId }: z.infer<typeof OneRow>,
    @Input('body') { how }: z.infer<typeof How>,
  ): Promise<void> {
    await this.desk.act(actor, 'person.told', deliveryId, (tx, now) =>
      this.byHand.told(tx, deliveryId, how, actor, now),
    );
  }

  @Get('told')
  @Api({
    summary: 'List who is marked as told in person, the newest first, 200 after `skip`',
    params: InRollout,
    query: Page,
    answer: z.object({ people: z.array(ToldAnswer) }),
  })
  async wereTold(
    @By() { communityId }: Actor,
    @Input('params') { rolloutId }: z.infer<typeof InRollout>,
    @Input('query') { skip }: z.infer<typeof Page>,
  ): Promise<unknown> {
    const tx = this.dataSource.manager;
    await mustBeOurs(tx, communityId, rolloutId);
    const people = await toldInPerson(tx, { communityId, rolloutId }, { most: TOLD_A_PAGE, skip });
    return { people: people.map((one) => ({ ...one, at: one.at.toString() })) };
  }

  @Post(':deliveryId/not-told')
  @Api({
    summary: 'Take back that somebody was told: the tick was a mistake',
    refuses: ['conflict'],
    params: OneRow,
    answer: z.object({}),
    status: 204,
  })
  async notTold(@By() actor: Actor, @Input('params') { deliveryId }: z.infer<typeof OneRow>): Promise<void> {
    await this.desk.act(actor, 'person.not-told', deliveryId, (tx, now) =>
      this.byHand.notTold(tx, deliveryId, actor, now),
    );
  }

  @Post(':deliveryId/could-not')
  @Api({
    summary: 'Say that somebody could not be told; the first time another person tries',
    params: OneRow,
    answer: z.object({}),
    status: 204,
  })
  async couldNot(@By() actor: Actor, @Input('params') { deliveryId }: z.infer<typeof OneRow>): Promise<void> {
    await this.desk.act(actor, 'person.not-reached', deliveryId, (tx) =>
      this.byHand.couldNot(tx, deliveryId, actor),
    );
  }
}
