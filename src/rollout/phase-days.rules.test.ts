import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { tryParse } from '../kernel/http/parse.js';
import { counted, dayAt, endNames, inWeeks, offsetOf, shownAt } from './phase-days.rules.js';
import { edited, planForm, typed } from './plan.form.js';
import { mostDays, planSchema, usualPlan, type Plan } from './plan.js';

const on = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text);
const plan = usualPlan('2026-02-02', 'Europe/Berlin');
const today = on('2026-01-05');

/** The plan after its page was sent with these fields changed, as text like every form; or what is said of it. */
function sent(of: Plan, changed: Record<string, string>, draft = true): Plan | Record<string, string[]> {
  const shown = Object.entries(typed(of, 1)).map(([name, value]) => [name, String(value)]);
  const read = tryParse(planForm(draft ? today : null, of), { ...Object.fromEntries(shown), ...changed });
  if (read.ok) return planSchema.parse(edited(of, read.value));
  const said: Record<string, string[]> = {};
  for (const { field = '', message } of read.reasons) (said[field] ??= []).push(message);
  return said;
}

describe('the days of a plan’s phases, written as dates', () => {
  it('are counted from the first day, over a clock change and the ends of months', () => {
    // Clocks change on 29 March 2026.
    expect(sent(plan, { launchTo: '2026-03-30', sunsetFrom: '2026-04-30' })).toMatchObject({
      windows: { pilot: { from: 0, to: 27 }, launch: { from: 28, to: 56 }, sunset: { from: 87, to: null } },
    });
    expect(sent(plan, { pilotTo: '2026-02-28' })).toMatchObject({ windows: { pilot: { to: 26 } } });
    const leap = usualPlan('2028-02-01', 'Europe/Berlin');
    expect(counted(leap, '2028-02-01', 'pilotTo', '2028-02-29')).toMatchObject({ offset: 28 });
    expect(counted(leap, '2028-02-01', 'pilotTo', '2028-03-01')).toMatchObject({ offset: 29 });
  });

  it('move with the first day where they were left as they are', () => {
    const moved = sent(plan, { startsOn: '2026-02-09' });
    expect(moved).toEqual({ ...plan, startsOn: '2026-02-09' });
    expect(shownAt(moved as Plan, 'launchTo')).toBe('2026-04-19');
  });

  it('stay as they were written where they were changed, whatever the first day does', () => {
    expect(sent(plan, { startsOn: '2026-02-09', launchTo: '2026-04-13' })).toMatchObject({
      startsOn: '2026-02-09',
      windows: { pilot: { from: 0, to: 27 }, launch: { from: 28, to: 63 } },
    });
  });

  it('are refused in dates, each beside its field', () => {
    expect(sent(plan, { launchTo: '2026-02-28' })).toEqual({
      launchTo: ['Soft launch ends on Saturday 28 February 2026, before it starts on Monday 2 March 2026.'],
    });
    expect(
      sent(plan, {
        pilotFrom: '2026-01-31',
        launchFrom: '2026-02-30',
        launchTo: '2028-02-03',
        refineTo: '14',
      }),
    ).toEqual({
      pilotFrom: [
        '“Pilot circle: first day”: Saturday 31 January 2026 is before the first day of the move, Monday 2 February 2026.',
      ],
      launchFrom: [expect.stringContaining('“2026-02-30” is not a date')],
      launchTo: [
        '“Soft launch: last day”: Thursday 3 February 2028 is too far ahead. The latest day that this plan can have is Wednesday 2 February 2028.',
      ],
      refineTo: [expect.stringContaining('“14” is not a date')],
    });
    const ending = { ...plan, windows: { ...plan.windows, sunset: { from: 63, to: 90 } } };
    expect(sent(ending, { sunsetFrom: '2026-05-04' })).toEqual({
      sunsetFrom: ['Sunset ends on Sunday 3 May 2026, before it starts on Monday 4 May 2026.'],
    });
  });

  it('contradict each other also where nobody knows yet what the first day is', () => {
    const said = sent(plan, { startsOn: 'soon', launchFrom: '2026-01-20', launchTo: '2026-01-19' });
    expect(said).toMatchObject({
      startsOn: [expect.stringContaining('“soon” is not a date')],
      launchTo: [expect.stringContaining('before it starts on Tuesday 20 January 2026')],
    });
  });

  it('have no day in a pause that moved them, and count on behind it', () => {
    const paused = { ...plan, pauses: [{ from: '2026-02-10', days: 5 }] };
    expect(sent(paused, { pilotTo: '2026-02-12' }, false)).toEqual({
      pilotTo: [
        '“Pilot circle: last day”: Thursday 12 February 2026 lies in a pause. Choose Monday 9 February 2026 or earlier, or Sunday 15 February 2026 or later.',
      ],
    });
    expect(sent(paused, { pilotTo: '2026-02-15' }, false)).toMatchObject({ windows: { pilot: { to: 8 } } });
    expect(sent(paused, {}, false)).toEqual(paused);
  });

  it('of a plan kept beyond the bounds end at them', () => {
    const far = { ...plan, windows: { ...plan.windows, launch: { from: 28, to: 999_999_999 } } };
    expect(sent(far, {})).toMatchObject({ windows: { launch: { to: mostDays } } });
  });

  it('say how many weeks they are', () => {
    const long = (to: string): string => inWeeks(on('2026-02-02'), on(to));
    expect(['2026-02-02', '2026-02-08', '2026-02-10', '2026-03-01', '2026-03-02'].map(long)).toEqual([
      '1 day',
      '1 week',
      '1 week and 2 days',
      '4 weeks',
      '4 weeks and 1 day',
    ]);
  });
});

