import fc from 'fast-check';
import { fewest } from '../privacy/few.rules.js';
import { mayReplace, shown, type Class, type Group } from './suppression.rules.js';

const group = (name: string, ...cells: number[]): Group => ({ name, cells });
const fine = (cells: number[]): boolean => cells.every((n) => n === 0 || n >= fewest);
const names = (classes: Class[]): string[] => classes.map((one) => one.names.join(' + '));

/** Up to eight groups of two cells, as they come: empty, tiny, large. */
const groups: fc.Arbitrary<Group[]> = fc
  .array(fc.tuple(fc.oneof(fc.nat(7), fc.nat(60)), fc.oneof(fc.nat(7), fc.nat(60))), { maxLength: 8 })
  .map((cells) => cells.map((pair, i) => group('abcdefgh'[i]!, ...pair)));

describe('a breakdown', () => {
  it('shows groups of five and more as they are', () => {
    expect(shown([group('de', 5, 8), group('en', 30, 0)])).toEqual([
      { names: ['en'], cells: [30, 0] },
      { names: ['de'], cells: [5, 8] },
    ]);
  });

  it('counts a small group together with the smallest other, so that subtraction gives nobody away', () => {
    expect(
      names(shown([group('de', 20, 20), group('en', 30, 30), group('tr', 1, 2), group('uk', 9, 9)])),
    ).toEqual(['en', 'de', 'tr + uk']);
  });

  it('treats a small cell like a small group: one of thirty not there yet would be known to all', () => {
    expect(names(shown([group('de', 29, 1), group('en', 30, 30), group('uk', 9, 9)]))).toEqual([
      'en',
      'de + uk',
    ]);
  });

  it('is empty when nothing but the total could be shown', () => {
    expect(shown([group('de', 20, 20), group('tr', 1, 0)])).toEqual([]);
    expect(shown([])).toEqual([]);
  });

  it('never shows fewer than five, and never leaves a remainder that somebody could subtract', () => {
    fc.assert(
      fc.property(groups, (all) => {
        const classes = shown(all);
        const total = [0, 1].map((i) => all.reduce((sum, { cells }) => sum + cells[i]!, 0));
        // Every sum of some classes, and what is missing from the total: all that anybody can compute.
        for (let mask = 0; mask < 2 ** classes.length; mask++) {
          const known = [0, 1].map((i) =>
            classes.reduce((sum, { cells }, at) => sum + (mask & (2 ** at) ? cells[i]! : 0), 0),
          );
          const rest = total.map((n, i) => n - known[i]!);
          expect(classes.length === 0 || (fine(known) && fine(rest))).toBe(true);
        }
      }),
    );
  });

  it('shows each group once or not at all, never a single one under another name', () => {
    fc.assert(
      fc.property(groups, (all) => {
        const classes = shown(all);
        const listed = classes.flatMap((one) => one.names);
        expect(new Set(listed).size).toBe(listed.length);
        const alone = classes.filter(({ names: inside }) => inside.length === 1);
        expect(alone.map(({ cells }) => cells)).toEqual(
          alone.map(({ names: [only] }) => all.find(({ name }) => name === only)!.cells),
        );
      }),
    );
  });

  it('does not depend on the order of the groups', () => {
    fc.assert(fc.property(groups, (all) => expect(shown(all.toReversed())).toEqual(shown(all))));
  });
});

describe('a newer breakdown', () => {
  const old = shown([group('de', 20, 20), group('en', 30, 30)]);

  it('waits while a comparison would show the step of a few people', () => {
    expect(mayReplace(old, shown([group('de', 21, 19), group('en', 30, 30)]))).toBe(false);
    expect(mayReplace(old, shown([group('de', 25, 15), group('en', 30, 30)]))).toBe(true);
    expect(mayReplace(old, old)).toBe(true);
  });

  it('is compared where groups were joined or parted, too', () => {
    const parted = shown([group('de', 20, 20), group('en', 24, 24), group('uk', 6, 7)]);
    const joined: Class[] = [
      { names: ['de'], cells: [20, 20] },
      { names: ['en', 'uk'], cells: [30, 30] },
    ];
    expect(mayReplace(joined, parted)).toBe(false);
  });

  it('never lets two days be told apart by one to four people', () => {
    fc.assert(
      fc.property(groups, groups, (yesterday, today) => {
        const before = shown(yesterday);
        const after = shown(today);
        fc.pre(mayReplace(before, after));
        for (const one of after) {
          const same = before.find((other) => other.names.join() === one.names.join());
          if (!same || after.length === 1) continue;
          for (const [i, n] of one.cells.entries()) {
            const step = Math.abs(n - same.cells[i]!);
            expect(step === 0 || step >= fewest).toBe(true);
          }
        }
      }),
    );
  });
});
