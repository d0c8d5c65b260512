import { Controller, Get, Post } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { Api, Input } from '../kernel/http/api.js';
import { idField } from '../kernel/http/fields.js';
import { languages } from '../kernel/language/language.rules.js';
import { ByHand } from './by-hand.service.js';
import { LedgerDesk } from './ledger.desk.js';
import { waysToTell } from './words.js';
import { mustBeOurs } from './of-rollout.queries.js';

const InRollout = z.strictObject({ rolloutId: idField });
const OneRow = InRollout.extend({ deliveryId: idField });
const Which = z.strictObject({ mine: z.stringbool().default(false).describe('Only whom you tell yourself') });
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
    summary: 'List who waits to be told in person, with the words; `mine=true` for your own list',
    params: InRollout,
    query: Which,
    answer: z.object({ people: z.array(CardAnswer) }),
  })
  async list(
    @By() actor: Actor,
    @Input('params') { rolloutId }: z.infer<typeof InRollout>,
    @Input('query') { mine }: z.infer<typeof Which>,
  ): Promise<unknown> {
    const tx = this.dataSource.manager;
    await mustBeOurs(tx, actor.communityId, rolloutId);
    const people = mine
      ? await this.byHand.listOf(tx, actor)
      : await this.byHand.everyone(tx, actor.communityId, rolloutId);
    return { people };
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
