import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import {
  beforeAnnouncing,
  byHandDays,
  earliestPermitted,
  goneOutOn,
  move,
  type Ended,
  type Reach,
} from './transition.rules.js';

const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text);
const start = day('2026-03-02');
const compare = (a: Temporal.PlainDate, b: Temporal.PlainDate): number => Temporal.PlainDate.compare(a, b);
const days = (most: number) => fc.integer({ min: 0, max: most }).map((n) => start.add({ days: n }));
const told: Reach = {
  goneOutOn: start,
  lastProvenOn: start,
  open: 0,
  unpromised: 0,
  lastPromiseOn: null,
};

describe('when the announcement has gone out', () => {
  it('is the day of the last answer, and not before every post is ticked', () => {
    const rows: Ended[] = [
      { on: start, people: 10 },
      { on: start.add({ days: 3 }), people: 8 },
    ];
    expect(String(goneOutOn(start, rows, []))).toBe('2026-03-05');
    expect(String(goneOutOn(start, rows, [start.add({ days: 4 })]))).toBe('2026-03-06');
    expect(goneOutOn(start, rows, [start, null])).toBeNull();
  });

  it('does not wait for open names, one in twenty', () => {
    const all = (open: number): Ended[] => [
      { on: start, people: 40 - open },
      { on: null, people: open },
    ];
    expect(String(goneOutOn(start, all(2), []))).toBe('2026-03-02');
    expect(goneOutOn(start, all(3), [])).toBeNull();
  });

  it('is not moved by telling an open name later', () => {
    const late = fc.tuple(fc.integer({ min: 0, max: 2 }), days(40));
    fc.assert(
      fc.property(late, ([people, on]) => {
        const before: Ended[] = [
          { on: start, people: 40 - people },
          { on: null, people },
        ];
        const after: Ended[] = [
          { on: start, people: 40 - people },
          { on, people },
        ];
        expect(String(goneOutOn(start, after, []))).toBe(String(goneOutOn(start, before, [])));
      }),
    );
  });

  it('is a day even where there is nobody to tell in person', () => {
    expect(String(goneOutOn(start, [], [start]))).toBe('2026-03-02');
  });
});

