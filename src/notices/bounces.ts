import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { Refusal } from '../kernel/refusal.js';
import { addressWorks, ARRIVED, cameBack, undoBounce, type CameBack } from './bounce-undo.writes.js';
import { giveUpAddresses, nextChannel } from './outcome.writes.js';
import { leftOf, sentAsIn, type SentAs } from './return-path.rules.js';
import { markStale } from './told.queries.js';

/** Why a message came back: the reason names nobody; `gone`: nobody can be reached at that address. */
export interface Bounce {
  gone: boolean;
  reason: string;
}

/** Mail that came back after it had been accepted. */
@Injectable()
export class Bounces {
  /**
   * Takes the acceptance away, and lets what is essential go on by the next channel. An address that is gone is not
   * written to again, for nobody of a household. Who has confirmed since knows it: their row stays. What a lead has
   * said to have arrived stays so, whatever else comes back of it.
   * @param which a delivery's id, or the Message-ID or return path of what came back; what a row has gone on from since
   *   is none of its business any more
   * @returns how many deliveries it was about; 0 when it is unknown or was recorded before
   */
  async record(
    tx: EntityManager,
    which: string | SentAs,
    { gone, reason }: Bounce,
    now: Temporal.Instant,
  ): Promise<number> {
    const ids = await rowsOf(tx, which);
    for (const id of ids.slice(0, 1)) await markStale(tx, id);
    const rows = await tx.query<{ id: string; confirmed: boolean }[]>(
      `select d.id, d.confirmed_at is not null as confirmed from delivery d
        where d.id = any ($1) and (d.state in ('sending', 'accepted') or (d.state = 'failed' and d.not_before is not null))
          and not d.tried @> jsonb_build_array(jsonb_build_object('reason', '${ARRIVED}', 'messageId', d.message_id))
        order by d.id for update`,
      [ids],
    );
    if (gone)
      await giveUpAddresses(
        tx,
        rows.map(({ id }) => id),
      );
    const open = rows.filter(({ confirmed }) => !confirmed).map(({ id }) => id);
    await tx.query(
      `update delivery set state = 'bounced', reason = $2, leased_by = null, not_before = null
        where id = any ($1)`,
      [open, reason],
    );
    await nextChannel(tx, open, now);
    return rows.length;
  }

  /**
   * A lead knows that it arrived: it is accepted again, as of its day, and its address is good. What was to follow is
   * withdrawn, unless somebody was told since, or it has gone to another address.
   * @returns false where that was said before, and nothing changes
   */
  async arrived(
    tx: EntityManager,
    { communityId, rolloutId }: { communityId: string; rolloutId: string },
    deliveryId: string,
    now: Temporal.Instant,
  ): Promise<boolean> {
    const of = { communityId, rolloutId, deliveryId };
    const [seen] = await cameBack(tx, of);
    if (!seen)
      throw new Refusal('not-found', 'There is no such message to a person here. Look at the list again.');
    await markStale(tx, deliveryId);
    const [row] = await cameBack(tx, of, 'for update of d');
    if (row!.undo === null && row!.arrived) return false;
    if (row!.undo === null) throw new Refusal('conflict', whyNot(row!));
    await this.takeBack(tx, [row!], now);
    return true;
  }

  /** The same for all that came back from one person's addresses. @throws Refusal where none is given up */
  async works(
    tx: EntityManager,
    { communityId, memberId }: { communityId: string; memberId: string },
    now: Temporal.Instant,
  ): Promise<void> {
    const [member] = await tx.query<unknown[]>('select 1 from member where id = $1 and community_id = $2', [
      memberId,
      communityId,
    ]);
    if (!member) throw new Refusal('not-found', 'There is no such person here. Look at the list again.');
    await tx.query(
      'update rollout set stale = true where id in (select rollout_id from participation where member_id = $1)',
      [memberId],
    );
    // Rows before addresses, as wherever a result is written down: else two of them wait for each other.
    const back = await cameBack(tx, { communityId, memberId }, 'for update of d');
    const dead = await tx.query<{ id: string }[]>(
      `select id from member_channel where member_id = $1 and state = 'dead' for update`,
      [memberId],
    );
    if (dead.length === 0)
      throw new Refusal('conflict', 'No address of theirs is given up. Open their page again.');
    const ids = dead.map(({ id }) => id);
    await this.takeBack(
      tx,
      back.filter(({ undo }) => undo?.addressId && ids.includes(undo.addressId)),
      now,
    );
    await addressWorks(tx, ids);
  }

  private async takeBack(tx: EntityManager, rows: CameBack[], now: Temporal.Instant): Promise<void> {
    for (const row of rows) await undoBounce(tx, row, now);
    await addressWorks(
      tx,
      rows.flatMap(({ undo }) => undo?.addressId ?? []),
    );
  }
}

function whyNot({ state, bouncedBefore }: CameBack): string {
  if (!bouncedBefore) return 'This message did not come back. Look at the list again.';
  return state === 'told'
    ? 'They were told in person meanwhile: that stands.'
    : 'It has gone another way meanwhile: that stands. Open the person to say that their address works.';
}

/** Letters that went as one came back as one: every row that still has the Message-ID. */
async function rowsOf(tx: EntityManager, which: string | SentAs): Promise<string[]> {
  const sent = typeof which === 'string' ? sentAsIn(which)[0] : which;
  if (typeof which === 'string' && !which.startsWith('<')) return [which];
  if (!sent) return [];
  const rows = await tx.query<{ id: string }[]>(
    `select id from delivery where message_id = (select message_id from delivery
        where id = $1 and starts_with(message_id, $2 || '@')) order by id`,
    [sent.deliveryId, leftOf(sent)],
  );
  return rows.map(({ id }) => id);
}
