import { Temporal } from 'temporal-polyfill';
import { afterPauses } from '../rollout/calendar.rules.js';
import type { Plan } from '../rollout/plan.js';
import type { Comfort } from '../rollout/words.js';

export interface Mix {
  /** What is missing, in words for a lead; empty when the circle is mixed and large enough. */
  missing: string[];
  met: boolean;
}

/**
 * What a circle still lacks: enough people, an enthusiast, somebody hesitant or sceptical, three levels of
 * comfort. Whoever did not say theirs counts as a person and as no level.
 */
export function mixOf(accepted: readonly (Comfort | 'unknown')[], least: number): Mix {
  const levels = new Set(accepted.filter((level) => level !== 'unknown'));
  const missing: string[] = [];
  if (accepted.length < least) missing.push(`${least - accepted.length} more to say yes`);
  if (!levels.has('enthusiast')) missing.push('an enthusiast');
  if (!levels.has('hesitant') && !levels.has('skeptic')) missing.push('somebody hesitant, or a skeptic');
  const further = 3 - levels.size - missing.filter((one) => !one.endsWith('to say yes')).length;
  if (further > 0) missing.push(`${further} more ${further === 1 ? 'level' : 'levels'} of comfort`);
  return { missing, met: missing.length === 0 };
}

/** Asked, reminded after four days, and still silent: nobody waits longer for them. */
const patienceDays = 7;

/** Whether somebody asked on that day was silent for so long that their seat is free for another; a pause counts for nothing. */
export function isSilent(
  askedOn: Temporal.PlainDate,
  today: Temporal.PlainDate,
  pauses: Plan['pauses'] = [],
): boolean {
  const since = pauses.filter((pause) => pause.from >= askedOn.toString());
  return Temporal.PlainDate.compare(afterPauses(askedOn.add({ days: patienceDays }), since), today) <= 0;
}

export interface Seats {
  accepted: readonly (Comfort | 'unknown')[];
  /** Asked a short while ago, and not answered yet. Whoever stays silent is not awaited; a late yes is welcome. */
  waiting: number;
}

/**
 * How many to ask besides: so many that the circle could reach its least size, or one for the mix once nobody's
 * answer is awaited any more; never so many that it could grow beyond its most.
 */
export function toReplace(seats: Seats, circle: { least: number; most: number }): number {
  const room = circle.most - seats.accepted.length - seats.waiting;
  const short = circle.least - seats.accepted.length - seats.waiting;
  const forMix = seats.waiting === 0 && !mixOf(seats.accepted, circle.least).met ? 1 : 0;
  return Math.max(0, Math.min(room, Math.max(short, forMix)));
}
