import { phaseKeys, type PhaseKey } from './words.js';

export interface Contradiction {
  /** Into the plan: `['windows', 'launch', 'to']`. */
  path: string[];
  message: string;
}

/**
 * Every way in which a plan contradicts itself; empty when it does not. Looks only at what is a whole number, so
 * that a plan of which a part cannot be read is judged by the rest.
 * @param nameOf how the reader knows a phase
 * @param dayOf how the reader knows a day
 */
export function contradictions(
  plan: unknown,
  nameOf: (key: PhaseKey) => string = (key) => `The ${key} phase`,
  dayOf: (day: number) => string = (day) => `day ${day}`,
): Contradiction[] {
  const found: Contradiction[] = [];
  const say = (path: string[], message: string): void => void found.push({ path, message });
  const at = (...path: string[]): unknown => path.reduce(within, plan);
  const from = (key: PhaseKey): unknown => at('windows', key, 'from');
  for (const key of phaseKeys) {
    const [first, last] = [from(key), at('windows', key, 'to')];
    if (isDay(first) && isDay(last) && last < first)
      say(
        ['windows', key, 'to'],
        `${nameOf(key)} ends on ${dayOf(last)}, before it starts on ${dayOf(first)}.`,
      );
    if (last === null && key !== 'sunset')
      say(['windows', key, 'to'], `${nameOf(key)} has no end; only the sunset may be open-ended.`);
  }
  mustFollow('refine', 'pilot', 'there is nothing to refine before anybody tried');
  mustFollow('launch', 'pilot', 'a launch needs a pilot before it');
  mustFollow('sunset', 'launch', 'the old place cannot close before the new one is open');
  const [least, most] = [at('gates', 'circle', 'least'), at('gates', 'circle', 'most')];
  if (isDay(least) && isDay(most) && most < least)
    say(['gates', 'circle'], `A circle of at least ${least} and at most ${most} is empty.`);
  return found;

  function mustFollow(later: PhaseKey, earlier: PhaseKey, why: string): void {
    const [one, other] = [from(later), from(earlier)];
    if (isDay(one) && isDay(other) && one <= other)
      say(
        ['windows', later, 'from'],
        `${nameOf(later)} starts on ${dayOf(one)}, and must start after ${dayOf(other)} (${nameOf(earlier)}): ${why}.`,
      );
  }
}

const isDay = (value: unknown): value is number => Number.isInteger(value) && Number(value) >= 0;

const within = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