const day = fc.integer({ min: 0, max: 1400 }).map((days) => on('2025-01-01').add({ days }).toString());
const pauses = fc
  .array(fc.record({ from: day, days: fc.integer({ min: 1, max: 40 }) }), { maxLength: 3 })
  .map((list) => list.toSorted((a, b) => a.from.localeCompare(b.from)));

describe('dates and offsets', () => {
  it('are each other’s way back, whatever pauses there were', () => {
    fc.assert(
      fc.property(day, pauses, fc.integer({ min: 0, max: mostDays }), (startsOn, paused, offset) => {
        const base = { startsOn, pauses: paused };
        expect(offsetOf(base, dayAt(base, offset))).toBe(offset);
      }),
    );
  });

  it('agree on a later day having the greater offset, and on which days a pause took', () => {
    fc.assert(
      fc.property(day, pauses, fc.integer({ min: 0, max: 400 }), (startsOn, paused, ahead) => {
        const base = { startsOn, pauses: paused };
        const at = dayAt(base, 0).add({ days: ahead });
        const offset = offsetOf(base, at);
        const kept = Array.from({ length: 401 }, (_, n) => dayAt(base, n).toString());
        expect(kept[offset ?? kept.length]).toBe(offset === null ? undefined : at.toString());
        expect(kept.includes(at.toString())).toBe(offset !== null);
      }),
      { numRuns: 40 },
    );
  });

  it('of a page that is sent as it was shown change nothing, and with another first day only that', () => {
    fc.assert(
      fc.property(day, day, pauses, (startsOn, other, paused) => {
        const kept = { ...plan, startsOn, pauses: paused };
        for (const name of endNames) {
          const [again, moved] = [startsOn, other].map((first) =>
            counted(kept, first, name, shownAt(kept, name)),
          );
          expect(again).toMatchObject({ day: on(shownAt(kept, name)) });
          expect(moved).toMatchObject({ offset: (again as { offset: number }).offset });
        }
      }),
    );
  });

  it('of a day that was changed are that day, from whatever first day', () => {
    fc.assert(
      fc.property(
        day,
        fc.integer({ min: 0, max: mostDays }),
        fc.constantFrom(...endNames),
        (first, days, name) => {
          const text = on(first).add({ days }).toString();
          fc.pre(text !== shownAt(plan, name));
          expect(counted(plan, first, name, text)).toEqual({ offset: days, day: on(text) });
        },
      ),
    );
  });
});
