import { Temporal } from 'temporal-polyfill';
import { afterPauses, isBefore } from './calendar.rules.js';
import { spokenDate } from './calendar.words.js';
import { phaseDays } from './phase.rules.js';
import { dayOfPlan, mostDays, type Plan } from './plan.js';
import type { PhaseKey } from './words.js';

/**
 * The plan keeps the days of its phases as numbers from its first day; leads read and write dates. Here the one
 * becomes the other. Only dates are counted, never hours, so a clock change takes no day away.
 */

/** Each end of a phase that can be written; the sunset has no last day. */
export const phaseEnds = {
  ...{ pilotFrom: ['pilot', 'from'], pilotTo: ['pilot', 'to'] },
  ...{ refineFrom: ['refine', 'from'], refineTo: ['refine', 'to'] },
  ...{ launchFrom: ['launch', 'from'], launchTo: ['launch', 'to'] },
  sunsetFrom: ['sunset', 'from'],
} as const satisfies Record<string, [PhaseKey, 'from' | 'to']>;
export type EndName = keyof typeof phaseEnds;
export const endNames = Object.keys(phaseEnds) as EndName[];

type Base = Pick<Plan, 'startsOn' | 'pauses'>;

/** Offset → date, moved by the pauses that moved the plan. */
export const dayAt = (base: Base, offset: number): Temporal.PlainDate =>
  afterPauses(dayOfPlan(base, offset), base.pauses);

/** Date → days from the first day, which may be negative; null for a day that a pause took out of the plan. */
export function offsetOf(base: Base, day: Temporal.PlainDate): number | null {
  let at = day;
  for (const { from, days } of base.pauses.toReversed()) {
    if (!isBefore(at, Temporal.PlainDate.from(from).add({ days }))) at = at.subtract({ days });
    else if (!isBefore(at, Temporal.PlainDate.from(from))) return null;
  }
  return Temporal.PlainDate.from(base.startsOn).until(at).days;
}

/** What the page shows at an end of a phase: ISO, empty where it is open. */
export function shownAt(plan: Plan, name: EndName): string {
  const [key, end] = phaseEnds[name];
  return phaseDays(plan, key)[end]?.toString() ?? '';
}

export type Counted =
  | { offset: number; day: Temporal.PlainDate; against?: never }
  /** Why the plan cannot have that day. */
  | { against: string };

/**
 * Counts a date that was written at an end of a phase. One that is as the page showed it keeps its distance from the
 * first day, so it moves with it; any other is meant as it stands.
 * @param text ISO, a real day
 * @param startsOn the first day as it shall be, which may differ from the plan's
 */
export function counted(plan: Plan, startsOn: string, name: EndName, text: string): Counted {
  const base = { startsOn, pauses: plan.pauses };
  const [key, end] = phaseEnds[name];
  const kept = plan.windows[key][end];
  if (kept !== null && text === shownAt(plan, name)) {
    const offset = Math.min(kept, mostDays);
    return { offset, day: dayAt(base, offset) };
  }
  const day = Temporal.PlainDate.from(text);
  const offset = offsetOf(base, day);
  if (offset === null) return { against: inPause(base, day) };
  if (offset < 0)
    return {
      against: `${spokenDate(day)} is before the first day of the move, ${spokenDate(dayAt(base, 0))}.`,
    };
  if (offset > mostDays)
    return {
      against: `${spokenDate(day)} is too far ahead. The latest day that this plan can have is ${spokenDate(dayAt(base, mostDays))}.`,
    };
  return { offset, day };
}

function inPause(base: Base, day: Temporal.PlainDate): string {
  const next = (step: number): string => {
    let at = day;
    while (offsetOf(base, at) === null) at = at.add({ days: step });
    return spokenDate(at);
  };
  return `${spokenDate(day)} lies in a pause. Choose ${next(-1)} or earlier, or ${next(1)} or later.`;
}

/** How long from one day to another, both included: “4 weeks”, “1 week and 2 days”, “3 days”. */
export function inWeeks(from: Temporal.PlainDate, to: Temporal.PlainDate): string {
  const days = from.until(to).days + 1;
  const [weeks, rest] = [Math.floor(days / 7), days % 7];
  const of = (n: number, what: string): string => (n === 0 ? '' : `${n} ${what}${n === 1 ? '' : 's'}`);
  return [of(weeks, 'week'), of(rest, 'day')].filter(Boolean).join(' and ');
}
