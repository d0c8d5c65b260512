import { z } from 'zod';
import { idField, momentAnswer } from '../kernel/http/fields.js';
import { mostDays, yesKinds, yesStates } from './yes.rules.js';

/** What comes and goes with requests for a second yes. */

export const ofYes = z.object({ id: idField });
export type OfYes = z.output<typeof ofYes>;

const words = (what: string) => z.string(what).trim().min(3, what).max(2000, 'Use at most 2,000 characters.');

export const asking = z.strictObject({
  reason: words('Write why, in a few words.'),
  days: z.coerce
    .number('Write a number of days.')
    .int()
    .min(1, 'Give them a day at least.')
    .max(mostDays, `It waits for ${mostDays} days at most.`)
    .optional()
    .describe('How long it waits for an answer; 7 if left out'),
});
export type Asking = z.output<typeof asking>;

export const saidYes = z.strictObject({
  seen: z.string('Look at it first.').max(100).describe('The mark of what you looked at, from `seen`'),
  word: words('Write a few words, or none.').optional(),
});
export const saidNo = z.strictObject({ word: words('Write a word to who asked: why not?') });
export const switchingOff = z.strictObject({ words: words('Write in your words why you decide alone.') });

export const askedAnswer = z.object({ id: idField, seen: z.string() });

const inShort = {
  ...{ id: idField, state: z.enum(yesStates), title: z.string() },
  ...{ asker: z.string(), mine: z.boolean(), until: momentAnswer },
};
export const yesAnswer = z.object({
  ...{ ...inShort, kind: z.enum(yesKinds), reason: z.string(), askedAt: momentAnswer },
  lines: z.string().array().describe('What exactly, in numbers, as it is now'),
  changed: z.object({ gone: z.string().array(), fresh: z.string().array() }).describe('Since it was asked'),
  after: z.string(),
  seen: z.string(),
  notNow: z.string().array().describe('Why you cannot say yes now'),
  ...{ alone: z.boolean(), doneAlone: z.boolean() },
  answer: z.object({ by: z.string(), at: momentAnswer, word: z.string().nullable() }).nullable(),
  file: z.object({ until: momentAnswer, takenAt: momentAnswer.nullable() }).nullable(),
});
export const yesListAnswer = z.object({
  requests: z.object(inShort).array(),
  off: z.object({ by: z.string(), at: momentAnswer, words: z.string() }).nullable(),
});
