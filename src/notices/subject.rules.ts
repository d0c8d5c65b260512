import type { Say } from '../kernel/language/say.js';

/** A subject fits on the line of a phone. It is never cut: what does not fit is said in other words. */
export const SUBJECT_LENGTH = 50;

/** The first that fits; the last is one that always does. */
export function subjectOf(...wishes: [string, ...string[]]): string {
  return wishes.find((wish) => wish.length <= SUBJECT_LENGTH) ?? wishes.at(-1)!;
}

/** Begins with the community's name where it is short enough. */
export const titled = (say: Say, community: string, what: string): string =>
  subjectOf(
    // translators: the subject of a letter, as in “Garden Street: a few try a new place”
    say('{community}: {what}', { community, what }),
    `${what.charAt(0).toUpperCase()}${what.slice(1)}`,
  );
