import { z } from 'zod';
import { dayAnswer, dayField, idField, lineField, zoneField } from '../kernel/http/fields.js';
import { msg } from '../kernel/language/message.js';
import { readLanguage } from './language.rules.js';

export const languageField = z
  .string()
  .refine(
    (text) => readLanguage(text) !== undefined,
    msg('Name a language by its code, for example en or pt-BR.'),
  )
  .transform((text) => readLanguage(text)!);

export const Which = z.strictObject({ id: idField });
export const WhichAnswer = z.object({ id: z.uuid() });

export const NewMember = z.strictObject({
  displayName: lineField(),
  email: lineField(254).optional(),
  language: languageField.optional(),
  timeZone: zoneField.optional(),
  lastSeenOn: dayField.optional(),
  placeId: idField.optional(),
  handle: lineField().optional(),
});

export const Names = z.strictObject({
  placeId: idField.optional(),
  names: z.string().max(1_000_000, 'Paste fewer names at once, or send a file.'),
});
const line = { line: z.int(), name: z.string() };
export const NamesAnswer = z.object({
  created: z.array(z.uuid()),
  skipped: z.array(z.object({ ...line, why: z.string() })),
  likelyDuplicates: z.array(z.object({ ...line, memberId: z.uuid(), likeMemberId: z.uuid() })),
});

export const RosterQuery = z.strictObject({
  after: idField.optional().describe('The last id of the part before'),
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(500, 'Ask for at most 500 people at once.')
    .default(100)
    .describe('How many at most'),
  name: lineField().optional().describe('A part of the name'),
});
/** An address stands in what is sent, never in an URL: those are kept in histories and logs. */
export const RosterSearch = RosterQuery.extend({
  limit: z.int().min(1).max(500, 'Ask for at most 500 people at once.').default(100),
  email: lineField(254).optional(),
});
const gone = z.enum(['deceased', 'duplicate', 'departed']);
export const RosterAnswer = z.object({
  members: z.array(
    z.object({
      id: z.uuid(),
      displayName: z.string(),
      language: z.string().nullable(),
      timeZone: z.string().nullable(),
      lastSeenOn: dayAnswer.nullable(),
      source: z.string(),
      phonebook: z.boolean(),
      addedOn: dayAnswer,
      gone: gone.nullable(),
      duplicateOf: z.uuid().nullable(),
      hasEmail: z.boolean(),
      reached: z.enum(['email', 'here', 'person']),
      places: z.array(z.uuid()),
    }),
  ),
  /** Ask again with `after` this; null on the last page. */
  next: z.uuid().nullable(),
});

export const Gone = z.discriminatedUnion('why', [
  z.strictObject({ why: z.literal('deceased') }),
  z.strictObject({ why: z.literal('departed') }),
  z.strictObject({ why: z.literal('duplicate'), of: idField }),
]);
