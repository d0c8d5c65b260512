import { z } from 'zod';
import type { Reason } from '../kernel/refusal.js';
import { zoneField } from '../kernel/http/fields.js';
import { planSchema, type Plan } from './plan.js';
import { phaseKeys, type PhaseKey } from './words.js';

const days = z.coerce
  .number('Write a number of days.')
  .int('Write whole days.')
  .min(0, 'Write 0 or more days.');

/** The plan as one flat form: windows in days from the start, quiet days one a line. */
export const planForm = z.object({
  startsOn: planSchema.shape.startsOn,
  timeZone: zoneField,
  ...{ pilotFrom: days, pilotTo: days, refineFrom: days, refineTo: days },
  ...{ launchFrom: days, launchTo: days, sunsetFrom: days },
  waves: days.min(1, 'At least one wave.').max(52, 'At most 52 waves.'),
  daysApart: days.min(1, 'At least one day.').max(60, 'At most 60 days.'),
  noticeDays: days.min(1, 'At least one day.').max(365, 'At most 365 days.'),
  archiveDays: days.max(400, 'At most 400 days.'),
  quietDays: z
    .string()
    .default('')
    .transform((text) => text.split(/[\s,;]+/).filter(Boolean))
    .pipe(planSchema.shape.startsOn.array()),
  version: z.coerce.number().int(),
  sure: z.literal('yes').optional(),
});
export type PlanForm = z.output<typeof planForm>;

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
export function edited({ pauses: _pauses, ...plan }: Plan, form: PlanForm): Omit<Plan, 'pauses'> {
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

/** A contradiction of the plan, beside the field in which it was typed. */
export function besideField({ field, message }: Reason): Reason {
  const [, key, end] = /^plan\.windows\.(\w+)(?:\.(\w+))?$/.exec(field ?? '') ?? [];
  const whole = `${message.charAt(0).toUpperCase()}${message.slice(1)}.`;
  if (key) return { field: `${key as PhaseKey}${end === 'to' ? 'To' : 'From'}`, message: whole };
  return { ...(field && { field: field.replace(/^plan\./, '') }), message };
}
