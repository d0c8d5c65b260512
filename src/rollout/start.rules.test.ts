import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { localDay } from '../kernel/local-day.js';
import { factsWith } from '../../test/support/facts.js';
import { agenda } from './agenda.rules.js';
import { isBefore } from './calendar.rules.js';
import { whatNow } from './late.rules.js';
import { usualPlan } from './plan.js';
import { playbook, playRow } from './playbook.js';
import { fateOf, type Fate, type Started } from './start.rules.js';

const plan = usualPlan('2026-01-05', 'Europe/Berlin');
const entries = agenda(plan, factsWith(), playbook);
const at = (moment: Temporal.Instant | string, begunElsewhere = false): Started => ({
  ...{ at: Temporal.Instant.from(moment), timeZone: 'Europe/Berlin', begunElsewhere },
});
const keys = (started: string, fate: Fate, begunElsewhere = false): string[] =>
  entries
    .filter((entry) => entry.speaks)
    .filter((entry) => fateOf(playRow(entry.play), entry, at(started, begunElsewhere)) === fate)
    .map(({ key }) => key);

describe('what lies before the start', () => {
  it('is nothing where the rollout is started before its first hour', () => {
    expect(keys('2026-01-04T08:59:00Z', 'ahead')).toHaveLength(
      entries.filter((entry) => entry.speaks).length,
    );
  });

  it('is said at once on the same day: the opening word, and nothing of a series', () => {
    expect(keys('2026-01-05T13:30:00Z', 'said at once')).toEqual(['rollout.opening-word']);
    expect(keys('2026-01-05T13:30:00Z', 'left out')).toEqual([
      'lead.tomorrow/rollout.opening-word',
      'lead.week/2026-01-05',
    ]);
  });

  it('is held for a lead after more than its grace', () => {
    expect(keys('2026-01-06T09:00:00Z', 'held')).toEqual([]);
    expect(keys('2026-01-06T09:00:01Z', 'held')).toEqual(['rollout.opening-word']);
    expect(keys('2026-01-13T09:00:00Z', 'held')).toEqual(['rollout.opening-word']);
    expect(keys('2026-01-13T09:00:00Z', 'left out')).toEqual(
      expect.arrayContaining(['pilot.survey/1', 'pilot.survey/1/reminder', 'lead.week/2026-01-12']),
    );
  });

  it('is never both: whatever is made up for is judged late by the tick as the plan said, at the same moment', () => {
    const started = fc.integer({ min: -30 * 24 * 60, max: 120 * 24 * 60 });
    fc.assert(
      fc.property(started, (minutes) => {
        const startedAt = Temporal.Instant.from('2026-01-05T09:00:00Z').add({ minutes });
        for (const entry of entries) {
          const row = playRow(entry.play);
          const fate = fateOf(row, entry, at(startedAt));
          const before = Temporal.Instant.compare(entry.at, startedAt) < 0;
          expect(fate === 'ahead').toBe(!before);
          if (fate !== 'said at once' && fate !== 'held') continue;
          const decision = whatNow(row, { ...entry, newerIsDue: false }, startedAt);
          expect(decision.do).toBe(fate === 'said at once');
        }
      }),
    );
  });

  it('was done elsewhere where the move was begun without us, but for what lies on the day of the start', () => {
    const started = '2026-01-13T09:00:00Z';
    expect(keys(started, 'held', true)).toEqual([]);
    expect(keys(started, 'done elsewhere', true)).toEqual(
      expect.arrayContaining(['rollout.opening-word', 'pilot.survey/1', 'lead.week/2026-01-12']),
    );
    expect(keys('2026-01-05T13:30:00Z', 'said at once', true)).toEqual(['rollout.opening-word']);
  });

  it('begun without us or not: what lies ahead is the same, and of days before nothing is said', () => {
    fc.assert(
      fc.property(fc.integer({ min: -30 * 24 * 60, max: 120 * 24 * 60 }), (minutes) => {
        const startedAt = Temporal.Instant.from('2026-01-05T09:00:00Z').add({ minutes });
        const today = localDay(startedAt, 'Europe/Berlin');
        for (const entry of entries) {
          const row = playRow(entry.play);
          const begun = fateOf(row, entry, at(startedAt, true));
          const usual = fateOf(row, entry, at(startedAt));
          expect(begun === 'ahead').toBe(usual === 'ahead');
          const past = usual !== 'ahead' && isBefore(entry.day, today);
          expect(begun).toBe(past ? 'done elsewhere' : usual);
        }
      }),
    );
  });
});
