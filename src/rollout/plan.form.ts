import { z } from 'zod';
import type { Temporal } from 'temporal-polyfill';
import type { Reason } from '../kernel/refusal.js';
import { contradictions } from './contradictions.rules.js';
import { againstFirstDay } from './first-day.rules.js';
import { phases } from './phases.js';
import { againstDay, mostDays, planSchema, type Plan, type PlanChange } from './plan.js';
import { phaseKeys, type PhaseKey } from './words.js';

const { pilot, refine, launch, sunset } = phases;

/** What each field is called on the page, and in what is said of it. */
export const labels = {
  startsOn: 'The first day',
  timeZone: 'Time zone',
  pilotFrom: `${pilot.name}: first day`,
  pilotTo: `${pilot.name}: last day`,
  refineFrom: `${refine.name}: first day`,
  refineTo: `${refine.name}: last day`,
  launchFrom: `${launch.name}: first day`,
  launchTo: `${launch.name}: last day`,
  sunsetFrom: `${sunset.name}: first day`,
  waves: 'Waves',
  daysApart: 'Days from one wave to the next',
  noticeDays: 'Days that everybody has from the announcement',
  archiveDays: 'Days on which the old place can still be read after that',
  quietDays: 'Days on which nothing is said',
};
type Name = keyof typeof labels;

const about = (name: Name, words: string): string => `“${labels[name]}”: ${words}`;

/** A whole number as it was typed. */
const number = (name: Name, least = 0, most = mostDays) => {
  const say = (words: string): string => about(name, `write a whole number ${words}.`);
  return z
    .string(say(`from ${least} to ${most}`))
    .trim()
    .regex(/^[+-]?\d+$/, say(`from ${least} to ${most}`))
    .transform(Number)
    .pipe(
      z
        .number()
        .min(least, say(`of ${least} or more`))
        .max(most, say(`of ${most} or less`)),
    );
};

const firstDay = (today: Temporal.PlainDate | null) =>
  z.string(about('startsOn', 'name a day.')).superRefine((text, context) => {
    const against = againstDay(text) ?? (today && againstFirstDay(text, today));
    if (against) context.addIssue({ code: 'custom', message: about('startsOn', against) });
  });

/** One a line, or with commas between. */
const quietDays = z
  .string()
  .default('')
  .transform((text, context) => {
    const days = text.split(/[\s,;]+/).filter(Boolean);
    const against = new Set(days.flatMap((day) => againstDay(day) ?? []));
    if (days.length > 200) against.add('name 200 at most.');
    for (const message of against) context.addIssue({ code: 'custom', message: about('quietDays', message) });
    return days;
  });

/**
 * The plan as one flat form: windows in days from the start, quiet days one a line. Whatever is wrong with it is
 * told at once, in the words of the page.
 * @param today of a draft, whose first day can still be chosen; null once it has begun
 */
export const planForm = (today: Temporal.PlainDate | null) =>
  z
    .object({
      startsOn: firstDay(today),
      timeZone: z.string(about('timeZone', 'name one.')).pipe(planSchema.shape.timeZone),
      ...{ pilotFrom: number('pilotFrom'), pilotTo: number('pilotTo') },
      ...{ refineFrom: number('refineFrom'), refineTo: number('refineTo') },
      ...{ launchFrom: number('launchFrom'), launchTo: number('launchTo') },
      sunsetFrom: number('sunsetFrom'),
      waves: number('waves', 1, 52),
      daysApart: number('daysApart', 1, 60),
      noticeDays: number('noticeDays', 1, 365),
      archiveDays: number('archiveDays', 0, 400),
      quietDays,
      version: z.coerce.number().int(),
      sure: z.literal('yes').optional(),
    })
    .check(
      z.superRefine(
        (given: Record<string, unknown>, context) => {
          for (const { path, message } of contradictions({ windows: windowsIn(given) }, named))
            context.addIssue({ code: 'custom', path: [fieldOf(path)], message });
        },
        { when: () => true },
      ),
    );
export type PlanForm = z.output<ReturnType<typeof planForm>>;

const named = (key: PhaseKey): string => phases[key].name;

/** Those of the numbers that can be read already. The sunset has no last day. */
const windowsIn = (given: Record<string, unknown>): object =>
  Object.fromEntries(phaseKeys.map((key) => [key, { from: given[`${key}From`], to: given[`${key}To`] }]));

/** `['windows', 'launch', 'to']` → `launchTo` */
const fieldOf = ([, key, end]: string[]): string => `${key}${end === 'to' ? 'To' : 'From'}`;

/** What the form shows of a plan. */
export function typed(plan: Plan, version: number): Record<string, unknown> {
  const windows = phaseKeys.flatMap((key): [string, unknown][] => [
    [`${key}From`, plan.windows[key].from],
    [`${key}To`, plan.windows[key].to ?? ''],
  ]);
  return {
    ...Object.fromEntries(windows),
    ...{ startsOn: plan.startsOn, timeZone: plan.timeZone, version },
    ...{ waves: plan.waves.count, daysApart: plan.waves.daysApart },
    ...{ noticeDays: plan.noticeDays, archiveDays: plan.archiveDays },
    quietDays: plan.quietDays.join('\n'),
  };
}

/** The plan with what was typed; what the form does not show stays. */
export function edited(plan: Plan, form: PlanForm): PlanChange {
  return {
    ...plan,
    ...{ startsOn: form.startsOn, timeZone: form.timeZone, quietDays: form.quietDays },
    ...{ noticeDays: form.noticeDays, archiveDays: form.archiveDays },
    windows: {
      pilot: { from: form.pilotFrom, to: form.pilotTo },
      refine: { from: form.refineFrom, to: form.refineTo },
      launch: { from: form.launchFrom, to: form.launchTo },
      sunset: { from: form.sunsetFrom, to: plan.windows.sunset.to },
    },
    waves: { count: form.waves, daysApart: form.daysApart },
  };
}

/** What the domain refused, beside the field in which it was typed. */
export function besideField({ field, message }: Reason): Reason {
  if (!field) return { message };
  const path = field.replace(/^plan\./, '').split('.');
  const name = path[0] === 'windows' ? fieldOf(path) : path.join('.') === 'waves.count' ? 'waves' : path[0]!;
  return { field: name, message: name in labels ? about(name as Name, message) : message };
}
