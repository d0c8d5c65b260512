import type { Dice } from './dice.js';

/** How somebody takes to the move. Only the demo knows it; the product sees what they do. */
export type Manner = 'keen' | 'willing' | 'slow' | 'silent' | 'says no' | 'no device' | 'leaves';

export interface Persona {
  memberId: string;
  name: string;
  /** Tells people of one name apart. */
  label: string;
  manner: Manner;
  /** As the acceptance form asks it. */
  comfort: string;
  wouldHelp: boolean;
  /** Passes the own link on to somebody else, once. */
  forwards: boolean;
  dice: Dice;
}

/** Of any ten in a row at least seven come along, so that every gate can pass without an override. */
const manners: Manner[] = [
  ...([
    'keen',
    'willing',
    'keen',
    'slow',
    'willing',
    'keen',
    'silent',
    'willing',
    'keen',
    'willing',
  ] as const),
  ...([
    'keen',
    'slow',
    'willing',
    'keen',
    'says no',
    'willing',
    'keen',
    'willing',
    'slow',
    'silent',
  ] as const),
  ...([
    'willing',
    'keen',
    'keen',
    'no device',
    'willing',
    'slow',
    'keen',
    'willing',
    'leaves',
    'keen',
  ] as const),
];

export const comforts = ['likes', 'takes-time', 'gets-along', 'doubts'];

export interface Known {
  memberId: string;
  name: string;
  lastSeenOn: string | null;
}

/** Among so many who were seen about as lately, the seed draws who takes which manner. */
const drawnAmong = 5;

/**
 * The same roster and seed give the same people, in whatever order the roster comes. Those seen lately come first: they
 * are whom adoption is measured against. Of however few of them most come along, because a manner is drawn only among
 * neighbours.
 */
export function personas(roster: Known[], dice: Dice): Persona[] {
  const drawn = roster
    .map((known, i) => {
      const own = dice.fork(`${known.name} ${known.lastSeenOn ?? ''} ${i}`);
      return { ...known, draw: own.next(), turn: own.next() };
    })
    .toSorted((a, b) => (b.lastSeenOn ?? '').localeCompare(a.lastSeenOn ?? '') || a.draw - b.draw)
    .map((known, i) => ({ ...known, block: Math.floor(i / drawnAmong) }))
    .toSorted((a, b) => a.block - b.block || a.turn - b.turn);
  return drawn.map(({ memberId, name, draw }, i) => ({
    ...{ memberId, name, label: `${name} ${i}` },
    manner: manners[i % manners.length]!,
    comfort: comforts[i % comforts.length]!,
    wouldHelp: draw < 0.3,
    forwards: i === 4,
    dice: dice.fork(`person ${name} ${i}`),
  }));
}
