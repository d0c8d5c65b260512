import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { localDay } from '../kernel/local-day.js';
import { Clock } from '../kernel/clock.js';
import { msg } from '../kernel/language/message.js';
import { Refusal } from '../kernel/refusal.js';
import { suppressed } from './budget.rules.js';
import {
  closeRows,
  handOut,
  letLookersJoin,
  openCards,
  openRows,
  takeBack,
  tellers,
  waitingToBeTold,
  type Part,
} from './by-hand.queries.js';
import { assign, TRIES } from './by-hand.rules.js';
import { Composer, type Spoken } from './composer.js';
import { Judge } from './judge.js';
import { optOuts, readyRows, saidTo } from './ready.queries.js';
import { markStale, undoTold, wasTakenBack } from './told.queries.js';
import type { WayToTell } from './words.js';

/** An advocate by their participation, or somebody who works in the community by their account. */
export type TellerId = { participationId: string } | { accountId: string; communityId: string };

export interface Card extends Spoken {
  deliveryId: string;
  memberId: string;
  name: string;
  /** The tag of their language, where it is known. */
  speaks: string | null;
  /** Theirs, or the rollout's. */
  timeZone: string;
  key: string;
  play: string;
  /** It was in somebody's list before, who did not get to it. */
  offeredBefore: boolean;
  /** Tried in vain once. */
  tries: number;
  shownOn: string | null;
  teller: string | null;
}

/** So many cards are read at a time: each is written with its words. */
export const A_PART = 200;

/** People who are told in person: who tells them, what is said, and what came of it. */
@Injectable()
export class ByHand {
  constructor(
    private readonly judge: Judge,
    private readonly composer: Composer,
    private readonly clock: Clock,
  ) {}

  /** Every rollout in which somebody waits to be told. Run daily at least; running it again changes nothing. */
  async assignAll(tx: EntityManager, now: Temporal.Instant): Promise<void> {
    const rollouts = await tx.query<{ rollout_id: string }[]>(
      `select distinct community_id, rollout_id from delivery where state = 'to tell'
       union
       select distinct d.community_id, d.rollout_id from delivery d join notice n on n.id = d.notice_id
        where d.state = 'posted' and n.by_hand order by community_id, rollout_id`,
    );
    for (const { rollout_id } of rollouts) await this.assign(tx, rollout_id, now);
  }

  /**
   * Puts each waiting row into the list of somebody with room; closes what need not be told any more. In a pause,
   * and while the community is held after a restore, nobody is sent to anybody.
   */
  async assign(tx: EntityManager, rolloutId: string, now: Temporal.Instant): Promise<void> {
    const [rollout] = await tx.query<{ community_id: string; time_zone: string }[]>(
      `select n.community_id, n.time_zone from notice n join rollout r on r.id = n.rollout_id and r.paused_at is null
        where n.rollout_id = $1 and not exists (select from hold where community_id = n.community_id)
        order by n.created_at desc limit 1`,
      [rolloutId],
    );
    if (!rollout) return;
    // Two at once would give both the same room; that of a lead is one for all moves.
    await tx.query(`select pg_advisory_xact_lock(hashtextextended('by hand ' || $1::text, 0))`, [
      rollout.community_id,
    ]);
    const today = localDay(now, rollout.time_zone);
    await letLookersJoin(tx, rolloutId, now);
    await this.close(tx, await openRows(tx, rolloutId), now);
    await takeBack(tx, rolloutId, today);
    const able = await tellers(tx, rolloutId, rollout.community_id, today);
    const given = assign(await waitingToBeTold(tx, rolloutId), able);
    await handOut(
      tx,
      [...given].map(([id, teller]) => ({ id, teller: able.find((one) => one.id === teller)! })),
      today,
    );
  }

  /** What is in somebody's list, longest there first. */
  async listOf(tx: EntityManager, teller: TellerId): Promise<Card[]> {
    const [where, params] =
      'participationId' in teller
        ? ['d.teller_participation_id = $1', [teller.participationId]]
        : ['d.teller_account_id = $1 and d.community_id = $2', [teller.accountId, teller.communityId]];
    return this.cards(tx, { where, params, most: A_PART });
  }

  /** One of an advocate's list. Refuses alike whether it never was, is done, or is in somebody else's list. */
  async oneOf(tx: EntityManager, teller: { participationId: string }, deliveryId: string): Promise<Card> {
    const [card] = await this.cards(tx, {
      where: 'd.teller_participation_id = $1 and d.id = $2',
      params: [teller.participationId, deliveryId],
      most: 1,
    });
    if (!card) throw notInTheirList();
    return card;
  }

  /**
   * Everybody in a rollout who waits to be told, in whosever list or in none, or only in one lead's; who was in a list
   * in vain stands first.
   */
  async everyone(
    tx: EntityManager,
    communityId: string,
    rolloutId: string,
    { of = null, most = A_PART, skip = 0 }: { of?: string | null; most?: number; skip?: number } = {},
  ): Promise<Card[]> {
    return this.cards(tx, {
      where: 'd.community_id = $1 and d.rollout_id = $2 and ($3::uuid is null or d.teller_account_id = $3)',
      params: [communityId, rolloutId, of],
      ...{ most, skip, overdueFirst: true },
    });
  }

  /** They know. Saying so twice changes nothing. */
  async told(
    tx: EntityManager,
    deliveryId: string,
    how: WayToTell,
    by: TellerId,
    now: Temporal.Instant,
  ): Promise<void> {
    const state = await this.mine(tx, deliveryId, by);
    if (state === undefined) throw notInTheirList();
    if (state === 'told') return;
    await tx.query(
      `update delivery set state = 'told', told_at = $2, told_how = $3, reason = null,
              teller_participation_id = $4, teller_account_id = $5
        where id = $1`,
      [deliveryId, now.toString(), how, ...tellerColumns(by)],
    );
  }

