import { Temporal } from 'temporal-polyfill';
import { earlier, isBefore, later } from '../rollout/calendar.rules.js';
import { milestones, reached, type Measured } from './milestone.rules.js';
import { ahead, memory, paceOf, type Ahead } from './pace.rules.js';

type Day = Temporal.PlainDate;

export interface Given {
  /** One entry a measured day, each as its newest revision has it. */
  series: readonly (Measured & { baseline: number })[];
  /** Until then only those were asked who try it first: their pace says nothing about everybody's. */
  launchedOn: Day | null;
  /** Of the old place, where one is named. */
  closingOn: Day | null;
  today: Day;
}

/** Why there is not enough evidence. */
export const shortages = ['not launched', 'too short', 'not measured', 'no growth'] as const;
export type Shortage = (typeof shortages)[number];

export const goalStates = ['held', 'reached', 'expected', 'perhaps', 'unlikely', 'unknown'] as const;

/**
 * When the low end of adoption is at a milestone. `held`: it was for seven days, the last of them `from`. `reached`: it
 * is, since `from`. `expected`: between `from` and `to`, whole weeks, 8 chances in 10. `perhaps`: not before `from`, 9
 * chances in 10, and maybe not by the last day looked at. `unlikely`: by then, fewer than 1 chance in 10.
 */
export interface Goal {
  percent: number;
  state: (typeof goalStates)[number];
  from: Day | null;
  to: Day | null;
}

export interface Forecast {
  /** Null where there is enough evidence. */
  lacks: Shortage | null;
  /** How many days were measured since the launch opened. */
  measuredDays: number;
  /** The last day looked at: the closing day if one lies ahead, else half a year from today. */
  until: Day;
  /** That day is the closing day. */
  closing: boolean;
  goals: Goal[];
  /** Each week from the newest measurement on (there all three are what was measured), and the last day. */
  path: (Ahead & { day: Day })[];
}

/** A forecast needs so many measured days since the launch opened. */
export const fewestDays = 14;

/** Below a point in two weeks, 60% lies years ahead, and what is seen may be chance. */
const leastGrowth = 0.01;

/** Where the low end of adoption goes if people come about as they did in the last two weeks. */
export function forecast({ series, launchedOn, closingOn, today }: Given): Forecast {
  const known = series
    .filter(({ low, day }) => low !== null && !isBefore(today, day))
    .toSorted((a, b) => Temporal.PlainDate.compare(a.day, b.day))
    .map((point) => ({ ...point, low: point.low ?? 0 }));
  const since = known.filter(({ day }) => launchedOn && !isBefore(day, launchedOn));
  const newest = since.at(-1);
  const lately = since.slice(-1 - memory).filter(({ day }) => newest && day.until(newest.day).days <= memory);
  const seen = lately.map(({ day, low }) => ({ at: lately[0]!.day.until(day).days, share: low }));
  const until =
    closingOn && isBefore(today, closingOn)
      ? earlier(closingOn, today.add({ years: 1 }))
      : today.add({ weeks: 26 });
  const closing = closingOn !== null && until.equals(closingOn);

  const lacks = lack();
  const daily = lacks || !newest ? [] : daysAhead(newest);
  const path = daily.flatMap((one, days) =>
    days % 7 === 0 || days === daily.length - 1 ? { day: newest!.day.add({ days }), ...one } : [],
  );
  return { lacks, until, closing, path, measuredDays: since.length, goals: milestones.map(goal) };

  function lack(): Shortage | null {
    if (!launchedOn) return 'not launched';
    if (!newest || since.length < fewestDays) return 'too short';
    if (seen.length < memory / 2 || newest.day.until(today).days > memory / 2) return 'not measured';
    return paceOf(seen).rise * memory < leastGrowth ? 'no growth' : null;
  }

  function daysAhead({ day, baseline }: { day: Day; baseline: number }): Ahead[] {
    const pace = paceOf(seen);
    return Array.from({ length: day.until(until).days + 1 }, (_, days) => ahead(pace, days, baseline));
  }

  function goal(percent: number): Goal {
    const share = percent / 100;
    const nothing = { percent, from: null, to: null };
    const held = reached(known).find((one) => one.percent === percent);
    if (held) return { ...nothing, state: 'held', from: held.on };
    const below = known.findLastIndex(({ low }) => low < share);
    const run = known[below + 1];
    if (run) return { ...nothing, state: 'reached', from: run.day };
    if (lacks) return { ...nothing, state: 'unknown' };
    const earliest = daily.findIndex(({ high }) => high >= share);
    const latest = daily.findIndex(({ low }) => low >= share);
    if (earliest < 0) return { ...nothing, state: 'unlikely' };
    const from = later(monday(newest!.day.add({ days: earliest })), today.add({ days: 1 }));
    if (latest < 0) return { ...nothing, state: 'perhaps', from };
    const sunday = monday(newest!.day.add({ days: latest })).add({ days: 6 });
    return { percent, state: 'expected', from, to: later(sunday, from) };
  }
}

const monday = (day: Day): Day => day.subtract({ days: day.dayOfWeek - 1 });
