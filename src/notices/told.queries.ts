import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { moment } from '../kernel/database/columns.js';
import { ENDED, holdInPause } from './hold.writes.js';
import type { WayToTell } from './words.js';

/** Why an entry of what was tried is there. */
const TAKEN_BACK = 'taken back';

/** Somebody who is marked as told in person. */
export interface ToldInPerson {
  deliveryId: string;
  memberId: string;
  name: string;
  key: string;
  play: string;
  how: WayToTell;
  at: Temporal.Instant;
  /** Who said so. */
  by: string | null;
}

/** Whose marks: an advocate's own, or all of a rollout. */
export type Tellers = { participationId: string } | { communityId: string; rolloutId: string };

/** Who is marked as told in person and lives, the newest first. */
export async function toldInPerson(
  tx: EntityManager,
  whose: Tellers,
  { since = null, most, skip = 0 }: { since?: Temporal.Instant | null; most: number; skip?: number },
): Promise<ToldInPerson[]> {
  const [where, params] =
    'participationId' in whose
      ? ['d.teller_participation_id = $4', [whose.participationId]]
      : ['d.community_id = $4 and d.rollout_id = $5', [whose.communityId, whose.rolloutId]];
  const rows = await tx.query<(Omit<ToldInPerson, 'at'> & { at: Date })[]>(
    `select d.id as "deliveryId", d.member_id as "memberId", m.display_name as name, n.key, n.play,
            d.told_how as how, d.told_at as at, coalesce(tm.display_name, a.name) as by
       from delivery d
       join notice n on n.id = d.notice_id
       join member m on m.id = d.member_id and m.gone is null and m.erased_at is null
       left join participation tp on tp.id = d.teller_participation_id
       left join member tm on tm.id = tp.member_id
       left join account a on a.id = d.teller_account_id
      where d.state = 'told' and ($1::timestamptz is null or d.told_at >= $1) and ${where}
      order by d.told_at desc, m.display_name, d.id limit $2 offset $3`,
    [since?.toString() ?? null, most, skip, ...params],
  );
  return rows.map((row) => ({ ...row, at: moment(row.at) }));
}

/** Facts that gates and agenda go by are others now: the next tick looks at them. Locks the rollout, as every act does. */
export async function markStale(tx: EntityManager, deliveryId: string): Promise<void> {
  await tx.query(
    `update rollout set stale = true where id = (select rollout_id from delivery where id = $1)`,
    [deliveryId],
  );
}

/**
 * A mark is taken back; that it was there stays in the row. Whoever has confirmed meanwhile knows, and need not be told.
 * Everybody else stands in the list again of whoever had them, for three days from `now` on.
 */
export async function undoTold(tx: EntityManager, deliveryId: string, now: Temporal.Instant): Promise<void> {
  const [[undone]] = await tx.query<[[{ noticeId: string }]]>(
    `update delivery d set
        tried = d.tried || jsonb_build_array(jsonb_build_object(
          'channel', d.channel, 'state', d.state, 'reason', '${TAKEN_BACK}', 'at', $2::text, 'toldAt', d.told_at,
          'how', d.told_how, 'teller', coalesce(d.teller_participation_id, d.teller_account_id))),
        state = case when d.confirmed_at is not null then 'posted' when ${ENDED} is not null then 'suppressed'
                     else 'to tell' end,
        channel = case when d.confirmed_at is not null then 'own page' else d.channel end,
        reason = case when d.confirmed_at is null then ${ENDED} end,
        told_at = null, told_how = null,
        teller_participation_id = case when d.confirmed_at is null then d.teller_participation_id end,
        teller_account_id = case when d.confirmed_at is null then d.teller_account_id end,
        shown_on = case when d.confirmed_at is null then ($2::timestamptz at time zone n.time_zone)::date end
       from notice n where n.id = d.notice_id and d.id = $1 and d.state = 'told'
     returning d.notice_id as "noticeId"`,
    [deliveryId, now.toString()],
  );
  await holdInPause(tx, undone.noticeId);
}

/** Whether a mark was there and was taken back. */
export async function wasTakenBack(tx: EntityManager, deliveryId: string): Promise<boolean> {
  const found = await tx.query<unknown[]>(
    `select from delivery where id = $1 and tried @> '[{"reason": "${TAKEN_BACK}"}]'`,
    [deliveryId],
  );
  return found.length > 0;
}
