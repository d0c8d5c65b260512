import { Temporal } from 'temporal-polyfill';
import type { Entry } from './agenda.rules.js';
import type { OccurrenceState } from './occurrence.entity.js';

/** An occurrence as it is kept, as far as replanning looks at it. */
export interface Kept {
  key: string;
  state: OccurrenceState;
  /** Its time, while that can still change; null once it is settled. */
  open: { at: Temporal.Instant; day: Temporal.PlainDate } | null;
  /** A lead's account, or changeover itself; null where nobody decided. */
  decidedBy: string | null;
}

export interface Difference {
  add: Entry[];
  /** Keys whose day has changed; one that we held ourselves waits for its new day. */
  move: Entry[];
  /** Held by a lead, and dated anew: it stays held, in that lead's words. */
  redate: Entry[];
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
  const moved = entries.filter((entry) => {
    const row = known.get(entry.key);
    if (!row?.open || (row.open.at.equals(entry.at) && row.open.day.equals(entry.day))) return false;
    if (row.state === 'planned' || byLead(row)) return true;
    return row.state === 'held' && Temporal.Instant.compare(entry.at, row.open.at) > 0;
  });
  const gone = kept.filter((row) => !wanted.has(row.key));
  return {
    add: entries.filter((entry) => !known.has(entry.key)),
    move: moved.filter((entry) => !byLead(known.get(entry.key)!)),
    redate: moved.filter((entry) => byLead(known.get(entry.key)!)),
    drop: gone.filter((row) => row.state === 'planned').map((row) => row.key),
    retire: gone.filter((row) => row.state === 'held').map((row) => row.key),
  };
}

const byLead = (row: Kept): boolean => row.state === 'held' && row.decidedBy !== 'changeover';
