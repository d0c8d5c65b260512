import { Temporal } from 'temporal-polyfill';
import type { Entry } from './agenda.rules.js';
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
  | 'left out';

/**
 * What everybody is to hear once, such as the opening word, is made up for; of a series, of reminders and of what
 * only leads hear, the past stays past. The tick decides with the same grace whether it is said or held.
 */
export function fateOf(
  row: PlayRow,
  { at, step }: Pick<Entry, 'at' | 'step'>,
  startedAt: Temporal.Instant,
): Fate {
  if (Temporal.Instant.compare(at, startedAt) >= 0) return 'ahead';
  if (!onceForMembers(row)) return 'left out';
  return whatNow(row, { at, step, newerIsDue: false }, startedAt).do ? 'said at once' : 'held';
}

const onceForMembers = (row: PlayRow): boolean =>
  forMembers(row) && 'at' in row.when && row.when.steps.length === 1;

/** Said to members or in places; the rest is for the leads alone, or silent. */
export const forMembers = (row: Pick<PlayRow, 'purpose' | 'posts'>): boolean =>
  speaks(row) && row.purpose !== 'team';
