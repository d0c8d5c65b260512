import { Temporal } from 'temporal-polyfill';

const GIVE_UP_HOURS = 24;
/** What is wrong on our side is mended by a person, who may come back after the weekend. */
const GIVE_UP_HOURS_OURS = 7 * 24;
const UNCLEAR_TRIES = 4;
const LONGEST_PAUSE_MINUTES = 4 * 60;

/**
 * When to try again what could not be sent now: after 2, 4, 8 … minutes, at most 4 hours, until 24 hours after the
 * first attempt; until 7 days after it where our own server or sender is wrong. Null: no more.
 * @param unclear so many times it may have arrived: only a few are tried, for its reader may have it as often
 */
export function nextAttempt(
  attempts: number,
  firstTriedAt: Temporal.Instant,
  now: Temporal.Instant,
  { ours = false, unclear = 0 }: { ours?: boolean; unclear?: number } = {},
): Temporal.Instant | null {
  if (unclear >= UNCLEAR_TRIES) return null;
  const last = firstTriedAt.add({ hours: ours ? GIVE_UP_HOURS_OURS : GIVE_UP_HOURS });
  if (Temporal.Instant.compare(now, last) >= 0) return null;
  const next = now.add({ minutes: Math.min(2 ** attempts, LONGEST_PAUSE_MINUTES) });
  return Temporal.Instant.compare(next, last) < 0 ? next : last;
}
