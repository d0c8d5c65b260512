import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { factsWith, phaseWas } from '../../test/support/facts.js';
import { agenda, type Entry } from './agenda.rules.js';
import type { Facts } from './facts.js';
import { usualPlan, type Plan } from './plan.js';
import { playbook } from './playbook.js';
import { difference, type Kept } from './replan.rules.js';

const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text);
const at = (text: string): Temporal.Instant => Temporal.Instant.from(text);
const berlin = usualPlan('2026-01-05', 'Europe/Berlin');

/** The keys and local times of the plays that a test is about. */
function listed(entries: Entry[], plan: Plan, ...plays: string[]): string[] {
  return entries
    .filter((entry) => plays.includes(entry.play))
    .map((entry) => {
      const local = entry.at.toZonedDateTimeISO(plan.timeZone).toPlainDateTime();
      return `${entry.key} ${local.toString({ smallestUnit: 'minute' })}`;
    });
}

const announced = (
  on: string,
  changes = [{ id: 'r1', at: '2026-03-20T09:00:00Z' }],
): Facts['sunset.transition'] => ({
  revision: Number(/^r(\d+)/.exec(changes.at(-1)!.id)![1]),
  on: day(on),
  changes: changes.map((change) => ({ id: change.id, kind: 'announcement', at: at(change.at) })),
});

