import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { announced, factsWith, phaseWas } from '../../test/support/facts.js';
import { agenda, type Entry } from './agenda.rules.js';
import type { Facts } from './facts.js';
import { usualPlan, type Plan } from './plan.js';
import { playbook, type Playbook } from './playbook.js';
import { difference, type Difference, type Kept } from './replan.rules.js';

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
/** From 2000 to 2060: leap days, clock changes that were abolished, a day that Apia never had. */
const days = fc.integer({ min: 0, max: 21_900 }).map((n) => day('2000-01-01').add({ days: n }));
const upTo = (most: number) => fc.integer({ min: 0, max: most });
const offsets = (most: number, maxLength: number) => fc.uniqueArray(upTo(most), { maxLength });
const movable = playbook.filter((row) => !row.fixed).map((row) => row.play);

const course = fc.record({
  startsOn: days,
  zone: fc.constantFrom(...zones),
  /** How much later than usual each window begins, and how much longer it is. */
  later: fc.tuple(upTo(10), upTo(10), upTo(20), upTo(40)),
  longer: fc.tuple(upTo(30), upTo(30), upTo(30)),
  quiet: offsets(260, 12),
  /** A run of days without messages. */
  feast: fc.option(fc.tuple(upTo(200), upTo(14))),
  pauses: fc.array(fc.tuple(upTo(150), fc.integer({ min: 1, max: 30 })), { maxLength: 3 }),
  moved: fc.dictionary(fc.constantFrom(...movable), fc.integer({ min: -20, max: 20 }), { maxKeys: 5 }),
  closed: fc.option(fc.integer({ min: 5, max: 60 })),
  launched: fc.option(fc.integer({ min: 28, max: 90 })),
  waves: offsets(120, 6),
  officeHours: fc.array(fc.tuple(upTo(120), upTo(23)), { maxLength: 4 }),
  /** T of each revision. */
  closings: fc.array(fc.integer({ min: 100, max: 250 }), { maxLength: 3 }),
  keptBoth: fc.option(fc.integer({ min: 60, max: 200 })),
  cancelled: fc.option(fc.integer({ min: 1, max: 200 }), { freq: 8 }),
});
type Course = typeof course extends fc.Arbitrary<infer T> ? T : never;

interface Rollout {
  plan: Plan;
  facts: Facts;
  book: Playbook;
}

/** Any plan, any course of things that the facts can tell, and plays moved by leads. */
function rolloutOf(given: Course): Rollout {
  const on = (offset: number): Temporal.PlainDate => given.startsOn.add({ days: offset });
  const noon = (offset: number): Temporal.Instant =>
    on(offset).toZonedDateTime({ timeZone: given.zone, plainTime: '12:00' }).toInstant();
  const known = factsWith();
  return {
    plan: planOf(given),
    book: playbook.map((row) => ({ ...row, movedDays: given.moved[row.play] ?? 0 })),
    facts: {
      ...known,
      'rollout.phases': {
        ...known['rollout.phases'],
        pilot: phaseWas(
          given.startsOn.toString(),
          given.closed === null ? undefined : on(given.closed).toString(),
          given.zone,
        ),
        ...(given.launched !== null && { launch: phaseWas(on(given.launched).toString()) }),
      },
      'rollout.horizon': on(60),
      'pilot.circle': { confirmedAt: noon(2), chosen: 5, accepted: [] },
      'launch.waves': given.waves.map((offset, i) => ({ number: i + 1, on: on(28 + offset), held: false })),
      'launch.office-hours': given.officeHours.map(([offset, hour], i) => ({
        ...{ id: `hour-${i}`, held: false },
        at: noon(28 + offset).add({ hours: hour }),
      })),
      'sunset.transition':
        given.closings.length === 0
          ? null
          : announced(
              on(given.closings.at(-1)!).toString(),
              given.closings.map((_, i) => ({ id: `r${i + 1}`, at: noon(60 + i).toString() })),
            ),
      'sunset.places': [{ id: 'old', name: 'The old group', readOnlyOn: null, redirectOn: null }],
      'rollout.kept-both': given.keptBoth === null ? null : noon(given.keptBoth),
      'rollout.cancelled': given.cancelled === null ? null : noon(given.cancelled),
    },
  };
}

function planOf({ startsOn, zone, later, longer, quiet, feast, pauses }: Course): Plan {
  const on = (offset: number): string => startsOn.add({ days: offset }).toString();
  const usual = usualPlan(startsOn.toString(), zone);
  const feastDays = feast ? Array.from({ length: feast[1] }, (_, i) => feast[0] + i) : [];
  return {
    ...usual,
    windows: {
      pilot: { from: later[0], to: 27 + later[0] + longer[0] },
      refine: { from: 14 + later[1], to: 34 + later[1] + longer[1] },
      launch: { from: 28 + later[2], to: 69 + later[2] + longer[2] },
      sunset: { from: 63 + later[3], to: null },
    },
    quietDays: [...new Set([...quiet, ...feastDays])].map(on),
    pauses: pauses.toSorted(([a], [b]) => a - b).map(([from, long]) => ({ from: on(from), days: long })),
  };
}

