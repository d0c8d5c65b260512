import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { windows } from './standing.rules.js';

export interface Measuring {
  rolloutId: string;
  /** Measured at 03:00 of this day: whole days before it count. */
  day: Temporal.PlainDate;
  now: Temporal.Instant;
  /** Taken after its day: revises or fills in, and leaves everybody's standing as the newest day made it. */
  past: boolean;
}

/**
 * Everybody in a rollout ($1) with what is known of them on a day ($2). `living`: still on the roster; `counted`: in the
 * baseline; `unknown`: nobody and nothing would have seen them. A person is seen by their own signal or statement, by
 * a choice of their own, or where all new places were looked at: a complete report or a roll call for each of them.
 * Shifted by how far the newest day lies from the last that counts, the first bits of a row are the window.
 */
export const known = `
  looked as (
    select distinct place_id from sighting
    where rollout_id = $1 and side = 'destination' and complete
      and to_day >= $2::date - ${windows.activity} and from_day < $2::date
  ), everybody as (
    select exists (select from looked where place_id is null)
        or (select coalesce(bool_and(exists (select from looked l where l.place_id = rp.place_id)), false)
            from rollout_place rp where rp.rollout_id = $1 and rp.side = 'destination') as seen
  ), signals as (
    select p.id, p.standing, p.arrived_on < $2::date as arrived, p.invited_on < $2::date as invited,
           gone.id is null as living, b.evidence,
           b.participation_id is not null and b.taken_out_on is null and gone.id is null as counted,
           b.participation_id is not null and (b.taken_out_on is not null or gone.id is not null) as taken_out,
           bit_count(substring(s.days << (s.newest - $2::date + 1) for ${windows.activity})) as days,
           bit_count(substring(s.said << (s.newest - $2::date + 1) for ${windows.statement})) as said,
           s.settled_on < $2::date as settled,
           p.outcome in ('no device', 'declined', 'will leave') and p.outcome_on < $2::date as chose_otherwise,
           p.outcome = 'declined' and p.outcome_on < $2::date as declined
    from participation p
    left join member gone on gone.id = p.member_id and (gone.gone is not null or gone.erased_at is not null)
    left join baseline_member b on b.participation_id = p.id
    left join presence s on s.participation_id = p.id
    where p.rollout_id = $1
  ), known as materialized (
    select id, standing as was, living, counted, taken_out, declined, counted and evidence = 'assumed' as assumed,
           coalesce(invited, false) as invited, coalesce(arrived, false) as arrived,
           coalesce(days > 0 or said > 0, false) as active,
           coalesce(days >= ${windows.comfortableDays} or (days > 0 or said > 0) and settled, false) as comfortable,
           not coalesce(days > 0 or said > 0 or chose_otherwise, false)
             and not (select seen from everybody) as unknown
    from signals
  )`;

const measurement = `
  with ${known}, standing as (
    select id, was,
           case when comfortable then 'comfortable' when active then 'active' when arrived then 'arrived'
                when invited then 'invited' else 'listed' end as is
    from known where living and not $4::boolean
  ), changed as (
    update participation p set standing = s.is from standing s where p.id = s.id and s.was <> s.is
  ), counted as (
    select count(*) filter (where counted)::int as baseline,
           count(*) filter (where assumed)::int as assumed,
           count(*) filter (where taken_out)::int as taken_out,
           count(*) filter (where counted and arrived)::int as arrived,
           count(*) filter (where counted and active)::int as active,
           count(*) filter (where counted and comfortable)::int as comfortable,
           count(*) filter (where counted and unknown)::int as unknown,
           count(*) filter (where living)::int as roster,
           count(*) filter (where living and invited)::int as roster_invited,
           count(*) filter (where living and arrived)::int as roster_arrived,
           count(*) filter (where living and comfortable)::int as roster_comfortable,
           count(*) filter (where living and declined)::int as roster_declined
    from known
  ), newest as (
    select revision, late, (baseline, assumed, taken_out, arrived, active, comfortable, unknown, roster,
           roster_invited, roster_arrived, roster_comfortable, roster_declined) as figures
    from adoption_snapshot where rollout_id = $1 and day = $2::date order by revision desc limit 1
  )
  insert into adoption_snapshot (rollout_id, day, revision, late, measured_at, baseline, assumed, taken_out, arrived,
                                 active, comfortable, unknown, roster, roster_invited, roster_arrived,
                                 roster_comfortable, roster_declined)
  select $1, $2::date, coalesce(newest.revision + 1, 0), coalesce(newest.late, $4), $3, counted.*
  from counted left join newest on true
  where newest.figures is distinct from
        (counted.baseline, counted.assumed, counted.taken_out, counted.arrived, counted.active, counted.comfortable,
         counted.unknown, counted.roster, counted.roster_invited, counted.roster_arrived, counted.roster_comfortable,
         counted.roster_declined)`;

/**
 * The daily measurement, whole, in one statement: everybody's standing (only rows that change are written) and
 * the day's snapshot. Measuring a day twice without news writes nothing.
 */
export async function measure(tx: EntityManager, { rolloutId, day, now, past }: Measuring): Promise<void> {
  await tx.query(measurement, [rolloutId, day.toString(), now.toString(), past]);
}
