import { describe, expect, it } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { tryParse } from '../kernel/http/parse.js';
import { agenda } from './agenda.rules.js';
import { factsWith } from '../../test/support/facts.js';
import { againstFirstDay } from './first-day.rules.js';
import { planForm, typed } from './plan.form.js';
import { planChange, planSchema, usualPlan, type Plan } from './plan.js';
import { playbook } from './playbook.js';

const today = Temporal.PlainDate.from('2026-01-05');
const plan = usualPlan('2026-01-05', 'Europe/Berlin');

/** Field → sentences. */
function wrongWith(schema: Parameters<typeof tryParse>[0], given: unknown): Record<string, string[]> {
  const read = tryParse(schema, given);
  const found: Record<string, string[]> = {};
  for (const { field = '', message } of read.ok ? [] : read.reasons) (found[field] ??= []).push(message);
  return found;
}

/** Paths of all numbers in it. */
const numbersIn = (value: unknown, path: string[] = []): string[][] =>
  typeof value === 'number'
    ? [path]
    : typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, inner]) => numbersIn(inner, [...path, key]))
      : [];

const withNumber = (path: string[], n: number): Plan => {
  const copy = structuredClone(plan);
  const holder = path
    .slice(0, -1)
    .reduce((at, key) => at[key] as never, copy as never as Record<string, unknown>);
  holder[path.at(-1)!] = n;
  return copy;
};

describe('a plan', () => {
  it.each(numbersIn(plan))('has bounds for each number: %s %s %s', (...path) => {
    const where = path.filter(Boolean);
    for (const n of [-1, 999_999_999, 1.0001])
      expect(wrongWith(planSchema, withNumber(where, n))).toMatchObject({
        [where.join('.')]: expect.arrayContaining([expect.stringMatching(/^This must be /)]),
      });
  });

  it('is told everything at once: dates, zone, what contradicts itself, and what is no field', () => {
    const windows = { ...plan.windows, pilot: { from: 10, to: 3 }, launch: { from: 5, to: null } };
    const given = { ...plan, startsOn: '2026-02-30', timeZone: 'Mars', windows, foo: 1, quietDays: ['soon'] };
    expect(wrongWith(planChange, given)).toEqual({
      startsOn: ['“2026-02-30” is not a date: write it as year-month-day, for example 2026-01-05.'],
      timeZone: ['This is not a time zone: use a name such as Europe/Berlin.'],
      'quietDays.0': ['“soon” is not a date: write it as year-month-day, for example 2026-01-05.'],
      'windows.pilot.to': ['The pilot phase ends on day 3, before it starts on day 10.'],
      'windows.launch.to': ['The launch phase has no end; only the sunset may be open-ended.'],
      'windows.launch.from': [
        'The launch phase starts on day 5, and must start after day 10 (The pilot phase): a launch needs a pilot before it.',
      ],
      foo: ['There is no field "foo" here: check its spelling.'],
    });
  });

  it.each([
    '0026-11-23',
    '0000-01-01',
    '1926-11-23',
    '+275760-09-01',
    '9999-01-01',
    '2026-13-01',
    '-000001-01-01',
  ])('does not begin on %s', (startsOn) => {
    expect(wrongWith(planSchema, { ...plan, startsOn })).toEqual({
      startsOn: [expect.stringMatching(/Look at its year again|is not a date/)],
    });
  });

  it('begins a year back at the earliest and two years ahead at the latest', () => {
    expect(againstFirstDay('2025-01-05', today)).toBeNull();
    expect(againstFirstDay('2028-01-05', today)).toBeNull();
    expect(againstFirstDay('2025-01-04', today)).toBe(
      'The day is in 2025, more than a year ago. Look at its year again: Sunday 5 January 2025 is the earliest first day.',
    );
    expect(againstFirstDay('2028-01-06', today)).toBe(
      'The day is in 2028, more than 2 years ahead. Look at its year again: Wednesday 5 January 2028 is the latest first day.',
    );
  });

  it('typed into the page is answered all at once, each in the words of its field', () => {
    const given = {
      ...Object.fromEntries(Object.entries(typed(plan, 1)).map(([name, value]) => [name, String(value)])),
      ...{
        startsOn: '1926-01-05',
        timeZone: 'Mars',
        pilotFrom: '2026-01-15',
        pilotTo: '2026-01-08',
        waves: 'many',
      },
      ...{ archiveDays: '999999999', quietDays: '2026-13-01, 2026-13-01' },
      launchTo: undefined,
    };
    const wrong = wrongWith(planForm(today, plan), given);
    expect(wrong).toEqual({
      startsOn: [expect.stringContaining('“The first day”: The day is in 1926.')],
      timeZone: ['This is not a time zone: use a name such as Europe/Berlin.'],
      pilotTo: [
        'Pilot circle ends on Thursday 8 January 2026, before it starts on Thursday 15 January 2026.',
      ],
      launchTo: ['“Soft launch: last day”: name a day.'],
      waves: ['“Waves”: write a whole number from 1 to 52.'],
      archiveDays: [
        '“Days on which the old place can still be read after that”: write a whole number of 400 or less.',
      ],
      quietDays: [
        '“Days on which nothing is said”: “2026-13-01” is not a date: write it as year-month-day, for example 2026-01-05.',
      ],
    });
  });

  it('of whatever kind gives an agenda that can be read, and soon', () => {
    const facts = factsWith({ 'rollout.horizon': Temporal.PlainDate.from('2026-03-01') });
    const far = { from: 999_999_999, to: 999_999_999 };
    const broken = { ...plan.windows, pilot: { from: 0, to: 999_999_999 }, launch: far };
    for (const startsOn of ['0000-01-01', '0026-11-23', '1926-11-23', '9999-12-31'])
      for (const windows of [plan.windows, broken])
        expect(agenda({ ...plan, startsOn, windows }, facts, playbook).length).toBeLessThan(7000);
  });
});
