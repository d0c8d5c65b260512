import { Temporal } from 'temporal-polyfill';

type Day = Temporal.PlainDate;

/** The last day for objections: as many whole days as the plan gives, counted from the day after opening. */
export const windowEnd = (openedOn: Day, days: number): Day => openedOn.add({ days });

export interface CharterStanding {
  windowEndsOn: Day | null;
  adoptedOn: Day | null;
}

/** An objection can be sent while the draft is open and its window is not over. */
export const takesObjections = (version: CharterStanding, today: Day): boolean =>
  version.windowEndsOn !== null &&
  version.adoptedOn === null &&
  Temporal.PlainDate.compare(today, version.windowEndsOn) <= 0;

/**
 * Everything that stands in the way of adopting a version today; empty when nothing does.
 * @param open objections without an answer
 */
export function againstAdoption(version: CharterStanding, open: number, today: Day): string[] {
  if (version.adoptedOn) return [`This version was adopted on ${version.adoptedOn.toString()}.`];
  if (!version.windowEndsOn)
    return ['Nobody could object to this version yet. Open it for objections first.'];
  const reasons: string[] = [];
  if (takesObjections(version, today))
    reasons.push(
      `Objections can be sent until ${version.windowEndsOn.toString()}. Adopt it on ${version.windowEndsOn.add({ days: 1 }).toString()} or later.`,
    );
  if (open === 1) reasons.push('1 objection has no answer yet. Answer it first.');
  if (open > 1) reasons.push(`${open} objections have no answer yet. Answer them first.`);
  return reasons;
}

const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** Lines that were added and taken out between two texts, in their order; for "what changed". */
export function changedLines(before: string, after: string): { added: string[]; removed: string[] } {
  const [old, fresh] = [lines(before), lines(after)];
  const [oldSet, freshSet] = [new Set(old), new Set(fresh)];
  return {
    added: fresh.filter((line) => !oldSet.has(line)),
    removed: old.filter((line) => !freshSet.has(line)),
  };
}
