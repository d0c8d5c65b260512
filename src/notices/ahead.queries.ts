import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { moment } from '../kernel/database/columns.js';

/**
 * When the essential messages will go, at the earliest, that are said to these members and have not gone yet, by member
 * and from every rollout: what waits for its minute, for the morning, for another try, or for the end of a pause.
 * Looked up reader by reader: the planner must not read everything that waits.
 * @param except the rows that are being decided
 */
export async function essentialsWaiting(
  tx: EntityManager,
  memberIds: string[],
  except: string[],
  now: Temporal.Instant,
): Promise<Map<string, Temporal.Instant[]>> {
  if (memberIds.length === 0) return new Map();
  const rows = await tx.query<{ member_id: string; waiting: Date[] }[]>(
    `select reader.member_id, said.waiting
       from unnest($1::uuid[]) as reader (member_id) cross join lateral (
         select array_agg(greatest(d.not_before, $3)) as waiting
           from delivery d join notice n on n.id = d.notice_id
          where d.member_id = reader.member_id and not d.id = any ($2) and n.purpose = 'essential'
            and d.state in ('queued', 'failed', 'held') and d.not_before is not null
       ) as said
      where said.waiting is not null`,
    [memberIds, except, now.toString()],
  );
  return new Map(rows.map((row) => [row.member_id, row.waiting.map(moment)]));
}
