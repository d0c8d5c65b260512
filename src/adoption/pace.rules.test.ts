import fc from 'fast-check';
import { ahead, paceOf, type Seen } from './pace.rules.js';

/** Shares that rose day by day, and sometimes fell. */
const seen: fc.Arbitrary<Seen[]> = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 3 }), fc.double({ min: 0, max: 1, noNaN: true })), {
    minLength: 2,
    maxLength: 40,
  })
  .map((steps) => {
    let at = 0;
    return steps.map(([more, share]) => ({ at: (at += more), share }));
  });
const people = fc.constantFrom(1, 12, 200, 100_000, Infinity);

const steady = (share: (day: number) => number): Seen[] =>
  Array.from({ length: 15 }, (_, at) => ({ at, share: share(at) }));

describe('the pace at which people come', () => {
  it('is the rise of the last two weeks, whatever was before', () => {
    const { last, rise, stray } = paceOf(steady((day) => 0.1 + day / 100));
    expect(last).toBeCloseTo(0.24);
    expect(rise).toBeCloseTo(0.01);
    expect(stray).toBeCloseTo(0);
    const late = steady((day) => 0.1 + day / 100).map((one) => ({ ...one, at: one.at + 50 }));
    expect(paceOf([{ at: 0, share: 0.9 }, ...late]).rise).toBeCloseTo(0.01);
  });

  it('is nothing where people leave', () => {
    expect(paceOf(steady((day) => 0.5 - day / 100)).rise).toBe(0);
  });

  it('counts days that were not measured', () => {
    expect(
      paceOf([
        { at: 0, share: 0.1 },
        { at: 10, share: 0.2 },
      ]).rise,
    ).toBeCloseTo(0.01);
  });
});

describe('what lies ahead', () => {
  it('never leaves 0 to 1, and low ≤ median ≤ high', () => {
    fc.assert(
      fc.property(seen, fc.nat(400), people, (some, steps, of) => {
        const { low, median, high } = ahead(paceOf(some), steps, of);
        expect([0 <= low, low <= median, median <= high, high <= 1]).toEqual([true, true, true, true]);
      }),
    );
  });

  it('begins with what was measured', () => {
    fc.assert(
      fc.property(seen, people, (some, of) => {
        const last = some.at(-1)!.share;
        expect(ahead(paceOf(some), 0, of)).toEqual({ low: last, median: last, high: last });
      }),
    );
  });

  it('never turns back on its best and its usual way', () => {
    fc.assert(
      fc.property(seen, fc.nat(400), people, (some, steps, of) => {
        const [one, next] = [steps, steps + 1].map((at) => ahead(paceOf(some), at, of));
        expect(next!.high).toBeGreaterThanOrEqual(one!.high);
        expect(next!.median).toBeGreaterThanOrEqual(one!.median);
      }),
    );
  });

  it('is less sure the fewer they are', () => {
    fc.assert(
      fc.property(seen, fc.nat(400), fc.integer({ min: 1, max: 500 }), (some, steps, of) => {
        const [few, many] = [of, of * 2].map((n) => ahead(paceOf(some), steps, n));
        expect(few!.low).toBeLessThanOrEqual(many!.low);
        expect(few!.high).toBeGreaterThanOrEqual(many!.high);
      }),
    );
  });

  it('does not depend on when it all began', () => {
    fc.assert(
      fc.property(seen, fc.nat(10_000), (some, later) => {
        const moved = some.map(({ at, share }) => ({ at: at + later, share }));
        expect(ahead(paceOf(moved), 30).high).toBeCloseTo(ahead(paceOf(some), 30).high, 6);
      }),
    );
  });
});
