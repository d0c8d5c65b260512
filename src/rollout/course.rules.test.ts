import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { announced, factsWith } from '../../test/support/facts.js';
import { agenda } from './agenda.rules.js';
import { spokenDay } from './calendar.words.js';
import { fellInto } from './course.rules.js';
import { usualPlan } from './plan.js';
import { playbook } from './playbook.js';

const t = Temporal.PlainDate.from('2026-05-04');
const at = (day: Temporal.PlainDate, hour: string): Temporal.Instant =>
  day.toZonedDateTime({ timeZone: 'Europe/Berlin', plainTime: hour }).toInstant();

/** What fell into a pause of a rollout whose T is 4 May, announced long before; one name is open. */
function fell(pausedAt: Temporal.Instant, now: Temporal.Instant, quietDays: string[]): string[] {
  const plan = { ...usualPlan('2026-01-05', 'Europe/Berlin'), quietDays };
  const proof = { roster: 9, proven: 8, declined: 0, exceptions: 0, open: 1 };
  const facts = factsWith({ 'sunset.transition': announced(t.toString()), 'sunset.notice-proof': proof });
  const rollout = { plan, pausedAt, keptBothAt: null, cancelledAt: null };
  return fellInto(agenda(plan, facts, playbook), facts, rollout, now);
}

describe('what fell into a pause', () => {
  it('is a notice on the day to which quiet days have brought it forward', () => {
    const quiet = ['2026-04-26', '2026-04-27'];
    expect(fell(at(t.subtract({ days: 9 }), '09:00'), at(t.subtract({ days: 8 }), '12:00'), quiet)).toEqual([
      'During the pause came the notice of one week before (Saturday 25 April).',
    ]);
    expect(fell(at(t.subtract({ days: 8 }), '09:00'), at(t.subtract({ days: 6 }), '12:00'), quiet)).toEqual(
      [],
    );
  });

  it('is each step of the ladder and T whose moment lies in it, whatever days are quiet', () => {
    const hours = fc.integer({ min: -24 * 20, max: 24 * 2 });
    const quietDays = fc.uniqueArray(fc.integer({ min: 0, max: 20 }));
    fc.assert(
      fc.property(hours, hours, quietDays, (one, other, quiet) => {
        const [from, until] = [Math.min(one, other), Math.max(one, other)].map((n) =>
          at(t, '09:30').add({ hours: n }),
        ) as [Temporal.Instant, Temporal.Instant];
        const off = new Set(quiet);
        const noticeDay = (before: number): Temporal.PlainDate => {
          let days = before;
          while (off.has(days)) days += 1;
          return t.subtract({ days });
        };
        const moments: [Temporal.PlainDate, string][] = [
          ...[14, 7, 1].map((before): [Temporal.PlainDate, string] => [noticeDay(before), '10:00']),
          [t, '09:00'],
        ];
        const inside = moments.filter(
          ([day, hour]) =>
            Temporal.Instant.compare(at(day, hour), from) >= 0 &&
            Temporal.Instant.compare(at(day, hour), until) <= 0,
        );
        const named = fell(
          from,
          until,
          quiet.map((days) => t.subtract({ days }).toString()),
        );
        expect(named.map((line) => /\((.*)\)/.exec(line)![1])).toEqual(inside.map(([day]) => spokenDay(day)));
      }),
    );
  });
});
