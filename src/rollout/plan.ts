import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { phaseKeys, type PhaseKey } from './words.js';

const isoDay = z.string().refine(isDay, 'is not a date: write it as year-month-day, for example 2026-01-05');

/** Days counted from day 0, both ends included; `to: null` is open-ended. */
const window = z.object({ from: z.number().int().min(0), to: z.number().int().nullable() });

export const planSchema = z.object({
  startsOn: isoDay,
  timeZone: z.string().refine(isZone, 'is not a time zone: use a name such as Europe/Berlin'),
  windows: z.object({ pilot: window, refine: window, launch: window, sunset: window }),
  /** Days on which nothing is said: a feast, a strike, a court date. */
  quietDays: z.array(isoDay).default([]),
  /** Pauses that moved the remaining days: from that date on, everything is so many days later. */
  pauses: z.array(z.object({ from: isoDay, days: z.number().int().min(0) })).default([]),
  preset: z.enum(['usual', 'small']).default('usual'),
  waves: z.object({ count: z.number().int().min(1).max(52), daysApart: z.number().int().min(1).max(60) }),
  /** Days between T and the shutdown of the old place. */
  archiveDays: z.number().int().min(0).max(400).default(30),
  /** Least days between the announcement having gone out and T. */
  noticeDays: z.number().int().min(1).max(365).default(30),
  gates: z
    .object({
      circle: z.object({ least: z.number().int().min(1), most: z.number().int() }),
      taskShare: z.number().min(0).max(1),
      roundsAnswered: z.number().int().min(0),
      roundShare: z.number().min(0).max(1),
      adoption: z.number().min(0).max(1),
      adoptionDays: z.number().int().min(1),
      invitedShare: z.number().min(0).max(1),
      objectionDays: z.number().int().min(0),
    })
    .prefault(() => defaultGates),
});

export type PlanInput = z.input<typeof planSchema>;
/** As kept in the rollout's row: dates as ISO text, so that JSON is the whole truth. */
export type Plan = z.output<typeof planSchema>;

const defaultGates = {
  circle: { least: 5, most: 10 },
  taskShare: 0.8,
  roundsAnswered: 3,
  roundShare: 0.6,
  adoption: 0.6,
  adoptionDays: 7,
  invitedShare: 0.95,
  objectionDays: 7,
};

const defaultWindows = {
  pilot: { from: 0, to: 27 },
  refine: { from: 14, to: 34 },
  launch: { from: 28, to: 69 },
  sunset: { from: 63, to: null },
};

/** The plan of the guide: four overlapping phases over about 30 weeks; `small` is for under 60 people. */
export function usualPlan(startsOn: string, timeZone: string, preset: Plan['preset'] = 'usual'): Plan {
  const waves = preset === 'small' ? { count: 1, daysApart: 7 } : { count: 4, daysApart: 7 };
  return planSchema.parse({ startsOn, timeZone, preset, windows: defaultWindows, waves });
}

/** Every way in which a plan contradicts itself; empty when it does not. */
export function contradictions(plan: Plan): { field: string; message: string }[] {
  const found: { field: string; message: string }[] = [];
  const say = (field: string, message: string): void => void found.push({ field, message });
  const { windows } = plan;
  for (const key of phaseKeys) {
    const { from, to } = windows[key];
    if (to !== null && to < from)
      say(`windows.${key}`, `the ${key} phase ends on day ${to}, before it starts on day ${from}`);
    if (to === null && key !== 'sunset')
      say(`windows.${key}.to`, `the ${key} phase has no end; only the sunset may be open-ended`);
  }
  mustFollow('refine', 'pilot', 'there is nothing to refine before anybody tried');
  mustFollow('launch', 'pilot', 'a launch needs a pilot before it');
  mustFollow('sunset', 'launch', 'the old place cannot close before the new one is open');
  if (plan.gates.circle.most < plan.gates.circle.least)
    say(
      'gates.circle',
      `a circle of at least ${plan.gates.circle.least} and at most ${plan.gates.circle.most} is empty`,
    );
  return found;

  function mustFollow(later: PhaseKey, earlier: PhaseKey, why: string): void {
    if (windows[later].from <= windows[earlier].from)
      say(
        `windows.${later}.from`,
        `the ${later} phase starts on day ${windows[later].from}, not after the ${earlier} phase (day ${windows[earlier].from}): ${why}`,
      );
  }
}

function isDay(text: string): boolean {
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString() === text;
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
