import type { Temporal } from 'temporal-polyfill';
import { moment } from './database/columns.js';

/** Since when nothing happens by itself, although it should; 'never' where no worker ever ran here. */
export type Standstill = Temporal.Instant | 'never';

const patience = 2 * 60_000;

/** After two minutes without a beat, what is due is no longer done. @param up since when this process runs */
export function standsStill(
  beatAt: Temporal.Instant | null,
  { now, up }: { now: Temporal.Instant; up: Temporal.Instant },
): Standstill | null {
  const silent = now.epochMilliseconds - (beatAt ?? up).epochMilliseconds > patience;
  return silent ? (beatAt ?? 'never') : null;
}

/** When the heart of this installation beat last; null before it ever did. */
export async function lastBeat(db: {
  query: (sql: string) => Promise<{ at: Date | null }[]>;
}): Promise<Temporal.Instant | null> {
  const [row] = await db.query('select heartbeat_at as at from installation');
  return row?.at ? moment(row.at) : null;
}
