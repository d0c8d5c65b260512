import { Temporal } from 'temporal-polyfill';
import type { PlayRow } from './plays.js';

export type Decision = { do: true } | { do: false; state: 'held' | 'skipped'; reason: string };

/**
 * What becomes of an occurrence that is due. Of several due steps of one ladder only the newest is worth saying;
 * what speaks later than its grace waits for a lead, or is useless by then; measuring and purging catch up.
 */
export function whatNow(
  row: Pick<PlayRow, 'whenLate' | 'graceHours' | 'shortGrace'>,
  due: { at: Temporal.Instant; step: string; newerIsDue: boolean },
  now: Temporal.Instant,
): Decision {
  if (due.newerIsDue) return { do: false, state: 'skipped', reason: 'a newer step of the same is due' };
  if (row.whenLate === 'catch up') return { do: true };
  const lateHours = now.since(due.at).total('hours');
  const grace = row.shortGrace[due.step.split('/').at(-1)!] ?? row.graceHours;
  if (lateHours <= grace) return { do: true };
  const reason = `found ${Math.floor(lateHours)} hours late; ${grace} allowed`;
  return row.whenLate === 'skip'
    ? { do: false, state: 'skipped', reason }
    : { do: false, state: 'held', reason };
}

/** The steps that stand for one another when several are due: a series, or the steps about one subject. */
export function ladderOf(row: Pick<PlayRow, 'when' | 'ladder'>, play: string, step: string): string | null {
  if (!row.ladder) return null;
  return 'each' in row.when ? `${play}/${step.split('/')[0]}/` : `${play}/`;
}
