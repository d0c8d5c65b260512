import fc from 'fast-check';
import { band, percent, type Counted } from './band.rules.js';

const counted: fc.Arbitrary<Counted> = fc
  .tuple(fc.nat(2000), fc.nat(2000), fc.nat(2000))
  .map(([comfortable, unknown, seen]) => ({ comfortable, unknown, baseline: comfortable + unknown + seen }));

describe('the band of adoption', () => {
  it('lies between nobody and everybody of those whom we cannot see', () => {
    expect(band({ baseline: 200, comfortable: 110, unknown: 40 })).toEqual({ low: 0.55, high: 0.75 });
  });

  it('is a single figure where everybody is seen', () => {
    expect(band({ baseline: 4, comfortable: 3, unknown: 0 })).toEqual({ low: 0.75, high: 0.75 });
  });

  it('of nobody is not enough evidence', () => {
    expect(band({ baseline: 0, comfortable: 0, unknown: 0 })).toEqual({ low: null, high: null });
  });

  it('never has its low end above its high end, nor leaves 0 to 1', () => {
    fc.assert(
      fc.property(counted, (c) => {
        const { low, high } = band(c);
        return c.baseline === 0 ? low === null && high === null : 0 <= low! && low! <= high! && high! <= 1;
      }),
    );
  });

  it('only narrows when we learn about somebody whom we could not see', () => {
    fc.assert(
      fc.property(counted, fc.boolean(), (c, yes) => {
        fc.pre(c.unknown > 0);
        const before = band(c);
        const after = band({ ...c, unknown: c.unknown - 1, comfortable: c.comfortable + (yes ? 1 : 0) });
        return before.low! <= after.low! && after.high! <= before.high!;
      }),
    );
  });
});

describe('a share in words', () => {
  it.each([
    [0.6, '60%'],
    [0.5999, '59%'],
    [0.29, '29%'],
    [1, '100%'],
  ])('%p reads %p: rounded down, without the noise of floating point', (share, words) => {
    expect(percent(share)).toBe(words);
  });
});
