import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { once } from '../kernel/database/reading.js';
import { day } from '../kernel/database/columns.js';
import { placeDays, usualPlaces, type Helped, type Helper } from './pairing.rules.js';
import type { Invitee } from './wave.rules.js';

/** Still to invite: on the roster, not invited, not arrived, and did not say no. `p` and `m` in a query. */
const toInvite = `p.rollout_id = $1 and m.gone is null and m.erased_at is null and p.arrived_on is null
  and (p.outcome is null or p.outcome = 'no device')`;

const placesOf = `array(select mp.place_id from member_place mp where mp.member_id = m.id order by 1)`;

/** The same people in the same order on every installation: ids are random, and come last. */
const byName = `m.display_name, m.language, m.added_on, p.id`;

/** Whoever was seen last in the old place comes first: they bring life into the new one. */
export async function invitees(tx: EntityManager, rolloutId: string): Promise<Invitee[]> {
  return tx.query<Invitee[]>(
    `select p.id, p.pilot, p.advocate_id as "advocateId", w.number as wave, coalesce(i.moved, false) as moved,
            ${placesOf} as "placeIds"
       from participation p join member m on m.id = p.member_id
       left join invitation i on i.participation_id = p.id
       left join wave w on w.id = i.wave_id
      where ${toInvite} and i.said_on is null
      order by m.last_seen_on desc nulls last, ${byName}`,
    [rolloutId],
  );
}

/** The people of a wave that goes out now, with the member to tell. */
export async function peopleOf(
  tx: EntityManager,
  rolloutId: string,
  waveId: string,
): Promise<(Helped & { memberId: string })[]> {
  return tx.query(
    `select p.id, p.member_id as "memberId", p.advocate_id as "advocateId", m.language,
            m.time_zone as "timeZone", ${placesOf} as "placeIds"
       from invitation i join participation p on p.id = i.participation_id join member m on m.id = p.member_id
      where ${toInvite} and i.wave_id = $2 and i.said_on is null
      order by m.last_seen_on desc nulls last, ${byName}`,
    [rolloutId, waveId],
  );
}

/**
 * Advocates with their free places on a day. A place is taken from the invitation until that person arrives, has
 * an outcome, or 14 days pass.
 */
export async function helpers(
  tx: EntityManager,
  rolloutId: string,
  today: Temporal.PlainDate,
): Promise<(Helper & { whole: number; memberId: string; displayName: string })[]> {
  return tx.query(
    `select p.id, p.member_id as "memberId", m.display_name as "displayName", m.language,
            m.time_zone as "timeZone", coalesce(a.places, $3) as whole, ${placesOf} as "placeIds",
            coalesce(a.places, $3) - (select count(*)::int from participation h join invitation i on i.participation_id = h.id
                         where h.advocate_id = p.id and h.arrived_on is null and h.outcome is null
                           and i.said_on > $2::date) as free
       from participation p join member m on m.id = p.member_id left join advocate a on a.participation_id = p.id
      where p.rollout_id = $1 and p.advocate and m.gone is null and m.erased_at is null
      order by ${byName}`,
    [rolloutId, today.subtract({ days: placeDays }).toString(), usualPlaces],
  );
}

/** Waves that a lead skipped: their people are invited later. */
export async function closeSkipped(tx: EntityManager, rolloutId: string): Promise<void> {
  await tx.query(
    `update wave w set said_on = o.day from occurrence o
      where w.rollout_id = $1 and w.said_on is null and o.rollout_id = $1 and o.state = 'skipped'
        and o.key = 'launch.invitation/' || w.number`,
    [rolloutId],
  );
  await tx.query(
    `delete from invitation i using wave w
      where w.id = i.wave_id and w.rollout_id = $1 and w.said_on is not null and i.said_on is null`,
    [rolloutId],
  );
}

/** Numbers of waves that stand on the agenda, planned or kept back by a lead. */
export async function onAgenda(tx: EntityManager, rolloutId: string): Promise<Set<string>> {
  const rows = await tx.query<{ step: string }[]>(
    `select step from occurrence
      where rollout_id = $1 and play = 'launch.invitation' and state in ('planned', 'held')`,
    [rolloutId],
  );
  return new Set(rows.map((row) => row.step));
}

/** Everybody planned now, in their wave; whoever is not planned any more is in none. */
export async function placePeople(
  tx: EntityManager,
  rolloutId: string,
  placed: { participationId: string; waveId: string }[],
): Promise<void> {
  const ids = placed.map((one) => one.participationId);
  await tx.query(
    `delete from invitation i using wave w
      where w.id = i.wave_id and w.rollout_id = $1 and i.said_on is null
        and not exists (select 1 from unnest($2::uuid[]) n(id) where n.id = i.participation_id)`,
    [rolloutId, ids],
  );
  await tx.query(
    `insert into invitation (participation_id, wave_id)
     select * from unnest($1::uuid[], $2::uuid[])
     on conflict (participation_id) do update set wave_id = excluded.wave_id
      where invitation.said_on is null and invitation.wave_id <> excluded.wave_id`,
    [ids, placed.map((one) => one.waveId)],
  );
}

interface Preparations {
  pilotClosed: boolean;
  opened: Temporal.PlainDate | null;
  quickStart: boolean;
  advocates: number;
  charterOpened: boolean;
}

/** What the waves wait for, as the tables tell it. */
export const preparations = (tx: EntityManager, rolloutId: string): Promise<Preparations> =>
  once(tx, `preparations ${rolloutId}`, () => readPreparations(tx, rolloutId));

async function readPreparations(tx: EntityManager, rolloutId: string): Promise<Preparations> {
  const [row] = await tx.query<
    { pilot: boolean; opened: string | null; quick_start: boolean; advocates: number; charter: boolean }[]
  >(
    `select exists (select 1 from phase where rollout_id = $1 and key = 'pilot' and closed_on is not null) as pilot,
            (select opened_on from phase where rollout_id = $1 and key = 'launch') as opened,
            exists (select 1 from guide g join guide_version v on v.guide_id = g.id
                     where g.rollout_id = $1 and g.kind = 'quick start' and v.published_on is not null) as quick_start,
            (select count(*)::int from participation p join member m on m.id = p.member_id
              where p.rollout_id = $1 and p.advocate and m.gone is null and m.erased_at is null) as advocates,
            exists (select 1 from charter_version where rollout_id = $1 and opened_at is not null) as charter`,
    [rolloutId],
  );
  const { pilot, opened, quick_start, advocates, charter } = row!;
  return {
    ...{ pilotClosed: pilot, opened: opened ? day(opened) : null },
    ...{ quickStart: quick_start, advocates, charterOpened: charter },
  };
}
