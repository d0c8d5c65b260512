import { z } from 'zod';
import { Temporal } from 'temporal-polyfill';
import type { Reason } from '../kernel/refusal.js';
import { spokenDate } from './calendar.words.js';
import { contradictions } from './contradictions.rules.js';
import { againstFirstDay } from './first-day.rules.js';
import { counted, dayAt, endNames, phaseEnds, shownAt, type EndName } from './phase-days.rules.js';
import { phases } from './phases.js';
import { againstDay, planSchema, type Plan, type PlanChange } from './plan.js';
import type { PhaseKey } from './words.js';

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
const number = (name: Name, least: number, most: number) => {
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

/** The date at an end of a phase. What the page showed is read again whatever it is: it may be what has to be mended. */
const phaseDay = (name: EndName, plan: Plan) =>
  z
    .string(about(name, 'name a day.'))
    .trim()
    .superRefine((text, context) => {
      const against = text === shownAt(plan, name) ? null : againstDay(text);
      if (against) context.addIssue({ code: 'custom', message: about(name, against) });
    });

/**
 * The plan as one flat form: first and last days of phases as dates, quiet days one a line. Whatever is wrong with it
 * is told at once, in the words of the page.
 * @param today of a draft, whose first day can still be chosen; null once it has begun
 * @param plan as it is kept, which is what the page showed
 */
export const planForm = (today: Temporal.PlainDate | null, plan: Plan) =>
  z
    .object({
      startsOn: firstDay(today),
      timeZone: z.string(about('timeZone', 'name one.')).pipe(planSchema.shape.timeZone),
      ...{ pilotFrom: phaseDay('pilotFrom', plan), pilotTo: phaseDay('pilotTo', plan) },
      ...{ refineFrom: phaseDay('refineFrom', plan), refineTo: phaseDay('refineTo', plan) },
      ...{ launchFrom: phaseDay('launchFrom', plan), launchTo: phaseDay('launchTo', plan) },
      sunsetFrom: phaseDay('sunsetFrom', plan),
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
          const soundStart = firstDay(today).safeParse(given['startsOn']).success;
          const { days, against } = phaseDaysIn(plan, given, soundStart);
          for (const [name, message] of against)
            context.addIssue({ code: 'custom', path: [name], message: about(name, message) });
          for (const { path, message } of contradictions({ windows: days }, named, dayNumbered))
            context.addIssue({ code: 'custom', path: [fieldOf(path)], message });
        },
        { when: () => true },
      ),
    )
    .transform((given) => ({ ...given, offsets: phaseDaysIn(plan, given, true).offsets }));
export type PlanForm = z.output<ReturnType<typeof planForm>>;

const named = (key: PhaseKey): string => phases[key].name;

/** Days as numbers that can be compared, whatever the first day is. */
const dayZero = Temporal.PlainDate.from('0000-01-01');
const numberOf = (day: Temporal.PlainDate): number => dayZero.until(day).days;
const dayNumbered = (days: number): string => spokenDate(dayZero.add({ days }));

/**
 * Those of the phases' days that can be read already, as offsets and as days that can be compared.
 * @param soundStart else days are compared with each other only, for nobody knows yet from when they count
 */
function phaseDaysIn(plan: Plan, given: Record<string, unknown>, soundStart: boolean) {
  const startsOn = soundStart ? String(given['startsOn']) : plan.startsOn;
  const offsets = {} as Record<EndName, number>;
  const days = { pilot: {}, refine: {}, launch: {}, sunset: {} } as Record<
    PhaseKey,
    { from?: number; to?: number }
  >;
  const against: [EndName, string][] = [];
  for (const name of endNames) {
    const text = given[name];
    const [key, end] = phaseEnds[name];
    if (typeof text !== 'string' || !phaseDay(name, plan).safeParse(text).success) continue;
    const one = counted(plan, startsOn, name, text);
    if (one.against === undefined) {
      offsets[name] = one.offset;
      days[key][end] = numberOf(one.day);
    } else if (soundStart) against.push([name, one.against]);
    else days[key][end] = numberOf(Temporal.PlainDate.from(text));
  }
  const { to } = plan.windows.sunset;
  if (to !== null && soundStart) days.sunset.to = numberOf(dayAt({ startsOn, pauses: plan.pauses }, to));
  return { offsets, days, against };
}

/** `['windows', 'launch', 'to']` → `launchTo`; the end of the sunset is no field. */
const fieldOf = ([, key, end]: string[]): string =>
  `${key}${end === 'to' && key !== 'sunset' ? 'To' : 'From'}`;

/** What the form shows of a plan. */
export function typed(plan: Plan, version: number): Record<string, unknown> {
  return {
    ...Object.fromEntries(endNames.map((name) => [name, shownAt(plan, name)])),
    ...{ startsOn: plan.startsOn, timeZone: plan.timeZone, version },
    ...{ waves: plan.waves.count, daysApart: plan.waves.daysApart },
    ...{ noticeDays: plan.noticeDays, archiveDays: plan.archiveDays },
    quietDays: plan.quietDays.join('\n'),
  };
}

/** The plan with what was typed; what the form does not show stays. */
export function edited(plan: Plan, form: PlanForm): PlanChange {
  const { offsets } = form;
  return {
    ...plan,
    ...{ startsOn: form.startsOn, timeZone: form.timeZone, quietDays: form.quietDays },
    ...{ noticeDays: form.noticeDays, archiveDays: form.archiveDays },
    windows: {
      pilot: { from: offsets.pilotFrom, to: offsets.pilotTo },
      refine: { from: offsets.refineFrom, to: offsets.refineTo },
      launch: { from: offsets.launchFrom, to: offsets.launchTo },
      sunset: { from: offsets.sunsetFrom, to: plan.windows.sunset.to },
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
