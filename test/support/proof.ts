import { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { day } from '../../src/kernel/database/columns.js';
import { proofsSql } from '../../src/notices/ledger.queries.js';
import { grades, type Grade } from '../../src/notices/words.js';

export interface Proof {
  member_id: string;
  /** The surest of the first three grades. */
  grade: Exclude<Grade, 'posted only'>;
  /** When it was said, in the rollout's zone: accepted, told; confirmed where neither is. */
  on: Temporal.PlainDate;
}

/**
 * Each member to whom one of the notices is proven, once: by the surest grade, and of these the earliest day.
 * @param keys exact, or what begins with `key/`
 */
export async function provenMembers(
  tx: EntityManager,
  rolloutId: string,
  keys: string[],
  now: Temporal.Instant,
): Promise<Proof[]> {
  const rows = await tx.query<{ member_id: string; grade: Proof['grade']; on: string }[]>(
    `select distinct on (member_id) member_id, grade, "on" from (${proofsSql('$1', '$2', '$3')}) as proof
      order by member_id, array_position($4::text[], grade), "on"`,
    [rolloutId, keys, now.toString(), grades],
  );
  return rows.map(({ member_id, grade, on }) => ({ member_id, grade, on: day(on) }));
}
