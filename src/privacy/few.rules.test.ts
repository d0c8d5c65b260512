import fc from 'fast-check';
import { hideFew, hideTotal, inWords } from './few.rules.js';

describe('counts of a group', () => {
  it('hide one to four, and another where the total would tell', () => {
    expect(hideFew([20, 3, 0, 9])).toEqual([20, null, 0, null]);
    expect(hideFew([20, 3, 4])).toEqual([20, null, null]);
    expect(hideFew([6, 0, 5])).toEqual([6, 0, 5]);
    expect(hideFew([2, 1])).toEqual([null, null]);
  });

  it('never let anybody compute fewer than five people from what is shown and the total', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 8 }), (counts) => {
        const shown = hideFew(counts);
        const hidden = counts.filter((_, i) => shown[i] === null);
        const total = counts.reduce((a, b) => a + b, 0);
        const open = shown.flatMap((n, i) => (n === null ? [] : [{ n, was: counts[i] }]));
        expect(open.every(({ n, was }) => n === was && (n === 0 || n >= 5))).toBe(true);
        const sum = hidden.reduce((a, b) => a + b, 0);
        expect(hidden.length === 0 || sum >= 5 || hideTotal(total) === null).toBe(true);
        expect(hidden.every((n) => n > 0)).toBe(true);
      }),
    );
  });

  it('are told in words', () => {
    expect([inWords(1200), inWords(0), inWords(null)]).toEqual(['1,200', '0', 'too few to show']);
  });
});
