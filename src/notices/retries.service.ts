import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { moment } from '../kernel/database/columns.js';
import { Refusal } from '../kernel/refusal.js';
import { Bell } from './bell.js';
import { fateSql, retried, type RetriedFate } from './fates.rules.js';
import { holdInPause, withdrawn } from './hold.writes.js';
import { mustKnowHowMany } from './many.rules.js';

/** Of `delivery d`, ended in vain by mail: there is a good address, another one or the same once more. */
const HAS_ADDRESS = `exists (
  select from member_channel c where c.member_id = d.member_id and c.kind = 'email' and c.state = 'good'
    and c.sealed is not null)`;

/**
 * Of `delivery d`: it has one of the fates $2, there is a way now, it is of use at $3, and its reader did not say that
 * they read it.
 */
const POSSIBLE = `(${fateSql}) = any ($2) and d.confirmed_at is null and not exists (
    select from edition e where e.notice_id = d.notice_id and e.number = d.edition and e.useful_until <= $3)
  and (d.state = 'could not' or (d.state = 'failed' and d.not_before is not null) or ${HAS_ADDRESS})`;

/** What was tried of `delivery d`, as history: an address that stands there as `addressId` is not written to again. */
const AFRESH = `coalesce((
  select jsonb_agg(case when e ? 'addressId' then e - 'addressId' || jsonb_build_object('wasTo', e -> 'addressId') else e end order by n)
    from jsonb_array_elements(d.tried) with ordinality as entry (e, n)), '[]')`;

/** Whom it is tried for: of which fates, and how many people that is, as a lead believes. */
export interface Again {
  /** Absent: all that ended in vain. What is tried again by itself is named, or left to itself. */
  fates?: readonly RetriedFate[] | undefined;
  people?: number | undefined;
}

/** A lead lets a message be tried once more for whom it did not reach, one kind of failure at a time or all. */
@Injectable()
export class Retries {
  constructor(private readonly bell: Bell) {}

  /** How many people a press on “Try again” would reach out to, by what became of it before. */
  async possible(
    tx: EntityManager,
    noticeId: string,
    now: Temporal.Instant,
  ): Promise<Partial<Record<RetriedFate, number>>> {
    const rows = await tx.query<{ fate: RetriedFate; people: number }[]>(
      `select ${fateSql} as fate, count(*)::int as people from delivery d
        where d.notice_id = $1 and ${POSSIBLE} group by 1`,
      [noticeId, retried, now.toString()],
    );
    return Object.fromEntries(rows.map(({ fate, people }) => [fate, people]));
  }

  /** Since when it is of no use to anybody any more; null while it is. */
  async uselessSince(
    tx: EntityManager,
    noticeId: string,
    now: Temporal.Instant,
  ): Promise<Temporal.Instant | null> {
    const [{ until }] = await tx.query<[{ until: Date | null }]>(
      `select case when bool_and(coalesce(useful_until <= $2, false)) then max(useful_until) end as until
         from edition where notice_id = $1`,
      [noticeId, now.toString()],
    );
    return until && moment(until);
  }

  /**
   * By mail where there is an address that works, and in person where somebody tried in vain; in a pause, when that is
   * over. What waits for its next attempt goes now instead. Whoever said no or arrived meanwhile is left out when it
   * goes, like everybody.
   * @returns how many people it is tried for
   */
  async again(
    tx: EntityManager,
    communityId: string,
    noticeId: string,
    now: Temporal.Instant,
    { fates = retried.filter((fate) => fate !== 'again'), people: typed }: Again = {},
  ): Promise<number> {
    const [notice] = await tx.query<{ stopped: boolean; withdrawn: string | null }[]>(
      'select stopped_at is not null as stopped, withdrawn from notice where id = $1 and community_id = $2 for update',
      [noticeId, communityId],
    );
    if (!notice) throw new Refusal('not-found', 'There is no such notice here. Look at the list again.');
    if (notice.withdrawn !== null) throw withdrawn(notice.withdrawn);
    if (notice.stopped) throw new Refusal('conflict', 'This message is stopped. Let it go on first.');
    const useless = await this.uselessSince(tx, noticeId, now);
    if (useless !== null)
      throw new Refusal('conflict', 'It is too late to try again: this message is of no use any more.');
    const possible = await this.possible(tx, noticeId, now);
    const people = fates.reduce((sum, fate) => sum + (possible[fate] ?? 0), 0);
    if (people === 0)
      throw new Refusal(
        'conflict',
        'Nobody of them has an address that counts as good. Correct the addresses first.',
      );
    mustKnowHowMany(people, typed);
    await tx.query(
      `update delivery d set not_before = $3
        where d.notice_id = $1 and d.state = 'failed' and d.not_before is not null and 'again' = any ($2)`,
      [noticeId, fates, now.toString()],
    );
    await tx.query(
      `update delivery d set
          tried = ${AFRESH} || jsonb_build_array(jsonb_build_object(
            'channel', d.channel, 'state', d.state, 'reason', coalesce(d.reason, ''), 'at', $3::text,
            'wasTo', d.address_id)),
          channel = case when d.state = 'could not' then d.channel else 'email' end,
          state = case when d.state = 'could not' then 'to tell' else 'queued' end,
          not_before = case when d.state = 'could not' then null else $3::timestamptz end,
          reason = null, attempts = 0, unclear = 0, first_tried_at = null, tried_at = null, accepted_at = null, address_id = null,
          teller_participation_id = null, teller_account_id = null, shown_on = null
        where d.notice_id = $1 and ${POSSIBLE} and ${fateSql} <> 'again'`,
      [noticeId, fates, now.toString()],
    );
    await holdInPause(tx, noticeId);
    this.bell.ringAfter(tx);
    return people;
  }
}
