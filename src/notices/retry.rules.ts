import { Temporal } from 'temporal-polyfill';

const GIVE_UP_HOURS = 24;
/** What is wrong on our side is mended by a person, who may come back after the weekend. */
const GIVE_UP_HOURS_OURS = 7 * 24;
/** So long a person needs who tells it instead: the list of one day is full at times. */
const HOURS_TO_TELL = 3 * 24;
/** A row that had to wait for its turn has used up hours, but not its receiver's patience: so often it is really tried. */
const FEWEST_TRIES = 6;
const UNCLEAR_TRIES = 4;
const SHORTEST_PAUSE_MINUTES = 2;
const LONGEST_PAUSE_MINUTES = 4 * 60;
/** Where two troubles take turns for ever, there is an end all the same. */
const MOST_TRIES_ANEW = 100;

/** What is known of a row that could not be sent now. */
export interface Tries {
  /** On this channel, this one included. */
  attempts: number;
  /** The first of this trouble: see `troubleSince`. */
  firstTriedAt: Temporal.Instant;
  /** So many times it may have arrived. */
  unclear?: number;
  /** What was wrong the time before: our own server or sender, or the receiver's. Null: nothing yet. */
  wasOurs?: boolean | null;
  /** Until when it is of use, where a person tells it once this channel has failed; null: nobody does, or always. */
  tellBy?: Temporal.Instant | null;
}

/**
 * Since when the trouble of a row counts: the hours in which our own server was away are none of its receiver's, and
 * the other way round.
 */
export function troubleSince(
  { attempts, firstTriedAt, wasOurs = null }: Tries,
  ours: boolean,
  now: Temporal.Instant,
): Temporal.Instant {
  const isAnother = wasOurs !== null && wasOurs !== ours;
  return isAnother && attempts < MOST_TRIES_ANEW ? now : firstTriedAt;
}

/**
 * When to try again what could not be sent now: after 2, 4, 8 … minutes, at most 4 hours, until 24 hours after the
 * first attempt; until 7 days after it where our own server or sender is wrong, or for so long as leaves a person three
 * days to tell it, but never less than 24 hours; in any case a few times. Null: no more.
 * Of what may have arrived only a few are tried, for its reader may have it as often.
 */
export function nextAttempt(
  { attempts, firstTriedAt, unclear = 0, tellBy = null }: Tries,
  now: Temporal.Instant,
  ours = false,
): Temporal.Instant | null {
  if (unclear >= UNCLEAR_TRIES) return null;
  const last = firstTriedAt.add({ hours: ours ? hoursOfOurs(firstTriedAt, tellBy) : GIVE_UP_HOURS });
  const isLate = Temporal.Instant.compare(now, last) >= 0;
  if (isLate && attempts >= FEWEST_TRIES) return null;
  // As long again as this trouble lasts, so that after another one the pauses begin anew too.
  const lasted = Math.max(0, firstTriedAt.until(now).total('minutes'));
  const pause = Math.min(2 ** attempts, SHORTEST_PAUSE_MINUTES + lasted, LONGEST_PAUSE_MINUTES);
  const next = now.add({ seconds: Math.round(pause * 60) });
  return isLate || Temporal.Instant.compare(next, last) < 0 ? next : last;
}

/** Hours that what is wrong on our side may take. */
function hoursOfOurs(firstTriedAt: Temporal.Instant, tellBy: Temporal.Instant | null): number {
  if (tellBy === null) return GIVE_UP_HOURS_OURS;
  const spare = Math.floor(firstTriedAt.until(tellBy).total('hours')) - HOURS_TO_TELL;
  return Math.max(GIVE_UP_HOURS, Math.min(GIVE_UP_HOURS_OURS, spare));
}
