import { Temporal } from 'temporal-polyfill';
import { localDay } from '../kernel/local-day.js';
import type { Entry } from './agenda.rules.js';
import { isBefore } from './calendar.rules.js';
import { whatNow } from './late.rules.js';
import { speaks, type PlayRow } from './plays.js';

/** What becomes of an entry, seen from the moment at which its rollout was started. */
export type Fate =
  | 'ahead'
  /** It lay less than its grace before the start. */
  | 'said at once'
  /** It lay longer before: a lead sends or skips it. */
  | 'held'
  /** Nobody hears of it any more. */
  | 'left out'
  /** The move was begun without us, and it lay on a day before we took over: it is recorded, and said to nobody. */
  | 'done elsewhere';

/** From when on a rollout acts by itself. */
export interface Started {
  at: Temporal.Instant;
  /** Of the rollout: the day of the start is judged in it. */
  timeZone: string;
  begunElsewhere: boolean;
}

/**
 * What everybody is to hear once, such as the opening word, is made up for; of a series, of reminders and of what
 * only leads hear, the past stays past. The tick decides with the same grace whether it is said or held.
 */
export function fateOf(
  row: PlayRow,
  { at, step, day }: Pick<Entry, 'at' | 'step' | 'day'>,
  started: Started,
): Fate {
  if (Temporal.Instant.compare(at, started.at) >= 0) return 'ahead';
  if (started.begunElsewhere && isBefore(day, localDay(started.at, started.timeZone)))
    return 'done elsewhere';
  if (!onceForMembers(row)) return 'left out';
  return whatNow(row, { at, step, newerIsDue: false }, started.at).do ? 'said at once' : 'held';
}

const onceForMembers = (row: PlayRow): boolean =>
  forMembers(row) && 'at' in row.when && row.when.steps.length === 1;

/** Said to members or in places; the rest is for the leads alone, or silent. */
export const forMembers = (row: Pick<PlayRow, 'purpose' | 'posts'>): boolean =>
  speaks(row) && row.purpose !== 'team';
