import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { Dice } from './dice.js';
import { personas, type Known, type Manner } from './persona.js';

const newYear = Temporal.PlainDate.from('2026-01-01');
/** So many people, each last seen on a day of their own, the newest first. */
const roster = (people: number): Known[] =>
  Array.from({ length: people }, (_, i) => ({
    ...{ memberId: String(i), name: `Somebody ${i}` },
    lastSeenOn: newYear.subtract({ days: i }).toString(),
  }));
/** The manner of each person, in the order of the roster. */
const mannersOf = (known: Known[], seed: number): Manner[] => {
  const found = new Map(personas(known, Dice.named(seed)).map((one) => [one.memberId, one.manner]));
  return known.map(({ memberId }) => found.get(memberId)!);
};

describe('how people take to the move', () => {
  it('is the same for the same seed, and another for another, though each was last seen on another day', () => {
    const known = roster(40);
    expect(mannersOf(known, 7)).toEqual(mannersOf(known, 7));
    const seeds = Array.from({ length: 20 }, (_, seed) => mannersOf(known, seed).join());
    expect(new Set(seeds).size).toBe(20);
  });

  it('lets enough come along that gates can pass, however few were seen lately', () => {
    const comes: ReadonlySet<Manner> = new Set(['keen', 'willing', 'slow']);
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 60 }), (seed, lately) => {
        const seen = mannersOf(roster(60), seed).slice(0, lately);
        expect(seen.filter((manner) => comes.has(manner)).length / lately).toBeGreaterThan(0.7);
      }),
    );
  });
});
