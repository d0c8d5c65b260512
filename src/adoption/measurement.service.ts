import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { localDay } from '../kernel/local-day.js';
import { day as dayOf } from '../kernel/database/columns.js';
import { earlier, isBefore } from '../rollout/calendar.rules.js';
import type { Rollout } from '../rollout/rollout.entity.js';
import { countLists, series } from './adoption.queries.js';
import { Baseline } from './baseline.service.js';
import { Friction } from './friction.service.js';
import { LeftBehind } from './left-behind.service.js';
import { measure } from './measurement.queries.js';
import { reached } from './milestone.rules.js';

/** What happens every morning at 03:00. */
@Injectable()
export class Measurement {
  constructor(
    private readonly baseline: Baseline,
    private readonly leftBehind: LeftBehind,
    private readonly friction: Friction,
  ) {}

  /** Measures `day`; before it, days that were missed and days of which something was learned since. */
  async take(
    tx: EntityManager,
    rollout: Rollout,
    day: Temporal.PlainDate,
    now: Temporal.Instant,
  ): Promise<void> {
    await this.baseline.follow(tx, rollout);
    for (const past of await this.owed(tx, rollout.id, day))
      await measure(tx, { rolloutId: rollout.id, day: past, now, past: true });
    const past = isBefore(day, localDay(now, rollout.plan.timeZone));
    await measure(tx, { rolloutId: rollout.id, day, now, past });
    if (!past) await countLists(tx, rollout.id, day);
    if (!past) await this.friction.look(tx, rollout.id, day);
    if (!past && day.dayOfWeek === 1) await this.leftBehind.count(tx, rollout.id, day);
    await this.keepMilestones(tx, rollout.id, now);
  }

  /** Days before `day` that are to be measured: from the first stale or missed one on. Each is owed once. */
  private async owed(
    tx: EntityManager,
    rolloutId: string,
    day: Temporal.PlainDate,
  ): Promise<Temporal.PlainDate[]> {
    const [row] = await tx.query<Record<'stale_from' | 'stale_to' | 'last', string | null>[]>(
      `with was as (select stale_from, stale_to from adoption where rollout_id = $1),
            done as (update adoption set stale_from = null, stale_to = null where rollout_id = $1)
       select was.stale_from, was.stale_to,
              (select max(day) from adoption_snapshot where rollout_id = $1 and day < $2::date) as last from was`,
      [rolloutId, day.toString()],
    );
    const yesterday = day.subtract({ days: 1 });
    const missed = row?.last ? days(dayOf(row.last).add({ days: 1 }), yesterday) : [];
    if (!row?.stale_from || !row.stale_to) return missed;
    return [...days(dayOf(row.stale_from), earlier(dayOf(row.stale_to), yesterday)), ...missed];
  }

  private async keepMilestones(tx: EntityManager, rolloutId: string, now: Temporal.Instant): Promise<void> {
    for (const { percent, on } of reached(await series(tx, rolloutId)))
      await tx.query(
        `insert into adoption_milestone (rollout_id, percent, day, at) values ($1, $2, $3, $4)
         on conflict do nothing`,
        [rolloutId, percent, on.toString(), now.toString()],
      );
  }
}

function days(from: Temporal.PlainDate, to: Temporal.PlainDate): Temporal.PlainDate[] {
  const length = from.until(to).days + 1;
  return Array.from({ length: Math.max(0, length) }, (_, i) => from.add({ days: i }));
}
