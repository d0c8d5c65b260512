import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { hasNoFixedDay } from './budget.rules.js';
import type { ReadyRow } from './ready.queries.js';
import { JITTER_MINUTES } from './saying.js';

/**
 * Locks what could go as one with these rows and waits for nothing but its own minute: the letters of a reader that
 * were said in the same half hour have different ones, and the second would come alone, three days later. What has a
 * fixed day keeps its minute. Looked up reader by reader, lest the planner read everything that waits.
 * @param ready rows whose moment has come, their members locked
 */
export async function alongside(
  tx: EntityManager,
  ready: readonly ReadyRow[],
  now: Temporal.Instant,
): Promise<string[]> {
  // What may have arrived already goes again as it went: nothing joins it.
  const waited = ready.filter((row) => row.memberId !== null && row.sentAs === null && hasNoFixedDay(row));
  if (waited.length === 0) return [];
  const rows = await tx.query<{ id: string }[]>(
    `select other.id
       from (select distinct * from unnest($1::uuid[], $2::uuid[]) as ready (member_id, rollout_id)) as reader
      cross join lateral (
        select d.id from delivery d join notice n on n.id = d.notice_id
          join edition e on e.notice_id = d.notice_id and e.number = d.edition
         where d.member_id = reader.member_id and d.rollout_id = reader.rollout_id
           and n.purpose = 'community' and not n.at_once and e.useful_until is null
           and d.state = 'queued' and d.attempts = 0 and d.not_before > $3
           and d.not_before <= d.created_at + $4::float8 * interval '1 minute'
           for update of d skip locked
      ) as other`,
    [waited.map((row) => row.memberId), waited.map((row) => row.rolloutId), now.toString(), JITTER_MINUTES],
  );
  return rows.map(({ id }) => id);
}
