import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { Page, seeOther, type PageAnswer } from '../kernel/http/page.js';
import { parse } from '../kernel/http/parse.js';
import { heldByHand, waitingIn } from '../notices/by-hand.queries.js';
import { ByHand } from '../notices/by-hand.service.js';
import { LedgerDesk } from '../notices/ledger.desk.js';
import { toldInPerson } from '../notices/told.queries.js';
import { waysToTell } from '../notices/words.js';
import { LeadDesk } from './lead-desk.js';
import { pathId } from './path-id.js';
import { ByHandPage, CARDS_A_PAGE, TOLD_A_PAGE } from './telling.pages.js';

const outcome = z.object({ how: z.enum([...waysToTell, 'could not', 'not told']) });

const looking = z.object({
  mine: z.string().optional(),
  skip: z.coerce.number().int().min(0).max(10_000_000).catch(0),
  /** The list of who was told stands open, from there on. */
  told: z.coerce.number().int().min(0).max(10_000_000).optional().catch(undefined),
});

/** Who is told in person, ticked here. */
@Controller('rollouts/:rolloutId')
@Who('lead')
export class TellingPagesController {
  constructor(
    private readonly desk: LeadDesk,
    private readonly ledger: LedgerDesk,
    private readonly byHand: ByHand,
  ) {}

  @Get('by-hand')
  @Page()
  list(@By() actor: Actor, @Param('rolloutId') id: string, @Query() query: unknown): Promise<PageAnswer> {
    const { mine: given, skip, told: from } = parse(looking, query);
    const mine = given === 'yes';
    const of = mine ? actor.accountId : null;
    return this.desk.read(actor, pathId(id), async (tx, rollout) => {
      const { communityId } = actor;
      const part = { of, skip, most: CARDS_A_PAGE };
      return ByHandPage({
        ...{ rollout, mine, skip, from },
        waiting: await waitingIn(tx, communityId, rollout.id, of),
        held: await heldByHand(tx, rollout.id),
        cards: await this.byHand.everyone(tx, communityId, rollout.id, part),
        told: await toldInPerson(
          tx,
          { communityId, rolloutId: rollout.id },
          { most: TOLD_A_PAGE + 1, skip: from ?? 0 },
        ),
      });
    });
  }

  @Post('by-hand/:deliveryId')
  @Page()
  async told(
    @By() actor: Actor,
    @Param() path: { rolloutId: string; deliveryId: string },
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const [rolloutId, deliveryId] = [pathId(path.rolloutId), pathId(path.deliveryId)];
    const { how } = parse(outcome, body);
    if (how === 'not told')
      await this.ledger.act(actor, 'person.not-told', deliveryId, (tx, now) =>
        this.byHand.notTold(tx, deliveryId, actor, now),
      );
    else if (how === 'could not')
      await this.ledger.act(actor, 'person.not-reached', deliveryId, (tx) =>
        this.byHand.couldNot(tx, deliveryId, actor),
      );
    else
      await this.ledger.act(actor, 'person.told', deliveryId, (tx, now) =>
        this.byHand.told(tx, deliveryId, how, actor, now),
      );
    return seeOther(`/rollouts/${rolloutId}/by-hand`);
  }
}
