import { Temporal } from 'temporal-polyfill';
import { later } from '../rollout/calendar.rules.js';

type Day = Temporal.PlainDate;

/** So many days after somebody came on the list the leads are asked why nothing was said to them. */
export const ASK_DAYS = 30;
const KEEP_DAYS = 60;
const AFTER_WAVE_DAYS = 30;
/** So many days before names go the leads are told. */
export const WARN_DAYS = 7;

/** The wave in which somebody is to be invited. */
export interface PlannedWave {
  on: Day;
  held: boolean;
}

/**
 * When the row of somebody to whom nothing was ever said is emptied; null while their wave is held, for that stops the
 * count. In several moves the last wave counts.
 */
export function emptiedOn(addedOn: Day, waves: readonly PlannedWave[]): Day | null {
  if (waves.some((wave) => wave.held)) return null;
  return waves
    .map((wave) => wave.on.add({ days: AFTER_WAVE_DAYS }))
    .reduce(later, addedOn.add({ days: KEEP_DAYS }));
}

export type Step = 'ask' | 'warn' | 'empty';

/**
 * What is due about somebody to whom nothing was said.
 * @param warnedOn when the leads were first told of this very day; null before. Nobody's name goes unannounced, be it
 * later than its day.
 */
export function dueSteps(
  { addedOn, goesOn, warnedOn }: { addedOn: Day; goesOn: Day | null; warnedOn: Day | null },
  today: Day,
): Step[] {
  const reached = (day: Day): boolean => Temporal.PlainDate.compare(day, today) <= 0;
  const steps: Step[] = [];
  if (reached(addedOn.add({ days: ASK_DAYS }))) steps.push('ask');
  if (!goesOn) return steps;
  if (reached(goesOn.subtract({ days: WARN_DAYS }))) steps.push('warn');
  if (reached(goesOn) && warnedOn && reached(warnedOn.add({ days: WARN_DAYS }))) steps.push('empty');
  return steps;
}
