import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { parse } from '../kernel/http/parse.js';
import { contradictions } from './contradictions.rules.js';

/** Nothing of a plan lies further ahead than two years from its first day. */
export const mostDays = 730;

const isoDay = z.string().superRefine((text, context) => {
  const message = againstDay(text);
  if (message) context.addIssue({ code: 'custom', message });
});
const zone = z.string().refine(isZone, 'This is not a time zone: use a name such as Europe/Berlin.');

const whole = (least: number, most: number) => z.int().min(least).max(most);
const share = z.number().min(0).max(1);
const windowDay = whole(0, mostDays);

/** Days counted from day 0, both ends included; `to: null` is open-ended. */
const window = z.strictObject({ from: windowDay, to: windowDay.nullable() });

const gates = z.strictObject({
  circle: z.strictObject({ least: whole(1, 100), most: whole(1, 100) }),
  taskShare: share,
  roundsAnswered: whole(0, 52),
  roundShare: share,
  adoption: share,
  adoptionDays: whole(1, 60),
  invitedShare: share,
  objectionDays: whole(0, 90),
});

/** Every number has its bounds: a day mistyped by some zeros would be planned for centuries. */
const fields = {
  startsOn: isoDay,
  timeZone: zone,
  windows: z.strictObject({ pilot: window, refine: window, launch: window, sunset: window }),
  /** Days on which nothing is said: a feast, a strike, a court date. */
  quietDays: isoDay.array().max(200),
  /** Pauses that moved the remaining days: from that date on, everything is so many days later. */
  pauses: z.array(z.strictObject({ from: isoDay, days: z.int().min(0) })),
  preset: z.enum(['usual', 'small']),
  waves: z.strictObject({ count: whole(1, 52), daysApart: whole(1, 60) }),
  /** Days between T and the shutdown of the old place. */
  archiveDays: whole(0, 400),
  /** Least days between the announcement having gone out and T. */
  noticeDays: whole(1, 365),
  gates,
};

/** Told together with what is wrong in one field alone: nothing waits for a second try. */
const inItself = z.superRefine(
  (given: unknown, context) => {
    for (const { path, message } of contradictions(given))
      context.addIssue({ code: 'custom', path, message });
  },
  { when: () => true },
);

export const planSchema = z.strictObject(fields).check(inItself);
/** As kept in the rollout's row: dates as ISO text, so that JSON is the whole truth. */
export type Plan = z.output<typeof planSchema>;

/** An edited plan; what is left out stays as it is. Preset and pauses may come back as they were read. */
export const planChange = z
  .strictObject(fields)
  .partial()
  .required({ startsOn: true, timeZone: true, windows: true, waves: true })
  .check(inItself);
export type PlanChange = z.output<typeof planChange>;

const usual = {
  windows: {
    pilot: { from: 0, to: 27 },
    refine: { from: 14, to: 34 },
    launch: { from: 28, to: 69 },
    sunset: { from: 63, to: null },
  },
  ...{ quietDays: [], pauses: [], archiveDays: 30, noticeDays: 30 },
  gates: {
    circle: { least: 5, most: 10 },
    ...{ taskShare: 0.8, roundsAnswered: 3, roundShare: 0.6 },
    ...{ adoption: 0.6, adoptionDays: 7, invitedShare: 0.95, objectionDays: 7 },
  },
};

/** The plan of the guide: four overlapping phases over about 30 weeks; `small` is for under 60 people. */
export function usualPlan(startsOn: string, timeZone: string, preset: Plan['preset'] = 'usual'): Plan {
  const waves = { count: preset === 'small' ? 1 : 4, daysApart: 7 };
  return parse(planSchema, { ...structuredClone(usual), startsOn, timeZone, preset, waves });
}

/** The calendar day of an offset from day 0, before pauses. Offsets beyond the bounds, of an older plan, end there. */
export function dayOfPlan(plan: Pick<Plan, 'startsOn'>, offset: number): Temporal.PlainDate {
  return Temporal.PlainDate.from(plan.startsOn).add({ days: Math.min(offset, mostDays) });
}

/** What is wrong with a day as it was typed; null when nothing is. */
export function againstDay(text: string): string | null {
  if (!isDay(text))
    return `“${text.slice(0, 40)}” is not a date: write it as year-month-day, for example 2026-01-05.`;
  const year = text.slice(0, 4);
  return year < '2000' || year >= '2200' ? `The day is in ${year}. Look at its year again.` : null;
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  try {
    Temporal.PlainDate.from(text, { overflow: 'reject' });
    return true;
  } catch {
    return false;
  }
}

function isZone(text: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(text);
    return !/^[+-]/.test(text);
  } catch {
    return false;
  }
}