describe('the earliest permitted day', () => {
  it('is 30 days after the announcement has gone out, when everybody was told at once', () => {
    expect(String(earliestPermitted(told, start, 30).on)).toBe('2026-04-01');
  });

  it('counts over the ends of months and a leap day', () => {
    const on = day('2028-01-31');
    expect(String(earliestPermitted({ ...told, goneOutOn: on, lastProvenOn: on }, on, 30).on)).toBe(
      '2028-03-01',
    );
  });

  it('leaves 7 days to whoever was told last', () => {
    const late = { ...told, lastProvenOn: start.add({ days: 28 }) };
    const { on, because } = earliestPermitted(late, start.add({ days: 29 }), 30);
    expect(String(on)).toBe('2026-04-06');
    expect(because).toEqual(['somebody was told only on Monday 30 March, and has 7 days']);
  });

  it('is after T on the morning of T-7 while a name is open', () => {
    const t = day('2026-04-10');
    const open = { ...told, open: 1, unpromised: 1 };
    expect(String(earliestPermitted(open, t.subtract({ days: 8 }), 30).on)).toBe('2026-04-10');
    expect(String(earliestPermitted(open, t.subtract({ days: 7 }), 30).on)).toBe('2026-04-11');
  });

  it('takes a promise at its word until its day has passed', () => {
    const promised = { ...told, open: 1, lastPromiseOn: day('2026-03-29') };
    expect(String(earliestPermitted(promised, day('2026-03-20'), 30).on)).toBe('2026-04-06');
    expect(String(earliestPermitted(promised, day('2026-03-31'), 30).on)).toBe('2026-04-08');
  });

  const reaches: fc.Arbitrary<Reach> = fc.record({
    goneOutOn: fc.option(days(60)),
    lastProvenOn: fc.option(days(60)),
    open: fc.constant(3),
    unpromised: fc.integer({ min: 0, max: 3 }),
    lastPromiseOn: fc.option(days(60)),
  });

  it('always keeps both rules', () => {
    fc.assert(
      fc.property(reaches, days(60), fc.integer({ min: 1, max: 60 }), (reach, today, notice) => {
        const { on, because } = earliestPermitted(reach, today, notice);
        const bounds = [
          (reach.goneOutOn ?? today).add({ days: notice }),
          ...(reach.lastProvenOn ? [reach.lastProvenOn.add({ days: 7 })] : []),
          ...(reach.unpromised > 0 ? [today.add({ days: 8 })] : []),
        ];
        expect(bounds.filter((bound) => compare(on, bound) < 0)).toEqual([]);
        expect(because.length).toBeGreaterThan(0);
      }),
    );
  });

  it('never comes earlier by waiting', () => {
    fc.assert(
      fc.property(reaches, days(60), fc.integer({ min: 0, max: 40 }), (reach, today, wait) => {
        const now = earliestPermitted(reach, today, 30).on;
        expect(
          compare(earliestPermitted(reach, today.add({ days: wait }), 30).on, now),
        ).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('never comes later by telling the last open name today', () => {
    fc.assert(
      fc.property(days(60), days(60), (goneOut, today) => {
        const open = { ...told, goneOutOn: goneOut, lastProvenOn: null, open: 1, unpromised: 1 };
        const after = { ...open, open: 0, unpromised: 0, lastProvenOn: today };
        const before = earliestPermitted(open, today, 30).on;
        expect(compare(earliestPermitted(after, today, 30).on, before)).toBeLessThanOrEqual(0);
      }),
    );
  });
});

describe('before anything is said', () => {
  it('adds the days that the lists by hand need', () => {
    expect(byHandDays(0, 4)).toBe(0);
    expect(byHandDays(80, 4)).toBe(2);
    expect(byHandDays(16, 0)).toBe(2);
    const { earliest, suggested } = beforeAnnouncing(start, 30, 2);
    expect([String(earliest), String(suggested)]).toEqual(['2026-04-03', '2026-04-06']);
  });
});

describe('moving the day', () => {
  const standing = {
    revision: 1,
    named: 1,
    first: day('2026-05-12'),
    on: day('2026-05-12'),
    held: false,
  };

  it('sends a correction alone for up to 7 days, either way', () => {
    expect(move(standing, day('2026-05-19'))).toEqual({ step: 'r1/2', revision: 1, earlier: false });
    expect(move(standing, day('2026-05-05'))).toEqual({ step: 'r1/2', revision: 1, earlier: true });
  });

  it('begins a new revision for more', () => {
    expect(move(standing, day('2026-05-20'))).toEqual({ step: 'r2', revision: 2, earlier: false });
    expect(move({ ...standing, named: 3 }, day('2026-05-04')).step).toBe('r2');
  });

  it('begins a new revision where small moves add up to more', () => {
    const moved = { ...standing, named: 2, on: day('2026-05-18') };
    expect(move(moved, day('2026-05-19')).step).toBe('r1/3');
    expect(move(moved, day('2026-05-20')).step).toBe('r2');
  });

  it('begins a new revision after a hold, however near', () => {
    expect(move({ ...standing, held: true }, day('2026-05-13')).step).toBe('r2');
  });

  it('never gives the same step twice', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(days(200), fc.boolean()), { maxLength: 20 }), (moves) => {
        const seen = new Set(['r1']);
        let now = standing;
        for (const [to, held] of moves) {
          const { step, revision } = move({ ...now, held }, to);
          expect(seen.has(step)).toBe(false);
          seen.add(step);
          const same = revision === now.revision;
          now = {
            revision,
            named: same ? now.named + 1 : 1,
            first: same ? now.first : to,
            on: to,
            held: false,
          };
        }
      }),
    );
  });
});