const rollouts = course.map(rolloutOf);
const of = ({ plan, facts, book }: Rollout): Entry[] => agenda(plan, facts, book);

const asKept = (entries: Entry[], state: Kept['state'], decidedBy: string | null = null): Kept[] =>
  entries.map(({ key, at: due, day: on }) => ({
    ...{ key, state, decidedBy },
    open: state === 'planned' || state === 'held' ? { at: due, day: on } : null,
  }));

/** What the service writes of a difference. */
function applied(kept: Kept[], { add, move, redate, drop, retire }: Difference): Kept[] {
  const anew = new Map([...move, ...redate].map((entry) => [entry.key, entry]));
  const moves = new Set(move.map(({ key }) => key));
  return [
    ...kept
      .filter(({ key }) => !drop.includes(key))
      .map((row): Kept => {
        const entry = anew.get(row.key);
        if (retire.includes(row.key))
          return { ...row, state: 'skipped', open: null, decidedBy: 'changeover' };
        if (!entry) return row;
        const dated = { ...row, open: { at: entry.at, day: entry.day } };
        return moves.has(row.key) ? { ...dated, state: 'planned', decidedBy: null } : dated;
      }),
    ...asKept(add, 'planned'),
  ];
}

/** Each a year of days; other ones every time. */
const runs = { numRuns: 40 };
const nothing = { add: [], move: [], redate: [], drop: [], retire: [] };

describe('agenda, for every plan', () => {
  it('gives each key once, in the order of time, and nothing before its first day but what a lead moved there', () => {
    fc.assert(
      fc.property(rollouts, (rollout) => {
        const entries = of(rollout);
        expect(new Set(entries.map((entry) => entry.key)).size).toBe(entries.length);
        const times = entries.map((entry) => entry.at.epochMilliseconds);
        expect(times).toEqual(times.toSorted((a, b) => a - b));
        const earlier = new Set<string>(
          rollout.book.filter((row) => row.movedDays < 0).map((row) => row.play),
        );
        const early = entries.filter(
          (entry) =>
            entry.play !== 'lead.tomorrow' &&
            !earlier.has(entry.play) &&
            entry.day.toString() < rollout.plan.startsOn,
        );
        expect(early).toEqual([]);
      }),
      runs,
    );
  });

  it('falls on the day it names, in every zone and over every clock change', () => {
    fc.assert(
      fc.property(rollouts, (rollout) => {
        const wrong = of(rollout).filter(
          (entry) => !entry.at.toZonedDateTimeISO(rollout.plan.timeZone).toPlainDate().equals(entry.day),
        );
        expect(wrong).toEqual([]);
      }),
      runs,
    );
  });

  it('says nothing on a day without messages, but to the leads what comes after it', () => {
    fc.assert(
      fc.property(rollouts, (rollout) => {
        const quiet = new Set(rollout.plan.quietDays);
        const own = new Set<string>(rollout.book.filter((row) => row.ownDay).map((row) => row.play));
        const loud = of(rollout).filter(
          (entry) =>
            entry.speaks &&
            entry.play !== 'lead.tomorrow' &&
            !own.has(entry.play) &&
            quiet.has(entry.day.toString()),
        );
        expect(loud).toEqual([]);
      }),
      runs,
    );
  });

  it('planned twice is planned once', () => {
    fc.assert(
      fc.property(rollouts, (rollout) => {
        expect(difference(asKept(of(rollout), 'planned'), of(rollout))).toEqual(nothing);
      }),
      runs,
    );
  });

  it('edited, moves and drops nothing that was done or skipped, and does nothing a second time', () => {
    fc.assert(
      fc.property(rollouts, rollouts, fc.nat(), ({ plan, facts, book }, edited, n) => {
        const before = agenda(plan, facts, book);
        const cut = n % (before.length + 1);
        const [past, ahead] = [before.slice(0, cut), before.slice(cut)];
        const kept = [
          ...asKept(past, n % 2 ? 'done' : 'skipped'),
          ...asKept(
            ahead.filter((_, i) => i % 5 > 1),
            'planned',
          ),
          ...asKept(
            ahead.filter((_, i) => i % 5 === 0),
            'held',
            'a lead',
          ),
          ...asKept(
            ahead.filter((_, i) => i % 5 === 1),
            'held',
            'changeover',
          ),
        ];
        const entries = of(edited);
        const first = difference(kept, entries);
        const touched = [...first.add, ...first.move, ...first.redate].map(({ key }) => key);
        const settled = new Set(past.map(({ key }) => key));
        expect([...touched, ...first.drop, ...first.retire].filter((key) => settled.has(key))).toEqual([]);
        expect(difference(applied(kept, first), entries)).toEqual(nothing);
      }),
      runs,
    );
  });
});
