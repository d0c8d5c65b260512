import { z } from 'zod';
import { languages } from '../kernel/language/language.rules.js';
import { dayAnswer, idField, lineField, momentAnswer } from '../kernel/http/fields.js';
import { etagField } from '../kernel/http/seen.js';
import { planChange, planSchema } from './plan.js';
import { playKeys } from './playbook.js';
import { phaseKeys } from './words.js';

/** What comes and goes through the rollout's API; the same schemas validate it and document it. */

export const rolloutParams = z.object({ rolloutId: idField });
export type RolloutParams = z.output<typeof rolloutParams>;

const needsReason = 'Write the reason in a few words.';
export const reasonBody = z.strictObject({
  reason: z.string(needsReason).trim().min(3, needsReason).max(2000),
});
export type ReasonBody = z.output<typeof reasonBody>;

export const newRollout = z.strictObject({
  name: lineField(120),
  startsOn: planSchema.shape.startsOn,
  timeZone: planSchema.shape.timeZone,
  preset: z.enum(['usual', 'small']).optional(),
  begunElsewhere: z
    .boolean()
    .optional()
    .describe('It has begun already: what lies before the start is recorded, and nothing is sent for it'),
  from: z.array(idField).min(1, 'Name at least one old place.').describe('Ids of the old places'),
  to: z.array(idField).min(1, 'Name at least one new place.').describe('Ids of the new places'),
});
export type NewRolloutInput = z.output<typeof newRollout>;

export const planEdit = z.strictObject({
  plan: planChange.describe('What is left out stays as it is'),
  version: z.int(),
});
export type PlanEdit = z.output<typeof planEdit>;
export const planPreview = z.strictObject({ plan: planChange });
export type PlanPreview = z.output<typeof planPreview>;
export const resumeBody = z.strictObject({ dates: z.enum(['move', 'keep']) });
export type ResumeBody = z.output<typeof resumeBody>;

const days = z.object({ from: z.number(), to: z.number().nullable() });
/** As it is kept: without the bounds that it was written under, which may have been others. */
const planAnswer = z.object({
  startsOn: dayAnswer,
  timeZone: z.string(),
  windows: z.object({ pilot: days, refine: days, launch: days, sunset: days }),
  quietDays: dayAnswer.array(),
  pauses: z.object({ from: dayAnswer, days: z.number() }).array(),
  preset: z.enum(['usual', 'small']),
  waves: z.object({ count: z.number(), daysApart: z.number() }),
  ...{ archiveDays: z.number(), noticeDays: z.number() },
  gates: z.object({
    circle: z.object({ least: z.number(), most: z.number() }),
    ...{ taskShare: z.number(), roundsAnswered: z.number(), roundShare: z.number() },
    ...{ adoption: z.number(), adoptionDays: z.number() },
    ...{ invitedShare: z.number(), objectionDays: z.number() },
  }),
});

export const rolloutAnswer = z.object({
  id: idField,
  name: z.string(),
  plan: planAnswer,
  begunElsewhere: z.boolean(),
  state: z.enum(['draft', 'running', 'ended']),
  startedAt: momentAnswer.nullable(),
  pausedAt: momentAnswer.nullable(),
  cancelledAt: momentAnswer.nullable(),
  keptBothAt: momentAnswer.nullable(),
  version: z.number().int(),
});

export const moves = z.object({
  moved: z.array(z.object({ key: z.string(), from: momentAnswer, to: momentAnswer })),
  added: z.array(z.object({ key: z.string(), at: momentAnswer })),
  dropped: z.array(z.string()),
});

export const criterion = z.object({
  criterion: z.string(),
  state: z.enum(['met', 'not met', 'not enough evidence']),
  evidence: z.string(),
  missing: z.string().optional(),
});

export const phaseParams = rolloutParams.extend({ phase: z.enum(phaseKeys) });
export type PhaseParams = z.output<typeof phaseParams>;

export const phaseAnswer = z.object({
  key: z.enum(phaseKeys),
  openedOn: dayAnswer.nullable(),
  closedOn: dayAnswer.nullable(),
  closedBy: idField.nullable(),
  overrideReason: z.string().nullable(),
  overrideSecondedBy: idField.nullable(),
  gate: criterion.array(),
  gateAt: momentAnswer.nullable(),
});

export const occurrenceParams = rolloutParams.extend({
  key: z.string().describe('The key, with / written as %2F'),
});
export type OccurrenceParams = z.output<typeof occurrenceParams>;

export const occurrenceAnswer = z.object({
  key: z.string(),
  play: z.string(),
  step: z.string(),
  day: dayAnswer,
  dueAt: momentAnswer,
  speaks: z.boolean(),
  state: z.enum(['planned', 'done', 'held', 'skipped']),
  reason: z.string().nullable(),
  decidedBy: z.string().nullable(),
  doneAt: momentAnswer.nullable(),
});

export const playParams = rolloutParams.extend({ play: z.enum(playKeys as [string, ...string[]]) });
export type PlayParams = z.output<typeof playParams>;

export const playSetting = z.object({
  off: z.boolean().default(false),
  movedDays: z.number().int().min(-60).max(60).default(0),
  hour: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Write the hour as HH:MM.')
    .nullable()
    .default(null),
  reworded: z
    .object({
      subject: lineField().optional(),
      body: z
        .string()
        .trim()
        .min(1)
        .max(5000)
        .regex(/^[\P{Cc}\n\r\t]*$/u, 'Use letters and lines, without control characters.')
        .optional(),
    })
    .nullable()
    .default(null),
});
export type PlaySettingInput = z.output<typeof playSetting>;

/** Words that are thought of; left out: those that stand. */
export const playWords = z.object({
  reworded: playSetting.shape.reworded.unwrap().optional(),
  language: z.enum(languages).optional().describe('Else the community’s'),
});
export type PlayWords = z.output<typeof playWords>;
export const playRead = z.object({
  message: z.object({ subject: z.string(), text: z.string(), words: z.number().int() }).nullable(),
  people: z.number().int(),
  posts: z.array(z.object({ place: z.string(), short: z.string() })),
});

/** What a lead looked at and approves. */
export const wordingBody = playSetting.pick({ movedDays: true, hour: true, reworded: true });
export type WordingInput = z.output<typeof wordingBody>;

/** How many people it goes to, as the lead believes. */
export const howMany = z.object({ people: z.coerce.number().int().optional() });
export type HowMany = z.output<typeof howMany>;

export const playAnswer = z.object({
  etag: etagField,
  play: z.string(),
  phase: z.enum(phaseKeys),
  what: z.string(),
  to: z.string(),
  hour: z.string(),
  setting: playSetting.nullable(),
  waits: z.boolean().describe('Changed after the start: not said until a lead approves it'),
});