describe('agenda', () => {
  it('asks the pilot on the fifth day of each of its weeks, reminds after three days and closes after six', () => {
    expect(listed(agenda(berlin, factsWith(), playbook), berlin, 'pilot.survey')).toEqual([
      'pilot.survey/1 2026-01-09T10:00',
      'pilot.survey/1/reminder 2026-01-12T10:00',
      'pilot.survey/1/closes 2026-01-15T10:00',
      'pilot.survey/2 2026-01-16T10:00',
      'pilot.survey/2/reminder 2026-01-19T10:00',
      'pilot.survey/2/closes 2026-01-22T10:00',
      'pilot.survey/3 2026-01-23T10:00',
      'pilot.survey/3/reminder 2026-01-26T10:00',
      'pilot.survey/3/closes 2026-01-29T10:00',
      'pilot.survey/4 2026-01-30T10:00',
      'pilot.survey/4/reminder 2026-02-02T10:00',
      'pilot.survey/4/closes 2026-02-05T10:00',
    ]);
  });

  it('closes the last round with the phase, reminds nobody of it, and begins none after it', () => {
    const pilot = phaseWas('2026-01-05', '2026-01-24');
    const facts = factsWith({ 'rollout.phases': { ...factsWith()['rollout.phases'], pilot } });
    expect(listed(agenda(berlin, facts, playbook), berlin, 'pilot.survey').slice(6)).toEqual([
      'pilot.survey/3 2026-01-23T10:00',
      'pilot.survey/3/closes 2026-01-24T12:00',
    ]);
  });

  it('counts the ladder back from T and everything after it forward', () => {
    const facts = factsWith({
      'sunset.transition': announced('2026-05-04'),
      'sunset.places': [{ id: 'whatsapp', name: 'WhatsApp', readOnlyOn: null, redirectOn: null }],
    });
    const plays = [
      'sunset.settle',
      'sunset.decision',
      'sunset.notice',
      'sunset.export-reminder',
      'sunset.last-call',
    ];
    const after = ['sunset.read-only', 'sunset.celebration', 'sunset.shutdown', 'retrospective.meeting'];
    expect(listed(agenda(berlin, facts, playbook), berlin, ...plays, ...after)).toEqual([
      'sunset.settle/r1/T-21 2026-04-13T08:00',
      'sunset.export-reminder/r1/T-21 2026-04-13T10:00',
      'sunset.settle/r1/T-14 2026-04-20T08:00',
      'sunset.notice/r1/T-14 2026-04-20T10:00',
      'sunset.decision/r1/T-7 2026-04-27T08:00',
      'sunset.notice/r1/T-7 2026-04-27T10:00',
      'sunset.notice/r1/T-1 2026-05-03T10:00',
      'sunset.read-only/r1/whatsapp 2026-05-04T09:00',
      'sunset.celebration 2026-05-05T10:00',
      'sunset.last-call 2026-05-27T10:00',
      'sunset.shutdown 2026-06-03T10:00',
      'retrospective.meeting 2026-08-04T10:00',
    ]);
  });

  it('looks back three calendar months after T, whatever the length of the months', () => {
    const looksBack = (t: string): string[] =>
      listed(
        agenda(berlin, factsWith({ 'sunset.transition': announced(t) }), playbook),
        berlin,
        'retrospective.meeting',
      );
    expect(looksBack('2026-11-30')).toEqual(['retrospective.meeting 2027-02-28T10:00']);
    expect(looksBack('2027-11-30')).toEqual(['retrospective.meeting 2028-02-29T10:00']);
  });

  it('says the steps again under a new revision, and only those that are still ahead', () => {
    const changes = [
      { id: 'r1', at: '2026-03-20T09:00:00Z' },
      { id: 'r2', at: '2026-04-28T09:00:00Z' },
    ];
    const facts = factsWith({ 'sunset.transition': announced('2026-05-10', changes) });
    expect(listed(agenda(berlin, facts, playbook), berlin, 'sunset.notice', 'sunset.announcement')).toEqual([
      'sunset.announcement/r1 2026-03-20T10:00',
      'sunset.announcement/r2 2026-04-28T11:00',
      'sunset.notice/r2/T-7 2026-05-03T10:00',
      'sunset.notice/r2/T-1 2026-05-09T10:00',
    ]);
  });

  it('tells the leads the day before whatever speaks to many, at the same hour', () => {
    const facts = factsWith({ 'launch.waves': [{ number: 1, on: day('2026-02-02'), held: false }] });
    expect(listed(agenda(berlin, facts, playbook), berlin, 'lead.tomorrow')).toEqual([
      'lead.tomorrow/rollout.opening-word 2026-01-04T10:00',
      'lead.tomorrow/launch.invitation/1 2026-02-01T10:00',
    ]);
  });

  it('after a cancellation says one last word, and purges', () => {
    const facts = factsWith({
      'rollout.cancelled': at('2026-02-10T12:00:00Z'),
      'sunset.transition': announced('2026-05-04'),
    });
    const entries = agenda(berlin, facts, playbook).filter((entry) => entry.day.toString() > '2026-02-10');
    expect(new Set(entries.map((entry) => entry.play))).toEqual(new Set(['rollout.day', 'retention.purge']));
    expect(listed(agenda(berlin, facts, playbook), berlin, 'rollout.cancelled')).toHaveLength(1);
  });

  it('counts from the day of the decision where both places are kept, and closes nothing', () => {
    const facts = factsWith({
      'rollout.kept-both': at('2026-04-10T08:00:00Z'),
      'sunset.transition': announced('2026-05-04'),
    });
    const entries = agenda(berlin, facts, playbook);
    const closing = [
      'sunset.notice',
      'sunset.read-only',
      'sunset.shutdown',
      'sunset.last-call',
      'sunset.decision',
    ];
    expect(listed(entries, berlin, ...closing)).toEqual([]);
    expect(
      listed(entries, berlin, 'sunset.celebration', 'retrospective.meeting', 'rollout.kept-both'),
    ).toEqual([
      'rollout.kept-both 2026-04-10T10:00',
      'sunset.celebration 2026-04-11T10:00',
      'retrospective.meeting 2026-07-10T10:00',
    ]);
  });

  it('keeps silent on the days that were named; what counts down to T comes earlier, never later', () => {
    const plan = { ...berlin, quietDays: ['2026-01-05', '2026-05-03', '2026-05-05'] };
    const entries = agenda(plan, factsWith({ 'sunset.transition': announced('2026-05-04') }), playbook);
    expect(listed(entries, plan, 'rollout.opening-word', 'sunset.celebration')).toEqual([
      'rollout.opening-word 2026-01-06T10:00',
      'sunset.celebration 2026-05-06T10:00',
    ]);
    expect(listed(entries, plan, 'sunset.notice').at(-1)).toBe('sunset.notice/r1/T-1 2026-05-02T10:00');
  });

  it('moves the remaining days by a pause and leaves those before it', () => {
    const plan = { ...berlin, pauses: [{ from: '2026-01-20', days: 10 }] };
    expect(listed(agenda(plan, factsWith(), playbook), plan, 'pilot.survey').slice(3, 8)).toEqual([
      'pilot.survey/2 2026-01-16T10:00',
      'pilot.survey/2/reminder 2026-01-19T10:00',
      'pilot.survey/2/closes 2026-02-01T10:00',
      'pilot.survey/3 2026-02-02T10:00',
      'pilot.survey/3/reminder 2026-02-05T10:00',
    ]);
  });
  it('moves what counts from an event only by pauses that came after it', () => {
    const confirmed = { confirmedAt: at('2026-01-22T09:00:00Z'), chosen: 8, accepted: [] };
    const reminder = (from: string): string[] => {
      const plan = { ...berlin, pauses: [{ from, days: 10 }] };
      return listed(
        agenda(plan, factsWith({ 'pilot.circle': confirmed }), playbook),
        plan,
        'pilot.invitation',
      );
    };
    expect(reminder('2026-01-20')).toEqual([
      'pilot.invitation 2026-01-22T10:00',
      'pilot.invitation/reminder 2026-01-26T10:00',
    ]);
    expect(reminder('2026-01-24').at(-1)).toBe('pilot.invitation/reminder 2026-02-05T10:00');
  });
});

