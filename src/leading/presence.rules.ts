import { Temporal } from 'temporal-polyfill';
import { later } from '../rollout/calendar.rules.js';

/** So many days without a lead, and the stand-in hears of it. */
export const QUIET_DAYS = 10;
/** So many, and all but essential steps are held. */
export const GONE_DAYS = 21;

export interface Presence {
  /** Since the last day on which a lead was here, or the rollout began. */
  days: number;
  state: 'here' | 'quiet' | 'gone';
  /** The first day of being held, if nobody looks in before. */
  holdsOn: Temporal.PlainDate;
}

/**
 * Whether anybody who leads is there. Days are those of the rollout's zone; a day that lies ahead, because it was noted
 * in another zone, counts as today. Nothing is counted in a pause: it was a lead who paused, and nothing speaks.
 */
export function presence(given: {
  seenOn: Temporal.PlainDate | null;
  startedOn: Temporal.PlainDate;
  today: Temporal.PlainDate;
  paused: boolean;
}): Presence {
  const { seenOn, startedOn, today, paused } = given;
  const last = seenOn ? later(seenOn, startedOn) : startedOn;
  const days = paused ? 0 : Math.max(0, last.until(today, { largestUnit: 'day' }).days);
  return {
    days,
    state: days >= GONE_DAYS ? 'gone' : days >= QUIET_DAYS ? 'quiet' : 'here',
    holdsOn: last.add({ days: GONE_DAYS }),
  };
}
