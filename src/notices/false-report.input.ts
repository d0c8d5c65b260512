import { z } from 'zod';
import { fixed, msg } from '../kernel/language/message.js';
import { because, type Reason } from '../kernel/refusal.js';

const most = 2000;
const lines = /^[\P{Cc}\n\r\t]*$/u;

/** What a stranger tells us of a message: only what they got must be said. */
export const reportForm = z.object({
  what: z
    .string(msg('Write what you got.'))
    .trim()
    .min(1, msg('Write what you got.'))
    .max(most, fixed('Use at most {most} characters.', { most }))
    .regex(lines, msg('Use letters and lines, without control characters.')),
  where: z
    .string()
    .trim()
    .max(200, fixed('Use at most {most} characters.', { most: 200 }))
    .regex(/^\P{Cc}*$/u, msg('Use one line, without control characters.'))
    .optional()
    .transform((text) => text || null),
  /** The three words in it. */
  carried: z
    .string()
    .trim()
    .max(200)
    .optional()
    .catch(undefined)
    .transform((text) => text || null),
});

export const tooOften = (minutes: number): Reason =>
  because(
    'Many reports came from your network within an hour. {minutes, plural, =1 {Send it again in a minute.} other {Send it again in # minutes.}}',
    { minutes },
    'what',
  );