  /**
   * The mark was a mistake: they were not told. Proof and numbers go without it at once, and they stand in the list
   * again where telling them is still of use.
   * @returns false where it was taken back before, and nothing changes
   */
  async notTold(
    tx: EntityManager,
    deliveryId: string,
    by: TellerId,
    now: Temporal.Instant,
  ): Promise<boolean> {
    await markStale(tx, deliveryId);
    const state = await this.mine(tx, deliveryId, by);
    if (state === undefined) throw notInTheirList();
    if (state !== 'told') {
      if (await wasTakenBack(tx, deliveryId)) return false;
      throw new Refusal('conflict', msg('This name is not marked as told. Open your list again.'));
    }
    await undoTold(tx, deliveryId, now);
    if ((await this.mine(tx, deliveryId, by)) === 'to tell') await this.close(tx, [deliveryId], now);
    return true;
  }

  /**
   * Tried in vain. The first time somebody else tries from tomorrow; the second time it ends. The same person saying
   * so twice changes nothing.
   */
  async couldNot(tx: EntityManager, deliveryId: string, by: TellerId): Promise<void> {
    const state = await this.mine(tx, deliveryId, by);
    if (state === undefined && !(await hasTried(tx, deliveryId, by))) throw notInTheirList();
    if (state !== 'to tell') return;
    await tx.query(
      `update delivery set attempts = attempts + 1,
              state = case when attempts + 1 >= $2 then 'could not' else state end,
              reason = 'tried in vain',
              offered_to = array_append(offered_to, coalesce($3::uuid, $4::uuid)),
              tried = tried || jsonb_build_array(jsonb_build_object('channel', channel, 'state', 'could not',
                'reason', 'tried in vain', 'by', coalesce($3::uuid, $4::uuid),
                'shownOn', case when attempts + 1 < $2 then shown_on end)),
              teller_participation_id = case when attempts + 1 >= $2 then $3::uuid end,
              teller_account_id = case when attempts + 1 >= $2 then $4::uuid end,
              shown_on = case when attempts + 1 >= $2 then shown_on end
        where id = $1 and not tried @> jsonb_build_array(jsonb_build_object('by', coalesce($3::uuid, $4::uuid)))`,
      [deliveryId, TRIES, ...tellerColumns(by)],
    );
  }

  /** Who has left, said no, opted out, arrived in the meantime: nobody need go there any more. */
  private async close(tx: EntityManager, deliveryIds: string[], now: Temporal.Instant): Promise<void> {
    const rows = await readyRows(tx, deliveryIds);
    const optedOut = await optOuts(
      tx,
      rows.flatMap((row) => row.memberId ?? []),
    );
    const wanted = await this.judge.wanted(tx, rows);
    await closeRows(
      tx,
      rows.flatMap((row) => {
        const reader = {
          ...row,
          erased: row.memberId === null,
          optedOut: optedOut.get(row.memberId ?? '') ?? [],
        };
        const reason = row.ended ?? suppressed({ ...row, wanted: wanted.has(row.id) }, reader, now);
        return reason ? [{ id: row.id, reason }] : [];
      }),
    );
  }

  private async cards(tx: EntityManager, part: Part): Promise<Card[]> {
    const found = await openCards(tx, part);
    const rows = await readyRows(
      tx,
      found.map(({ id }) => id),
    );
    const byId = new Map(rows.map((row) => [row.id, row]));
    const { said } = await saidTo(
      tx,
      rows.flatMap((row) => row.memberId ?? []),
      rows.map((row) => row.id),
      this.clock.now(),
    );
    const spoken = await this.composer.toTell(tx, rows, said);
    return found.map(({ id, offered_to, attempts, shown_on, teller }) => {
      const { memberId, name, language: speaks, timeZone, key, play } = byId.get(id)!;
      const words = spoken.get(id)!;
      const history = { offeredBefore: offered_to.length > 0, tries: attempts, shownOn: shown_on, teller };
      const whom = { deliveryId: id, memberId: memberId ?? '', name, speaks, timeZone, key, play };
      return Object.assign(history, words, whom);
    });
  }

  private async mine(tx: EntityManager, deliveryId: string, by: TellerId): Promise<string | undefined> {
    const mine = 'participationId' in by ? 'teller_participation_id = $2' : 'community_id = $2';
    const [row] = await tx.query<{ state: string }[]>(
      `select state from delivery
        where id = $1 and state in ('to tell', 'told', 'could not') and ${mine} for update`,
      [deliveryId, 'participationId' in by ? by.participationId : by.communityId],
    );
    return row?.state;
  }
}

/** With the second press of a button the row has left their list: that is no mistake of theirs. */
async function hasTried(tx: EntityManager, deliveryId: string, by: TellerId): Promise<boolean> {
  const found: unknown[] = await tx.query(
    `select 1 from delivery where id = $1
        and tried @> jsonb_build_array(jsonb_build_object('by', coalesce($2::uuid, $3::uuid)))`,
    [deliveryId, ...tellerColumns(by)],
  );
  return found.length > 0;
}

const notInTheirList = (): Refusal =>
  new Refusal('not-found', msg('This name is not in your list any more. Open your list again.'));

const tellerColumns = (by: TellerId): [string | null, string | null] =>
  'participationId' in by ? [by.participationId, null] : [null, by.accountId];
