import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { factsWith } from '../../test/support/facts.js';
import { resumed } from './course.rules.js';
import type { Facts } from './facts.js';
import { opening, phaseDays } from './phase.rules.js';
import { usualPlan, type Plan } from './plan.js';
import { phaseKeys, type PhaseKey } from './words.js';

const usual = usualPlan('2026-01-05', 'Europe/Berlin');
const start = Temporal.PlainDate.from(usual.startsOn);
const noon = (day: Temporal.PlainDate): Temporal.Instant =>
  day.toZonedDateTime({ timeZone: usual.timeZone, plainTime: '12:00' }).toInstant();

/** Looks each morning, as a rollout does, with the pilot closed on its day, and pauses once. */
function lived(pause: { from: number; days: number; moves: boolean }): {
  opened: Partial<Record<PhaseKey, Temporal.PlainDate>>;
  plan: Plan;
} {
  let plan = usual;
  let pausedAt: Temporal.Instant | null = null;
  const phases: Facts['rollout.phases'] = factsWith()['rollout.phases'];
  const opened: Partial<Record<PhaseKey, Temporal.PlainDate>> = {};
  for (let n = 0; n < 200; n++) {
    const today = start.add({ days: n });
    if (pausedAt && n === pause.from + pause.days) {
      if (pause.moves) plan = resumed(plan, pausedAt, noon(today));
      pausedAt = null;
    }
    for (let found = true; found;) {
      const facts = factsWith({ 'rollout.phases': phases });
      const { open } = opening({ plan, facts }, today, pausedAt !== null);
      found = open.length > 0;
      for (const key of open) {
        opened[key] = today;
        phases[key] = { openedOn: today, closedOn: null, closedAt: null };
      }
    }
    if (phases.pilot.openedOn && n === 20)
      phases.pilot = { ...phases.pilot, closedOn: today, closedAt: noon(today) };
    if (n === pause.from) pausedAt = noon(today);
  }
  return { opened, plan };
}

const aPause = fc.record({
  from: fc.integer({ min: 0, max: 100 }),
  days: fc.integer({ min: 1, max: 60 }),
  moves: fc.boolean(),
});

describe('a phase', () => {
  it('never opens in a pause, and after it on its day, moved or kept', () => {
    fc.assert(
      fc.property(aPause, (pause) => {
        const { opened } = lived(pause);
        for (const key of phaseKeys) {
          const planned = usual.windows[key].from;
          const over = pause.from + pause.days;
          // What opened on the morning of the day on which the pause began, is open.
          const ahead = planned > pause.from;
          const expected = !ahead ? planned : pause.moves ? planned + pause.days : Math.max(planned, over);
          expect(start.until(opened[key]!).days).toBe(expected);
        }
      }),
    );
  });

  it('keeps the length of its window through a pause that moves it whole', () => {
    fc.assert(
      fc.property(aPause, (pause) => {
        const { plan } = lived({ ...pause, moves: true });
        for (const key of phaseKeys) {
          const { from, to } = phaseDays(plan, key);
          const window = usual.windows[key];
          if (window.from < pause.from || !to || window.to === null) continue;
          expect(from.until(to).days).toBe(window.to - window.from);
        }
      }),
    );
  });
});
