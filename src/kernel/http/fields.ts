import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { fixed, msg } from '../language/message.js';

/** Pieces that many inputs share. Each says what to write instead, because its words reach the person who asked. */

const reads = (read: (text: string) => unknown) => (text: string) => {
  try {
    read(text);
    return true;
  } catch {
    return false;
  }
};

/** `2026-07-07` → `Temporal.PlainDate`. */
export const dayField = z
  .string()
  .refine(
    (text) => /^\d{4}-\d{2}-\d{2}$/.test(text) && reads((day) => Temporal.PlainDate.from(day))(text),
    msg('Write a day as year-month-day, for example 2026-07-07.'),
  )
  .meta({ format: 'date' })
  .transform((text) => Temporal.PlainDate.from(text));

/** `2026-07-07T10:00:00Z` → `Temporal.Instant`. */
export const momentField = z
  .string()
  .refine(
    reads((text) => Temporal.Instant.from(text)),
    'Write a moment with its zone, for example 2026-07-07T10:00:00Z.',
  )
  .meta({ format: 'date-time' })
  .transform((text) => Temporal.Instant.from(text));

/** An IANA time zone, kept as text. */
export const zoneField = z.string().refine(
  reads((text) => new Intl.DateTimeFormat('en', { timeZone: text })),
  msg('Name a time zone like Europe/Berlin.'),
);

export const idField = z.uuid(msg('This is not an id that we gave.'));

/** A name or a line that a person typed: trimmed, one line, not empty. */
export const lineField = (most = 200) =>
  z
    .string(msg('Write something here.'))
    .trim()
    .min(1, msg('Write something here.'))
    .max(most, fixed('Use at most {most} characters.', { most }))
    .regex(/^\P{Cc}*$/u, msg('Use one line, without control characters.'));

/** Days and moments in answers, as JSON carries them. */
export const dayAnswer = z.string().meta({ format: 'date' });
export const momentAnswer = z.string().meta({ format: 'date-time' });
