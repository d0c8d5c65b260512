import { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { day } from '../kernel/database/columns.js';
import { band, type Band } from './band.rules.js';

export interface Point extends Band {
  day: Temporal.PlainDate;
  /** How often this day was revised since; 0 as it was first seen. */
  revision: number;
  late: boolean;
  baseline: number;
  assumed: number;
  takenOut: number;
  arrived: number;
  active: number;
  comfortable: number;
  unknown: number;
}

interface Row extends Omit<Point, 'day' | 'takenOut' | keyof Band> {
  day: string;
  taken_out: number;
}

/** One point a measured day, oldest first, each as its newest revision has it. Reads snapshots, counts nobody. */
export async function series(tx: EntityManager, rolloutId: string): Promise<Point[]> {
  const rows = await tx.query<Row[]>(
    `select distinct on (day) day, revision, late, baseline, assumed, taken_out, arrived, active, comfortable, unknown
     from adoption_snapshot where rollout_id = $1 order by day, revision desc`,
    [rolloutId],
  );
  return rows.map(({ taken_out, ...row }) => ({
    ...row,
    day: day(row.day),
    takenOut: taken_out,
    ...band(row),
  }));
}
