import type { Temporal } from 'temporal-polyfill';
import { fateWords, inVain, underWay, type Fate } from '../notices/fates.rules.js';
import type { Shown } from '../privacy/few.rules.js';
import { spokenMoment } from './calendar.words.js';

/** What became of one message. A number that is too small for its reader is null. */
export interface Became {
  /** In people, by fate; everybody stands in one of them. */
  shown: ReadonlyMap<Fate, Shown>;
  /** Of these, whose message came back and then went another way. */
  cameBack: ReadonlyMap<Fate, Shown>;
  /** Until when the last of those waits that wait to go; null where nobody knows. */
  waitsUntil: Temporal.Instant | null;
  timeZone: string;
}

/** What stands first about it: whom it did not reach, who waits, or that nothing came back. */
export function becameOf(became: Became): string {
  const { shown } = became;
  const hidden = [...shown.values()].includes(null);
  const lost = [...shown].filter(([fate]) => inVain.has(fate));
  const waits = [...shown.keys()].some((fate) => underWay.has(fate));
  const arrived = [...shown.keys()].every((fate) => fate === 'accepted' || fate === 'told');
  const missed = lost.length === 0 ? [] : [didNotReach(lost.map(([, people]) => people))];
  const back = cameBackWords(became.cameBack, missed.length > 0 ? ' more' : '');
  if (hidden) {
    const others = waits ? ['It has not gone to everybody yet.'] : ['It did not go to everybody.'];
    const rest = arrived || (missed.length > 0 && !waits) ? [] : others;
    return [...missed, ...back, ...rest].join(' ') || 'Nobody’s came back.';
  }
  if (arrived) return back.join(' ') || allArrived(shown);
  return [...missed, ...back, ...(waits || lost.length === 0 ? parts(became) : [])].join(' ');
}

const allArrived = (shown: ReadonlyMap<Fate, Shown>): string =>
  shown.has('accepted') ? 'Nobody’s came back.' : 'Everybody was told in person.';

const didNotReach = (people: Shown[]): string =>
  people.includes(null)
    ? 'It did not reach everybody.'
    : `It did not reach ${number(people.reduce<number>((sum, n) => sum + (n ?? 0), 0))} of them.`;

/** What is in vain by now is said as that; `more`: beside those. */
function cameBackWords(cameBack: ReadonlyMap<Fate, Shown>, more: '' | ' more'): string[] {
  const on = [...cameBack].filter(([fate]) => !inVain.has(fate));
  if (on.some(([, people]) => people === null)) return ['Some came back at first.'];
  const sum = (byHand: boolean): number =>
    on
      .filter(([fate]) => (fate === 'to tell' || fate === 'told') === byHand)
      .reduce((all, [, people]) => all + (people ?? 0), 0);
  const [inPerson, otherwise] = [sum(true), sum(false)];
  return [
    ...some(inPerson, (n) => `${n}${more} came back and ${are(inPerson)} told in person instead.`),
    ...some(otherwise, (n) => `${n}${more} came back at first.`),
  ];
}

/** A sentence for each part of the people, but for those whom it did not reach. */
function parts({ shown, waitsUntil, timeZone }: Became): string[] {
  const of = (fate: Fate): number => shown.get(fate) ?? 0;
  const gone = of('accepted') + of('told');
  const waits = [...shown.keys()].some((fate) => underWay.has(fate));
  const until =
    waitsUntil && `, ${of('queued') === 1 ? '' : 'the last '}until ${spokenMoment(waitsUntil, timeZone)}`;
  return [
    ...(gone > 0 || waits ? [`${number(gone)} ${wentOr(gone, of('told') > 0)}.`] : []),
    ...some(of('queued'), (n) => `${n} ${wait(of('queued'))} to go${until ?? ''}.`),
    ...some(of('sending'), (n) => `${n} ${are(of('sending'))} being sent.`),
    ...some(of('again'), (n) => `${n} ${are(of('again'))} tried again.`),
    ...some(of('held'), (n) => `${n} ${are(of('held'))} held.`),
    ...some(of('to tell'), (n) => `${n} ${wait(of('to tell'))} to be told in person.`),
    ...some(of('posted'), (n) => `For ${n} it waits on their own page.`),
    ...some(of('suppressed'), (n) => `${n} ${of('suppressed') === 1 ? 'was' : 'were'} left out.`),
  ];
}

const number = (n: number): string => n.toLocaleString('en');
const some = (n: number, inWords: (n: string) => string): string[] => (n === 0 ? [] : [inWords(number(n))]);
const are = (n: number): string => (n === 1 ? 'is' : 'are');
const wait = (n: number): string => (n === 1 ? 'waits' : 'wait');
const wentOr = (n: number, told: boolean): string =>
  `${n === 1 ? 'has' : 'have'} gone${told ? ` or ${n === 1 ? 'was' : 'were'} told` : ''}`;

/**
 * What a state means for those who are in it.
 * @param confirmed of them, who answered, chose or said that they read it, whatever became of the message; null: not told
 */
export function meaningOf(fate: Fate, people: Shown, confirmed: Shown): string {
  const { means, unheard } = fateWords[fate];
  if (!unheard) return means;
  return `${means} ${knows(unheard, people, confirmed)}`;
}

function knows(unheard: string, people: Shown, confirmed: Shown): string {
  if (confirmed === null) return 'Who is not confirmed knows nothing of it yet.';
  if (confirmed === 0) return unheard;
  const who = people === 1 ? 'They are' : confirmed === people ? 'All of them are' : null;
  if (who) return `${who} confirmed all the same.`;
  return `${number(confirmed)} of them ${are(confirmed)} confirmed all the same. The others know nothing of it yet.`;
}
