import { z } from 'zod';
import { dayAnswer, dayField, idField, lineField, momentAnswer } from '../kernel/http/fields.js';

/** What the routes of the last phase take and give. */
export const inRollout = z.object({ rolloutId: idField });
export const ofPerson = inRollout.extend({ participationId: idField });
export const ofPlace = inRollout.extend({ placeId: idField });

const words = (most: number) => z.string().trim().min(1, 'Write something here.').max(most);

export const onDay = z.object({ on: dayField });
export const promise = z.object({ teller: lineField(80), on: dayField });
export const because = z.object({ reason: words(2000) });
export const seen = z.object({ readOnly: z.boolean().default(false), redirect: z.boolean().default(false) });
export const thanks = z.object({ words: words(4000) });
export const archive = z.object({ note: words(500) });
export const whom = z.object({ accountId: idField });
export const done = z.object({ ok: z.literal(true) });

export const transitionAnswer = z.object({
  /** Missed: its day has come, in a pause for example, and nothing was closed; a new one can be named. */
  state: z.enum(['none', 'announced', 'held', 'missed']),
  on: dayAnswer.nullable(),
  revision: z.number().nullable(),
  earliestPermitted: dayAnswer,
  suggested: dayAnswer.nullable(),
  because: z.array(z.string()),
  /** What is in the way of announcing; empty when nothing is, and once a day was announced. */
  waitsFor: z.array(z.string()),
  proof: z
    .object({
      roster: z.number(),
      proven: z.number(),
      declined: z.number(),
      exceptions: z.number(),
      open: z.number(),
      unpromised: z.number(),
      /** People known only by the places' head counts: posts reach them, and prove nothing about one person. */
      knownOnlyByCount: z.number(),
    })
    .nullable(),
  changes: z.array(z.object({ step: z.string(), on: dayAnswer, at: momentAnswer })),
  note: z.string(),
});
export type TransitionAnswer = z.input<typeof transitionAnswer>;

export const openName = z.object({
  participationId: z.string(),
  name: z.string(),
  promisedOn: dayAnswer.nullable(),
  teller: z.string().nullable(),
  exceptionAsked: z.boolean(),
});

export const placeAnswer = z.object({
  id: z.string(),
  name: z.string(),
  platform: z.string(),
  caretaker: z.string().nullable(),
  readOnlyOn: dayAnswer.nullable(),
  redirectOn: dayAnswer.nullable(),
  checklist: z.object({
    things: z.string(),
    readOnly: z.string(),
    redirect: z.string(),
    shutdown: z.string(),
    checked: dayAnswer.nullable(),
  }),
});

export const endingAnswer = z.object({
  celebratedOn: dayAnswer.nullable().default(null),
  celebrationWords: z.string().nullable().default(null),
  archiveKeptOn: dayAnswer.nullable().default(null),
  archiveNote: z.string().nullable().default(null),
  shutdownAskedOf: z.string().nullable().default(null),
  shutdownDoneOn: dayAnswer.nullable().default(null),
  shutdownConfirmedOn: dayAnswer.nullable().default(null),
});
