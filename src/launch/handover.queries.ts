import { In, type EntityManager } from 'typeorm';
import { HelpRequest } from './help-request.entity.js';
import type { Helped } from './pairing.rules.js';

/** Whoever is gone or has turned away helps nobody. */
export async function retire(tx: EntityManager, rolloutId: string): Promise<void> {
  await tx.query(
    `update participation p set advocate = false from member m
      where m.id = p.member_id and p.rollout_id = $1 and p.advocate
        and (m.gone is not null or m.erased_at is not null or p.outcome in ('declined', 'will leave'))`,
    [rolloutId],
  );
}

/** Takes everybody from helpers who stopped. Answers whom of them somebody should help now: invited, and on the way. */
export function letGo(tx: EntityManager, rolloutId: string): Promise<Helped[]> {
  return tx.query(
    `with free as (
       update participation p set advocate_id = null from participation h
        where p.rollout_id = $1 and h.id = p.advocate_id and not h.advocate returning p.id
     )
     select p.id, null as "advocateId", m.language, m.time_zone as "timeZone",
            array(select place_id from member_place where member_id = m.id) as "placeIds"
       from free join participation p on p.id = free.id join member m on m.id = p.member_id
      where p.invited_on is not null and p.arrived_on is null and (p.outcome is null or p.outcome = 'no device')
        and m.gone is null and m.erased_at is null
      order by m.display_name, m.language, m.added_on, p.id`,
    [rolloutId],
  );
}

export async function giveHelpers(
  tx: EntityManager,
  pairs: ReadonlyMap<string, string | null>,
): Promise<void> {
  await tx.query(
    `update participation p set advocate_id = n.advocate_id
       from unnest($1::uuid[], $2::uuid[]) n(id, advocate_id) where p.id = n.id`,
    [[...pairs.keys()], [...pairs.values()]],
  );
}

/** Open requests of a helper who stopped, whether they had taken them or not. */
export async function heldByNobody(tx: EntityManager, rolloutId: string): Promise<HelpRequest[]> {
  const rows = await tx.query<{ id: string }[]>(
    `select r.id from help_request r join participation h on h.id = r.advocate_id and not h.advocate
       join participation p on p.id = r.participation_id join member m on m.id = p.member_id
      where r.rollout_id = $1 and r.closed_at is null order by r.asked_at, m.display_name, r.id`,
    [rolloutId],
  );
  const requests = await tx.findBy(HelpRequest, { id: In(rows.map((row) => row.id)) });
  return rows.map(({ id }) => requests.find((request) => request.id === id)!);
}

/** Whether somebody who stopped was still to tell people something. */
export async function toldByNobody(tx: EntityManager, rolloutId: string): Promise<boolean> {
  const rows: unknown[] = await tx.query(
    `select 1 from delivery d join participation h on h.id = d.teller_participation_id and not h.advocate
      where d.rollout_id = $1 and d.state = 'to tell' limit 1`,
    [rolloutId],
  );
  return rows.length > 0;
}
