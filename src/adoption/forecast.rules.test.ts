import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { isBefore } from '../rollout/calendar.rules.js';
import { forecast, type Given } from './forecast.rules.js';

const start = Temporal.PlainDate.from('2026-03-02');
const on = (days: number): Temporal.PlainDate => start.add({ days });
const curve = (days: number, low: (day: number) => number | null, baseline = 400): Given['series'] =>
  Array.from({ length: days }, (_, day) => {
    const share = low(day);
    return { day: on(day), low: share, high: share && Math.min(1, share + 0.1), baseline };
  });
const look = (series: Given['series'], more: Partial<Given> = {}) =>
  forecast({ series, launchedOn: start, closingOn: null, today: series.at(-1)?.day ?? start, ...more });
const steady = (days: number): Given['series'] => curve(days, (day) => 0.05 + day * 0.012);

/** As words: two days compare as alike, whatever they are. */
const goalsOf = (found: ReturnType<typeof forecast>): string[] =>
  found.goals.map(({ percent, state, from, to }) =>
    [percent, state, from, to].flatMap((part) => (part ? String(part) : [])).join(' '),
  );

describe('a forecast', () => {
  it('says between which weeks 60% and 70% are reached', () => {
    const found = look(curve(42, (day) => 0.02 + day * 0.0135));
    expect(found.lacks).toBeNull();
    expect(found.goals.map(({ state }) => state)).toEqual(['expected', 'expected']);
    for (const { from, to } of found.goals) expect([from!.dayOfWeek, to!.dayOfWeek]).toEqual([1, 7]);
    expect(goalsOf(found)).toEqual([
      '60 expected 2026-04-13 2026-04-19',
      '70 expected 2026-04-13 2026-05-31',
    ]);
  });

  it('knows what it does not know before the closing day', () => {
    const found = look(steady(28), { closingOn: on(90) });
    expect(found.until.toString()).toBe(on(90).toString());
    expect(goalsOf(found)).toEqual(['60 perhaps 2026-04-06', '70 perhaps 2026-04-13']);
    const soon = look(steady(28), { closingOn: on(34) });
    expect(goalsOf(soon)).toEqual(['60 unlikely', '70 unlikely']);
  });

  it('looks half a year ahead where the closing day is over, and a year where it is far', () => {
    const until = (closing: number): string => look(steady(28), { closingOn: on(closing) }).until.toString();
    expect(until(20)).toBe(on(27).add({ weeks: 26 }).toString());
    expect(until(2000)).toBe(on(27).add({ years: 1 }).toString());
  });

  it('tells what is reached, and what has held for seven days', () => {
    const rising = (day: number): number => Math.min(0.69, 0.3 + day * 0.012);
    expect(goalsOf(look(curve(30, rising)))[0]).toBe(`60 reached ${on(25).toString()}`);
    const later = look(curve(60, rising));
    expect(goalsOf(later)).toEqual([`60 held ${on(31).toString()}`, '70 unknown']);
    expect(later).toMatchObject({ lacks: 'no growth', path: [] });
  });

  it('counts no day before the launch, when only a few were asked', () => {
    expect(look(steady(28), { launchedOn: null }).lacks).toBe('not launched');
    expect(look(steady(28), { launchedOn: on(15) })).toMatchObject({ lacks: 'too short', measuredDays: 13 });
    expect(look(steady(28), { launchedOn: on(14) }).lacks).toBeNull();
  });

  it('does not speak of days that nobody measured', () => {
    expect(look(steady(28), { today: on(36) }).lacks).toBe('not measured');
    const gap = steady(40).filter((_, day) => day < 20 || day > 34);
    expect(look(gap).lacks).toBe('not measured');
    expect(look([]).lacks).toBe('too short');
  });

  it('leaves out days on which there was nobody to count, and days that are not over', () => {
    expect(look(curve(28, () => null))).toMatchObject({ lacks: 'too short', measuredDays: 0 });
    expect(look(steady(28), { today: on(13) })).toMatchObject({ lacks: null, measuredDays: 14 });
  });
});

describe('whatever was measured', () => {
  const lows = fc.array(fc.option(fc.double({ min: 0, max: 1, noNaN: true })), { maxLength: 60 });

  it('a forecast answers alike, in whatever order it is told', () => {
    fc.assert(
      fc.property(lows, fc.infiniteStream(fc.nat()), (some, places) => {
        const series = curve(some.length, (day) => some[day] ?? null);
        const shuffled = series
          .map((point) => ({ point, at: places.next().value ?? 0 }))
          .toSorted((a, b) => a.at - b.at)
          .map(({ point }) => point);
        const today = on(some.length);
        expect(JSON.stringify(look(shuffled, { today }))).toBe(JSON.stringify(look(series, { today })));
      }),
      { numRuns: 50 },
    );
  });

  it('there is no evidence under 14 days, nor without growth', () => {
    fc.assert(
      fc.property(lows, (some) => {
        const { lacks, path } = look(curve(Math.min(13, some.length), (day) => some[day] ?? null));
        expect([lacks, path]).toEqual(['too short', []]);
      }),
    );
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(60), (share, more) => {
        const still = look(curve(14 + more, (day) => share * (1 - day / 1000)));
        expect([still.lacks, still.path]).toEqual(['no growth', []]);
      }),
    );
  });

  it('60% never comes after 70%, and nothing is promised for days that are over', () => {
    const states = ['held', 'reached', 'expected', 'perhaps', 'unlikely', 'unknown'];
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 0.02 }), fc.integer({ min: 14, max: 60 }), (rise, days) => {
        const series = curve(days, (day) => Math.min(1, rise * day));
        const { goals } = look(series);
        const [sixty, seventy] = goals.map(({ state }) => states.indexOf(state));
        expect(sixty).toBeLessThanOrEqual(seventy!);
        const weeks = goals.flatMap(({ state, from, to }) => (state === 'expected' ? [{ from, to }] : []));
        const passed = weeks.filter(({ from, to }) => !isBefore(on(days - 1), from!) || isBefore(to!, from!));
        expect(passed).toEqual([]);
      }),
    );
  });
});

describe('on communities made up by dice', () => {
  it('what comes is where it said, 7 to 9 times in 10', () => {
    const draw = dice(5);
    let [within, all] = [0, 0];
    for (let n = 0; n < 100; n++) {
      // Asked in waves a week apart; some come, each when they come to it.
      const people = 40 + Math.floor(draw() * 400);
      const [willing, slow, waves] = [0.4 + draw() * 0.6, 5 + draw() * 25, 1 + Math.floor(draw() * 5)];
      const days = Array.from({ length: people }, (_, i) =>
        draw() < willing ? (i % waves) * 7 - slow * Math.log(draw() + 1e-9) : Infinity,
      );
      const low = (day: number): number => days.filter((arrived) => arrived <= day).length / people;
      for (const seen of [15, 29, 43]) {
        const { path } = look(curve(seen, low, people));
        for (const ahead of path.length === 0 ? [] : [1, 3, 6]) {
          const { low: least, high: most } = path[ahead]!;
          const came = low(seen - 1 + ahead * 7);
          all++;
          if (came > least - 1e-9 && came < most + 1e-9) within++;
        }
      }
    }
    expect(all).toBeGreaterThan(500);
    expect(within / all).toBeGreaterThan(0.7);
    expect(within / all).toBeLessThan(0.9);
  });
});

function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