const zones = [
  'Europe/Berlin',
  'America/Sao_Paulo',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'Australia/Lord_Howe',
  'Africa/Cairo',
  'UTC',
];
const days = fc.integer({ min: 0, max: 3000 }).map((n) => day('2024-01-01').add({ days: n }));

/** Any plan and any course of things that the facts can tell. */
const rollouts = fc
  .record({
    startsOn: days,
    zone: fc.constantFrom(...zones),
    shift: fc.integer({ min: 0, max: 20 }),
    closed: fc.option(fc.integer({ min: 5, max: 60 })),
    launched: fc.option(fc.integer({ min: 28, max: 90 })),
    t: fc.option(fc.integer({ min: 100, max: 250 })),
    pause: fc.option(
      fc.record({ from: fc.integer({ min: 0, max: 90 }), days: fc.integer({ min: 1, max: 30 }) }),
    ),
  })
  .map((given): { plan: Plan; facts: Facts } => {
    const on = (offset: number): Temporal.PlainDate => given.startsOn.add({ days: offset });
    const usual = usualPlan(given.startsOn.toString(), given.zone);
    const windows = { ...usual.windows, launch: { from: 28 + given.shift, to: 69 + given.shift } };
    const pauses = given.pause ? [{ from: on(given.pause.from).toString(), days: given.pause.days }] : [];
    const known = factsWith();
    const phases = {
      ...known['rollout.phases'],
      pilot: phaseWas(
        given.startsOn.toString(),
        given.closed === null ? undefined : on(given.closed).toString(),
        given.zone,
      ),
      ...(given.launched !== null && { launch: phaseWas(on(given.launched).toString()) }),
    };
    return {
      plan: { ...usual, windows, pauses },
      facts: {
        ...known,
        'rollout.phases': phases,
        'rollout.horizon': on(60),
        'sunset.transition':
          given.t === null
            ? null
            : announced(on(given.t).toString(), [{ id: 'r1', at: `${on(given.t - 40)}T09:00:00Z` }]),
      },
    };
  });

const asKept = (entries: Entry[], state: Kept['state']): Kept[] =>
  entries.map(({ key, at: due, day: on }) => ({ key, at: due, day: on, state }));

describe('agenda, for every plan', () => {
  it('gives each key once, in the order of time, and nothing before its first day', () => {
    fc.assert(
      fc.property(rollouts, ({ plan, facts }) => {
        const entries = agenda(plan, facts, playbook);
        expect(new Set(entries.map((entry) => entry.key)).size).toBe(entries.length);
        const times = entries.map((entry) => entry.at.epochMilliseconds);
        expect(times).toEqual(times.toSorted((a, b) => a - b));
        const early = entries.filter(
          (entry) => entry.play !== 'lead.tomorrow' && entry.day.toString() < plan.startsOn,
        );
        expect(early).toEqual([]);
      }),
    );
  });

  it('falls on the day it names, in every zone and over every clock change', () => {
    fc.assert(
      fc.property(rollouts, ({ plan, facts }) => {
        for (const entry of agenda(plan, facts, playbook))
          expect(entry.at.toZonedDateTimeISO(plan.timeZone).toPlainDate().toString()).toBe(
            entry.day.toString(),
          );
      }),
    );
  });

  it('planned twice is planned once', () => {
    fc.assert(
      fc.property(rollouts, ({ plan, facts }) => {
        const entries = agenda(plan, facts, playbook);
        const nothing = { add: [], move: [], drop: [], retire: [] };
        expect(difference(asKept(entries, 'planned'), agenda(plan, facts, playbook))).toEqual(nothing);
      }),
    );
  });

  it('edited, moves and drops nothing that was done or skipped, and does nothing a second time', () => {
    fc.assert(
      fc.property(rollouts, rollouts, fc.nat(), ({ plan, facts }, edited, n) => {
        const before = agenda(plan, facts, playbook);
        const cut = n % (before.length + 1);
        const kept = [
          ...asKept(before.slice(0, cut), n % 2 ? 'done' : 'skipped'),
          ...asKept(before.slice(cut), 'planned'),
        ];
        const { add, move, drop } = difference(kept, agenda(edited.plan, edited.facts, playbook));
        const past = new Set(before.slice(0, cut).map((entry) => entry.key));
        const touched = [...add.map((one) => one.key), ...move.map((one) => one.key), ...drop];
        expect(touched.filter((key) => past.has(key))).toEqual([]);
      }),
    );
  });
});
