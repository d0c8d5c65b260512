import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { dueSteps, emptiedOn } from './first-contact.rules.js';

const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text);
const added = day('2026-01-01');
const on = (n: number): Temporal.PlainDate => added.add({ days: n });

describe('the row of somebody to whom nothing was said', () => {
  it('goes 60 days after they came on the list, or 30 days after their wave, whichever is later', () => {
    expect(emptiedOn(added, [])).toEqual(on(60));
    expect(emptiedOn(added, [{ on: on(30), held: false }])).toEqual(on(60));
    expect(emptiedOn(added, [{ on: on(31), held: false }])).toEqual(on(61));
    expect(
      emptiedOn(added, [
        { on: on(50), held: false },
        { on: on(40), held: false },
      ]),
    ).toEqual(on(80));
  });

  it('stays while a wave of theirs is held', () => {
    expect(
      emptiedOn(added, [
        { on: on(2), held: true },
        { on: on(3), held: false },
      ]),
    ).toBeNull();
    expect(dueSteps({ addedOn: added, goesOn: null, warnedOn: null }, on(400))).toEqual(['ask']);
  });

  it('is asked about on the 30th day, announced a week before, and goes on its day', () => {
    const steps = (n: number, warned: number | null): unknown =>
      dueSteps({ addedOn: added, goesOn: on(60), warnedOn: warned === null ? null : on(warned) }, on(n));
    expect(steps(29, null)).toEqual([]);
    expect(steps(30, null)).toEqual(['ask']);
    expect(steps(52, null)).toEqual(['ask']);
    expect(steps(53, null)).toEqual(['ask', 'warn']);
    expect(steps(59, 53)).toEqual(['ask', 'warn']);
    expect(steps(60, 53)).toEqual(['ask', 'warn', 'empty']);
  });

  it('never goes before its day, nor with less than a week’s notice to the leads', () => {
    const days = fc.integer({ min: 0, max: 400 });
    fc.assert(
      fc.property(days, days, fc.option(days), fc.option(days), (today, wave, warned, held) => {
        const goesOn = emptiedOn(added, [{ on: on(wave), held: held === null }]);
        const warnedOn = warned === null ? null : on(warned);
        if (!dueSteps({ addedOn: added, goesOn, warnedOn }, on(today)).includes('empty')) return;
        expect(today).toBeGreaterThanOrEqual(Math.max(60, wave + 30));
        expect(today).toBeGreaterThanOrEqual(warned! + 7);
      }),
    );
  });
});
