import type { Temporal } from 'temporal-polyfill';
import type { Band } from './band.rules.js';

export const milestones = [60, 70] as const;
export const sustainedDays = 7;

export interface Measured extends Band {
  day: Temporal.PlainDate;
}

/**
 * The milestones that a series (oldest first, one entry a day) has reached and held: the low end at or above
 * them on seven measurements of consecutive days, anywhere in it. A day that was not measured breaks the run.
 * Whoever asks keeps each for good: a milestone is reached once.
 */
export function reached(series: readonly Measured[]): { percent: number; on: Temporal.PlainDate }[] {
  return milestones.flatMap((percent) => {
    const on = firstHeld(series, percent / 100);
    return on ? [{ percent, on }] : [];
  });
}

function firstHeld(series: readonly Measured[], share: number): Temporal.PlainDate | undefined {
  let run = 0;
  let previous: Temporal.PlainDate | undefined;
  for (const { day, low } of series) {
    const next = previous === undefined || day.equals(previous.add({ days: 1 }));
    run = low === null || low < share ? 0 : next ? run + 1 : 1;
    if (run === sustainedDays) return day;
    previous = day;
  }
  return undefined;
}
