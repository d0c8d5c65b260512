import { Temporal } from 'temporal-polyfill';
import { byDay, hourOf, subjectOf } from './office-hour.rules.js';

const at = (moment: string): Temporal.Instant => Temporal.Instant.from(moment);
const news = (now: string, until: string): string => byDay(at(now), at(until), 'Europe/Berlin').toString();

describe('news of a help hour', () => {
  it('goes at once by day, and in the morning where it comes up at night', () => {
    expect(news('2026-02-02T12:00:00Z', '2026-02-04T17:00:00Z')).toBe('2026-02-02T12:00:00Z');
    expect(news('2026-02-02T22:00:00Z', '2026-02-04T17:00:00Z')).toBe('2026-02-03T07:00:00Z');
  });

  it('goes at night where the morning would be too late', () => {
    expect(news('2026-02-02T22:00:00Z', '2026-02-03T06:30:00Z')).toBe('2026-02-02T22:00:00Z');
  });
});

it('a help hour is a subject of its own each time it is moved', () => {
  for (const hour of [0, 1, 12].map((moved) => ({ id: 'a-b', moved })))
    expect(hourOf(subjectOf(hour))).toEqual(hour);
  expect(subjectOf({ id: 'a-b', moved: 0 })).toBe('a-b');
});
