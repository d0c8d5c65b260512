import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { proofsSql } from '../notices/ledger.queries.js';
import type { Facts } from '../rollout/facts.js';

/** Whoever was asked into the circle knows of the new place as well as who was invited with a wave. */
const invitations = ['launch.invitation', 'pilot.invitation'];

/**
 * Of the roster, without who left, declined or was found unreachable: how many are proven invited. Whoever has
 * arrived knows the way, whatever the ledger says.
 */
export async function invitedCounts(
  tx: EntityManager,
  rolloutId: string,
  now: Temporal.Instant,
): Promise<Facts['launch.invited']> {
  const [row] = await tx.query<{ counted: number; proven: number }[]>(
    `select count(*)::int as counted,
            count(*) filter (where p.arrived_on is not null or p.member_id in (
              select member_id from (${proofsSql('$1', '$2', '$3')}) as proof))::int as proven
       from participation p join member m on m.id = p.member_id
      where p.rollout_id = $1 and m.gone is null and m.erased_at is null
        and (p.outcome is null or p.outcome = 'no device')`,
    [rolloutId, invitations, now.toString()],
  );
  return { counted: row!.counted, provenInvited: row!.proven };
}

/** Nudges go 7 and 21 days after a proven invitation; one that a stop delayed goes within a week, or not at all. */
export const nudges = [
  { number: 1, after: 7, atMost: 13 },
  { number: 2, after: 21, atMost: 28 },
] as const;

/** Members whose day for a nudge has come: invited with a wave, not arrived, no outcome, no help under way. */
export async function toNudge(
  tx: EntityManager,
  rolloutId: string,
  nudge: (typeof nudges)[number],
  on: { day: Temporal.PlainDate; now: Temporal.Instant },
): Promise<string[]> {
  const rows = await tx.query<{ member_id: string }[]>(
    `select p.member_id from participation p join member m on m.id = p.member_id
       join (${proofsSql('$1', '$2', '$3')}) as proof on proof.member_id = p.member_id
      where p.rollout_id = $1 and m.gone is null and m.erased_at is null
        and p.arrived_on is null and p.outcome is null
        and not exists (select 1 from help_request h where h.participation_id = p.id and h.closed_at is null)
      group by p.member_id, m.display_name
     having min(proof."on") between $4 and $5
      order by m.display_name, p.member_id`,
    [
      rolloutId,
      ['launch.invitation'],
      on.now.toString(),
      on.day.subtract({ days: nudge.atMost }).toString(),
      on.day.subtract({ days: nudge.after }).toString(),
    ],
  );
  return rows.map((row) => row.member_id);
}

/** Of these members, who is still on the way: not arrived, no outcome that says otherwise. */
export async function onTheWay(
  tx: EntityManager,
  rolloutId: string,
  memberIds: string[],
): Promise<Set<string>> {
  const rows = await tx.query<{ member_id: string }[]>(
    `select member_id from participation
      where rollout_id = $1 and member_id = any($2::uuid[]) and arrived_on is null
        and (outcome is null or outcome = 'no device')`,
    [rolloutId, memberIds],
  );
  return new Set(rows.map((row) => row.member_id));
}

/** Participations of who has arrived and did not turn away since: the pulse asks them. */
export async function arrived(
  tx: EntityManager,
  rolloutId: string,
): Promise<{ id: string; memberId: string }[]> {
  return tx.query(
    `select p.id, p.member_id as "memberId" from participation p join member m on m.id = p.member_id
      where p.rollout_id = $1 and p.arrived_on is not null and m.gone is null and m.erased_at is null
        and p.outcome is distinct from 'declined' and p.outcome is distinct from 'will leave' order by m.display_name, p.id`,
    [rolloutId],
  );
}
