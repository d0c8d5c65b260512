import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { announced, factsWith, phaseWas } from '../../test/support/facts.js';
import { agenda, type Entry } from './agenda.rules.js';
import type { Facts } from './facts.js';
import { usualPlan, type Plan } from './plan.js';
import { playbook } from './playbook.js';
import { difference, type Kept } from './replan.rules.js';

const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text);

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
            : announced(on(given.t).toString(), [
                { id: 'r1', at: `${on(given.t - 40).toString()}T09:00:00Z` },
              ]),
      },
    };
  });

const asKept = (entries: Entry[], state: Kept['state']): Kept[] =>
  entries.map(({ key, at: due, day: on }) => ({ key, open: { at: due, day: on }, state, decidedBy: null }));

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
        const nothing = { add: [], move: [], redate: [], drop: [], retire: [] };
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
