import type { Suppressed } from '../notices/budget.rules.js';
import type { Reach } from './plays.js';

/** Some people of the rollout whom an occurrence does not reach, and the one reason for it. */
export interface LeftOut {
  people: number;
  /** Behind the number: “have come already”. */
  why: string;
}

/** People of the roster without a row of it, and what is known of them. */
export interface Aside {
  people: number;
  declined: boolean;
  /** They heard of it on another day. */
  before: boolean;
  arrived: boolean;
  /** They can be written to. */
  mail: boolean;
}

/** Why who has a row will not get it after all, in the words of the rules of sending. */
const letGo: Record<Suppressed, string | null> = {
  // Whoever has left or is erased is not counted among the people of a move.
  ...{ erased: null, left: null },
  'said no': 'would rather not come along',
  'opted out': 'asked for no messages of this kind',
  'too late to be useful': 'would hear of it too late',
  'no longer needed': 'do not need it any more',
  'over the budget': 'have had many messages and gave no sign',
};

/** Why they have no row at all: the play's own choice of people, in words for leads. */
function passedOver({ declined, before, arrived, mail }: Aside, reach: Reach): string {
  if (declined) return 'would rather not come along';
  if (before) return reach === 'wave' ? 'were invited before' : 'have it already';
  if (reach === 'with e-mail' && !mail) return 'have no e-mail address';
  if (reach === 'circle') return 'are not in the circle';
  if (reach === 'arrived' && !arrived) return 'have not come yet';
  if (reach === 'wave') return arrived ? 'have come already' : 'are in no wave or in another one';
  if (reach === 'silent') return arrived ? 'have come already' : 'have done it, or their time has not come';
  return 'are not among those whom it is for';
}

/** The reasons with their people, the largest first; each stands once. */
export function leftOut(
  suppressed: ReadonlyMap<Suppressed, number>,
  asides: readonly Aside[],
  reach: Reach,
): LeftOut[] {
  const found = new Map<string, number>();
  const add = (why: string | null, people: number): void => {
    if (why !== null && people > 0) found.set(why, (found.get(why) ?? 0) + people);
  };
  for (const [reason, people] of suppressed) add(letGo[reason], people);
  for (const aside of asides) add(passedOver(aside, reach), aside.people);
  return [...found]
    .map(([why, people]) => ({ why, people }))
    .toSorted((a, b) => b.people - a.people || (a.why < b.why ? -1 : 1));
}

/** “Left out: 96 are in another wave, 4 would rather not come along.” Empty where nobody is. */
export function leftOutWords(groups: readonly LeftOut[]): string {
  if (groups.length === 0) return '';
  return `Left out: ${groups.map(({ people, why }) => `${people.toLocaleString('en')} ${people === 1 ? singular(why) : why}`).join('; ')}.`;
}

const verbs: Record<string, string> = { have: 'has', are: 'is', were: 'was', do: 'does' };

const singular = (why: string): string =>
  why.replace(/^(have|are|were|do)\b/, (verb) => verbs[verb]!).replace(', or their time', ', or the time');
