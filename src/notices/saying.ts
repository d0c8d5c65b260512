import type { Temporal } from 'temporal-polyfill';
import type { Letters, PostText } from './letter.js';
import type { Purpose } from './words.js';

/** The rollout as notices need to know it: they stand below it and import nothing from there. */
export interface Spoken {
  id: string;
  communityId: string;
  timeZone: string;
}

/** Over so many minutes the start of a message is spread, unless it says otherwise. */
export const JITTER_MINUTES = 30;

/** Member ids, or a query that answers them in a column `member_id`, its parameters numbered from $1. */
export type Audience = string[] | { sql: string; params: unknown[] };

/** Said once in places. */
export interface Posting {
  placeIds: string[];
  text: PostText;
  on: Temporal.PlainDate;
}

/** What every saying has in common. */
export interface Occasion {
  rollout: Spoken;
  /** Stable for the occasion: a daily play uses one per step, so that the ledger makes it once a person. */
  key: string;
  play: string;
  purpose: Purpose;
  now: Temporal.Instant;
}

/** To members, each once. */
export interface Saying extends Occasion {
  letters: Letters;
  to: Audience;
  /** Told in person to whoever has no other channel, or prefers it. */
  byHand: boolean;
  /**
   * Only for what the reader asked for a moment ago: it goes now, whatever the budget, the hour and their choices
   * say, and alone.
   */
  atOnce?: boolean;
  /** Afterwards it is suppressed as too late. Absent: useful on any day. */
  usefulUntil?: Temporal.Instant;
  /** The start is spread over so many minutes; `JITTER_MINUTES` by default, 0 for what must be on time. */
  jitterMinutes?: number;
  posts?: Posting;
}

/** To the people who lead. */
export interface TeamSaying {
  communityId: string;
  rollout: Spoken;
  key: string;
  play: string;
  letters: Letters;
  now: Temporal.Instant;
  /** Absent: every lead and admin. */
  accountIds?: string[];
}
