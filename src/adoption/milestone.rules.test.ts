import { Temporal } from 'temporal-polyfill';
import fc from 'fast-check';
import { reached, type Measured } from './milestone.rules.js';

const start = Temporal.PlainDate.from('2026-03-01');
const series = (lows: (number | null)[]): Measured[] =>
  lows.map((low, i) => ({ day: start.add({ days: i }), low, high: low }));
const week = (low: number): number[] => Array<number>(7).fill(low);

describe('milestones', () => {
  it('are reached on the seventh day running', () => {
    expect(reached(series([0.5, ...week(0.6)]))).toEqual([{ percent: 60, on: start.add({ days: 7 }) }]);
  });

  it('are not reached by six days', () => {
    expect(reached(series([0.59, ...week(0.69).slice(1), 0.59]))).toEqual([]);
  });

  it('are kept when adoption falls again', () => {
    expect(reached(series([...week(0.71), 0.2])).map(({ percent }) => percent)).toEqual([60, 70]);
  });

  it('need consecutive days: one that was not measured breaks the run', () => {
    const days = series(week(0.65).concat(0.65));
    expect(reached(days.toSpliced(3, 1))).toEqual([]);
  });

  it('are not reached on days without evidence', () => {
    expect(reached(series([0.7, 0.7, 0.7, null, 0.7, 0.7, 0.7]))).toEqual([]);
  });

  it('once reached stay reached on the same day, whatever is measured later', () => {
    const share = fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: null });
    fc.assert(
      fc.property(fc.array(share, { maxLength: 40 }), fc.array(share, { maxLength: 10 }), (past, later) => {
        const before = reached(series(past));
        const after = reached(series([...past, ...later]));
        return before.every((one) =>
          after.some(({ percent, on }) => percent === one.percent && on.equals(one.on)),
        );
      }),
    );
  });
});
