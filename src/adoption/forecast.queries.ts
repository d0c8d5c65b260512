import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { day } from '../kernel/database/columns.js';
import type { Rollout } from '../rollout/rollout.entity.js';
import type { Point } from './adoption.queries.js';
import { forecast, type Forecast } from './forecast.rules.js';

/**
 * The forecast as of today, from what was measured; null where nothing is to be reached any more. It is reckoned
 * whenever somebody looks, and kept nowhere: it takes a few milliseconds, and follows corrections by itself.
 */
export async function forecastOf(
  tx: EntityManager,
  rollout: Rollout,
  today: Temporal.PlainDate,
  series: readonly Point[],
): Promise<Forecast | null> {
  if (rollout.state !== 'running' || rollout.cancelledAt || rollout.keptBothAt) return null;
  const [row] = await tx.query<{ launched_on: string | null; closing_on: string | null; over: boolean }[]>(
    `select (select opened_on from phase where rollout_id = $1 and key = 'launch') as launched_on,
            exists (select from phase where rollout_id = $1 and key = 'sunset' and closed_on is not null) as over,
            (select t from transition where rollout_id = $1 and held_at is null) as closing_on`,
    [rollout.id],
  );
  if (row?.over) return null;
  const asDay = (text: string | null | undefined): Temporal.PlainDate | null => (text ? day(text) : null);
  return forecast({
    ...{ series, today },
    launchedOn: asDay(row?.launched_on),
    closingOn: asDay(row?.closing_on),
  });
}
