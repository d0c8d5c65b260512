import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { factsWith } from '../../test/support/facts.js';
import { usualPlan } from './plan.js';
import { playbook } from './playbook.js';
import { rehearse } from './rehearsal.rules.js';

const plan = usualPlan('2026-01-05', 'Europe/Berlin');
const before = {
  ...{ at: Temporal.Instant.from('2026-01-01T09:00:00Z'), timeZone: 'Europe/Berlin', begunElsewhere: false },
};
const heads = { everybody: 240, withEmail: 160, leads: 2 };

describe('a rehearsal', () => {
  const { entries, silentMember } = rehearse(plan, factsWith(), playbook, heads, before);

  it('goes from the opening word to the report of the retrospective in about 30 weeks', () => {
    expect(entries.at(0)?.key).toBe('lead.tomorrow/rollout.opening-word');
    const report = entries.find((entry) => entry.play === 'retrospective.report');
    expect(report?.day.toString()).toBe('2026-07-23');
  });

  it('gives the usual plan 14 messages or fewer for somebody who never answers', () => {
    expect(silentMember.map(({ key }) => key)).toEqual([
      'rollout.opening-word',
      'refine.charter-review/draft',
      'launch.invitation/1',
      'launch.nudge/1',
      'launch.nudge/2',
      'sunset.announcement/r1',
      'sunset.export-reminder/r1/T-21',
      'sunset.notice/r1/T-14',
      'sunset.notice/r1/T-7',
      'sunset.notice/r1/T-1',
      'sunset.celebration',
      'sunset.last-call',
      'retrospective.survey',
    ]);
  });

  it('invites everybody, a quarter in each wave', () => {
    const waves = entries.filter((entry) => entry.play === 'launch.invitation');
    expect(waves.map((wave) => `${wave.day.toString()} ${wave.people}`)).toEqual([
      '2026-02-02 60',
      '2026-02-09 60',
      '2026-02-16 60',
      '2026-02-23 60',
    ]);
  });

  it('reminds each wave 7 and 21 days after its invitation, and nobody on other days', () => {
    const nudges = entries.filter((entry) => entry.play === 'launch.nudge');
    expect(nudges.map((nudge) => `${nudge.day.toString()} ${nudge.people}`)).toEqual([
      '2026-02-09 60',
      '2026-02-16 60',
      '2026-02-23 120',
      '2026-03-02 120',
      '2026-03-09 60',
      '2026-03-16 60',
    ]);
  });

  it('invites everybody once and reminds nobody oftener than twice, however many there are', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5000 }), fc.integer({ min: 1, max: 9 }), (everybody, count) => {
        const waved = { ...plan, waves: { count, daysApart: 7 } };
        const played = rehearse(waved, factsWith(), playbook, { everybody, withEmail: 0, leads: 1 }, before);
        const sum = (play: string): number =>
          played.entries.filter((one) => one.play === play).reduce((all, { people }) => all + people, 0);
        expect(sum('launch.invitation')).toBe(everybody);
        expect(sum('launch.nudge')).toBeLessThanOrEqual(2 * everybody);
      }),
      { numRuns: 10 },
    );
  });

  it('names the days on which too much lands', () => {
    const quick = { ...plan, noticeDays: 1 };
    expect(rehearse(quick, factsWith(), playbook, heads, before).tooMuch.length).toBeGreaterThan(0);
  });
});
