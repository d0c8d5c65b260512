import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import type { Activity, Side } from './activity.entity.js';
import { windows } from './standing.rules.js';

export interface Signal {
  participationId: string;
  side: Side;
  day: Temporal.PlainDate;
  kind: Activity['kind'];
}

/**
 * Shifting moves the bits of a row to another newest day; a day that is shifted out is over a year older than the
 * newest one, and no measurement asks for it.
 */
const keepAll = `
  with given as materialized (
    select s.participation_id, s.side, s.day, s.kind
    from unnest($2::uuid[], $3::text[], $4::date[], $5::text[]) s(participation_id, side, day, kind)
    join participation p on p.id = s.participation_id and p.rollout_id = $1
  ), kept as (
    insert into activity (participation_id, side, day, rollout_id, kind)
    select participation_id, side, day, $1, kind from given
    on conflict do nothing
    returning participation_id, side, day
  ), newest as (
    select *, max(day) over (partition by participation_id) as newest from given where side = 'destination'
  ), bits as (
    select participation_id, newest, min(day) as first, bit_or('1'::bit(366) >> (newest - day)) as days,
           coalesce(bit_or('1'::bit(366) >> (newest - day)) filter (where kind = 'said'), '0'::bit(366)) as said
    from newest group by participation_id, newest
  ), remembered as (
    insert into presence as p (participation_id, rollout_id, newest, days, said)
    select participation_id, $1, newest, days, said from bits
    on conflict (participation_id) do update
      set newest = greatest(p.newest, excluded.newest),
          days = (p.days >> (greatest(p.newest, excluded.newest) - p.newest))
               | (excluded.days >> (greatest(p.newest, excluded.newest) - excluded.newest)),
          said = (p.said >> (greatest(p.newest, excluded.newest) - p.newest))
               | (excluded.said >> (greatest(p.newest, excluded.newest) - excluded.newest))
  ), arrived as (
    update participation p set arrived_on = b.first from bits b
    where p.id = b.participation_id and (p.arrived_on is null or p.arrived_on > b.first)
  )
  select side, min(day)::date as first, max(day)::date as last, count(*)::int as days from kept group by side`;

/** What is remembered of one person's days in the new place, from these days alone: as if the others had never been. */
const rememberAnew = `
  with gone as (delete from presence where participation_id = $1),
  left_over as (
    select day, kind, max(day) over () as newest from activity where participation_id = $1 and side = 'destination'
  ), first as (
    update participation set arrived_on = (select min(day) from left_over) where id = $1
  )
  select coalesce(max(newest)::text, '') as newest,
         coalesce(bit_or('1'::bit(366) >> (newest - day)), '0'::bit(366)) as days,
         coalesce(bit_or('1'::bit(366) >> (newest - day)) filter (where kind = 'said'), '0'::bit(366)) as said
  from left_over`;

/** The one way in for every sign that somebody was somewhere on a day. */
@Injectable()
export class Signals {
  /**
   * Keeps signals, any number in one round trip; how many days were new. The earliest in the new place is when
   * somebody arrived. Days that were measured already are marked stale, so that the next measurement revises them.
   */
  async keep(tx: EntityManager, rolloutId: string, signals: readonly Signal[]): Promise<number> {
    if (signals.length === 0) return 0;
    const kept = await tx.query<{ side: Side; first: string; last: string; days: number }[]>(keepAll, [
      rolloutId,
      signals.map((signal) => signal.participationId),
      signals.map((signal) => signal.side),
      signals.map((signal) => signal.day.toString()),
      signals.map((signal) => signal.kind),
    ]);
    const there = kept.find(({ side }) => side === 'destination');
    if (there) await this.markStale(tx, rolloutId, there.first, there.last);
    return kept.reduce((sum, { days }) => sum + days, 0);
  }

  /**
   * These days of somebody in the new place were only said, and are taken back. Whatever was measured from them is
   * stale, and the next measurement revises it.
   */
  async takeBack(
    tx: EntityManager,
    { rolloutId, participationId }: { rolloutId: string; participationId: string },
    days: readonly string[],
  ): Promise<void> {
    if (days.length === 0) return;
    await tx.query(
      `delete from activity where participation_id = $1 and side = 'destination' and kind = 'said'
          and day = any($2::date[])`,
      [participationId, days],
    );
    const [kept] = await tx.query<{ newest: string; days: string; said: string }[]>(rememberAnew, [
      participationId,
    ]);
    if (kept!.newest)
      await tx.query(
        `insert into presence (participation_id, rollout_id, newest, days, said) values ($1, $2, $3, $4, $5)`,
        [participationId, rolloutId, kept!.newest, kept!.days, kept!.said],
      );
    const [first, last] = [days.toSorted()[0]!, days.toSorted().at(-1)!];
    await this.markStale(tx, rolloutId, first, last);
  }

  /** Something was learned about the days `first` to `last` (ISO): whatever was measured from them is stale. */
  async markStale(tx: EntityManager, rolloutId: string, first: string, last: string): Promise<void> {
    await tx.query(
      `update adoption a
       set stale_from = least(a.stale_from, news.from_day), stale_to = greatest(a.stale_to, news.to_day)
       from (
         select min(day) as from_day, max(day) as to_day from adoption_snapshot
         where rollout_id = $1 and day > $2::date and day <= $3::date + ${windows.statement}
       ) news
       where a.rollout_id = $1 and news.from_day is not null`,
      [rolloutId, first, last],
    );
  }
}
