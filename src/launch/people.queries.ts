import { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { day } from '../kernel/database/columns.js';
import { TRIES } from '../notices/by-hand.rules.js';
import type { Participation } from '../rollout/participation.entity.js';
import type { Rollout } from '../rollout/rollout.entity.js';
import type { Outcome } from '../rollout/words.js';

/** Somebody on a helper's call sheet. */
export interface Helpee {
  participationId: string;
  name: string;
  language: string | null;
  timeZone: string | null;
  invitedOn: Temporal.PlainDate | null;
  arrivedOn: Temporal.PlainDate | null;
  outcome: Outcome | null;
}

/** The people whom somebody helps: who has just arrived first, then who is on the way, by name. */
export async function helpees(tx: EntityManager, advocateId: string): Promise<Helpee[]> {
  const rows = await tx.query<
    (Omit<Helpee, 'invitedOn' | 'arrivedOn'> & { invited_on: string | null; arrived_on: string | null })[]
  >(
    `select p.id as "participationId", m.display_name as name, m.language, m.time_zone as "timeZone",
            p.invited_on, p.arrived_on, p.outcome
       from participation p join member m on m.id = p.member_id
      where p.advocate_id = $1 and m.gone is null and m.erased_at is null
        and p.outcome is distinct from 'declined' and p.outcome is distinct from 'will leave'
      order by p.arrived_on desc nulls last, m.display_name, p.id`,
    [advocateId],
  );
  return rows.map((row) => ({
    participationId: row.participationId,
    name: row.name,
    language: row.language,
    timeZone: row.timeZone,
    invitedOn: row.invited_on ? day(row.invited_on) : null,
    arrivedOn: row.arrived_on ? day(row.arrived_on) : null,
    outcome: row.outcome,
  }));
}

/** Somebody on the way whom nobody helps. */
export interface Alone {
  participationId: string;
  name: string;
}

/** Invited, not arrived, did not turn away, and without a helper; by name. */
export function withoutHelper(tx: EntityManager, rolloutId: string): Promise<Alone[]> {
  return tx.query(
    `select p.id as "participationId", m.display_name as name
       from participation p join member m on m.id = p.member_id
      where p.rollout_id = $1 and p.advocate_id is null and p.invited_on is not null and p.arrived_on is null
        and (p.outcome is null or p.outcome = 'no device') and m.gone is null and m.erased_at is null
      order by m.display_name, p.id`,
    [rolloutId],
  );
}

/**
 * Found unreachable: a person tried twice to tell them and could not, and nothing else reached them. Taken back
 * as soon as somebody does tell them.
 */
export async function findUnreachable(
  tx: EntityManager,
  rolloutId: string,
  today: Temporal.PlainDate,
): Promise<void> {
  const reached = `exists (select 1 from delivery d where d.member_id = p.member_id and d.rollout_id = $1
    and (d.state in ('told', 'accepted') or d.confirmed_at is not null))`;
  await tx.query(
    `update participation p set outcome = 'unreachable', outcome_on = $2
      where p.rollout_id = $1 and p.outcome is null and p.arrived_on is null and not ${reached}
        and exists (select 1 from delivery d
                     where d.member_id = p.member_id and d.rollout_id = $1 and d.state = 'could not' and d.attempts >= $3)`,
    [rolloutId, today.toString(), TRIES],
  );
  await tx.query(
    `update participation p set outcome = null, outcome_on = null
      where p.rollout_id = $1 and p.outcome = 'unreachable' and ${reached}`,
    [rolloutId],
  );
}

/** From that day on everybody can come along. */
/** Where “I’m in” would be so: for the circle at once, for everybody else once the new place is open to all. */
export async function mayComeIn(
  tx: EntityManager,
  { id, cancelledAt }: Rollout,
  { pilot }: Participation,
): Promise<boolean> {
  return !cancelledAt && (pilot || (await launchOpened(tx, id)));
}

export async function launchOpened(tx: EntityManager, rolloutId: string): Promise<boolean> {
  const open: unknown[] = await tx.query(
    `select 1 from phase where rollout_id = $1 and key = 'launch' and opened_on is not null`,
    [rolloutId],
  );
  return open.length > 0;
}
