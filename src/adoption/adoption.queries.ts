import { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { day } from '../kernel/database/columns.js';
import { band, type Band } from './band.rules.js';

export interface Point extends Band {
  day: Temporal.PlainDate;
  /** How often this day was revised since; 0 as it was first seen. */
  revision: number;
  /** `low` as it was first seen; null where it was not measured then. */
  firstLow: number | null;
  late: boolean;
  baseline: number;
  assumed: number;
  takenOut: number;
  arrived: number;
  active: number;
  comfortable: number;
  unknown: number;
}

interface Row extends Omit<Point, 'day' | 'takenOut' | 'firstLow' | keyof Band> {
  day: string;
  taken_out: number;
  first_low: number | null;
}

/** One point a measured day, oldest first, each as its newest revision has it. Reads snapshots, counts nobody. */
export async function series(tx: EntityManager, rolloutId: string): Promise<Point[]> {
  const rows = await tx.query<Row[]>(
    `select distinct on (day) day, revision, late, baseline, assumed, taken_out, arrived, active, comfortable, unknown,
       last_value(comfortable::float / nullif(baseline, 0)) over (
         partition by day order by revision desc rows between unbounded preceding and unbounded following) as first_low
     from adoption_snapshot where rollout_id = $1 order by day, revision desc`,
    [rolloutId],
  );
  return rows.map(({ taken_out: takenOut, first_low: firstLow, ...row }) =>
    Object.assign(row, band(row), { day: day(row.day), takenOut, firstLow }),
  );
}

export interface PlaceCount {
  placeId: string;
  name: string;
  side: 'source' | 'destination';
  people: number;
  /** Where only writers are seen: how many more are thought to read. */
  readers: number | null;
  day: Temporal.PlainDate | null;
  /** How many of them were on our list at the newest measurement. */
  inOurList: number;
}

/** Counts, once a day, how many of each place are on our list, so that pages need not. */
export async function countLists(
  tx: EntityManager,
  rolloutId: string,
  on: Temporal.PlainDate,
): Promise<void> {
  await tx.query(
    `insert into place_list (rollout_id, place_id, people, day)
     select $1, rp.place_id, count(m.id), $2::date
     from rollout_place rp
     left join member_place mp on mp.place_id = rp.place_id
     left join member m on m.id = mp.member_id and m.gone is null and m.erased_at is null
     where rp.rollout_id = $1 group by rp.place_id
     on conflict (rollout_id, place_id) do update set people = excluded.people, day = excluded.day`,
    [rolloutId, on.toString()],
  );
}

/** The newest head count of each place that has one, beside how many of its people we know. */
export async function headCounts(tx: EntityManager, rolloutId: string): Promise<PlaceCount[]> {
  const rows = await tx.query<
    (Omit<PlaceCount, 'placeId' | 'day' | 'inOurList'> & {
      place_id: string;
      day: string | null;
      known: number;
    })[]
  >(
    `select pl.id as place_id, pl.name, rp.side, coalesce(h.people, pl.head_count) as people, h.readers,
            coalesce(h.day, pl.head_count_on) as day,
            coalesce(l.people, 0) as known
     from rollout_place rp join place pl on pl.id = rp.place_id
     left join place_list l on l.rollout_id = rp.rollout_id and l.place_id = pl.id
     left join lateral (
       select people, readers, day from head_count
       where rollout_id = $1 and place_id = pl.id order by day desc limit 1
     ) h on true
     where rp.rollout_id = $1 and coalesce(h.people, pl.head_count) is not null
     order by rp.side desc, pl.name`,
    [rolloutId],
  );
  return rows.map(({ place_id: placeId, known: inOurList, day: on, ...row }) =>
    Object.assign(row, { placeId, inOurList, day: on === null ? null : day(on) }),
  );
}

/** Who chose or needs another way, by name, for the leads who look after them. Declining is an outcome, not a failure. */
export async function worklist(
  tx: EntityManager,
  rolloutId: string,
): Promise<{ memberId: string; name: string; outcome: string; since: Temporal.PlainDate | null }[]> {
  const rows = await tx.query<
    { id: string; display_name: string; outcome: string; outcome_on: string | null }[]
  >(
    `select m.id, m.display_name, p.outcome, p.outcome_on
     from participation p join member m on m.id = p.member_id
     where p.rollout_id = $1 and p.outcome is not null and m.gone is null and m.erased_at is null
     order by array_position(array['no device', 'unreachable', 'will leave', 'declined'], p.outcome), m.display_name, p.id
     limit 1000`,
    [rolloutId],
  );
  return rows.map((row) => ({
    memberId: row.id,
    name: row.display_name,
    outcome: row.outcome,
    since: row.outcome_on === null ? null : day(row.outcome_on),
  }));
}
