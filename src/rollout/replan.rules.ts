import { Temporal } from 'temporal-polyfill';
import type { Entry } from './agenda.rules.js';
import type { OccurrenceState } from './occurrence.entity.js';

/** An occurrence as it is kept, as far as replanning looks at it. */
export interface Kept {
  key: string;
  at: Temporal.Instant;
  day: Temporal.PlainDate;
  state: OccurrenceState;
}

export interface Difference {
  add: Entry[];
  /** Keys whose day has changed; one that was held waits for its new day. */
  move: Entry[];
  /** Planned, and no longer on the agenda. */
  drop: string[];
  /** Held, and no longer on the agenda: nobody needs to decide about them any more. */
  retire: string[];
}

/**
 * What must change so that the kept occurrences are the agenda. What was done or skipped is never touched, so
 * the same agenda twice changes nothing the second time, and edits move only what has not happened.
 */
export function difference(kept: readonly Kept[], entries: readonly Entry[]): Difference {
  const wanted = new Map(entries.map((entry) => [entry.key, entry]));
  const known = new Map(kept.map((row) => [row.key, row]));
  const move = entries.filter((entry) => {
    const row = known.get(entry.key);
    if (!row) return false;
    const differs = !row.at.equals(entry.at) || !row.day.equals(entry.day);
    if (row.state === 'planned') return differs;
    return row.state === 'held' && Temporal.Instant.compare(entry.at, row.at) > 0;
  });
  const gone = kept.filter((row) => !wanted.has(row.key));
  return {
    add: entries.filter((entry) => !known.has(entry.key)),
    move,
    drop: gone.filter((row) => row.state === 'planned').map((row) => row.key),
    retire: gone.filter((row) => row.state === 'held').map((row) => row.key),
  };
}
