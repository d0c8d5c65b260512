import { z } from 'zod';
import { idField, lineField } from '../kernel/http/fields.js';
import { SEPARATORS } from './csv-dialect.rules.js';
import { VERDICTS } from './import.entity.js';
import { FIELDS, type Mapping } from './mapping.rules.js';
import type { Said } from './csv-file.js';

const knownEncoding = (label: string): boolean => {
  try {
    return Boolean(new TextDecoder(label));
  } catch {
    return false;
  }
};

/** What the columns hold, by their labels; and how the file is written, where we would guess wrong. */
export const MappingInput = z.strictObject({
  columns: z.partialRecord(z.enum(FIELDS), lineField(100)).default({}),
  dateOrder: z.enum(['dmy', 'mdy']).optional(),
  phoneBook: z.boolean().optional(),
  encoding: z
    .string()
    .refine(knownEncoding, 'Name an encoding, for example windows-1252 or utf-8.')
    .optional(),
  separator: z.enum(SEPARATORS).optional(),
  headerRow: z.int().min(0).max(1_000).optional(),
});

/** Without the keys that nobody gave: an absent key and an undefined one are two things in the rules. */
export const mappingOf = (input: z.infer<typeof MappingInput>): Mapping & Said =>
  Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)) as unknown as Mapping &
    Said;

export const StartQuery = z.strictObject({
  place: idField.optional().describe('Where these people are; without it nowhere yet'),
  mapping: z
    .string()
    .transform((text, context) => {
      try {
        return JSON.parse(text) as unknown;
      } catch {
        context.addIssue('Write the mapping as JSON.');
        return z.NEVER;
      }
    })
    .pipe(MappingInput)
    .optional()
    .describe('Which column holds what, as JSON; guessed without it'),
});

export const Decisions = z.strictObject({
  decisions: z
    .array(z.strictObject({ row: z.int().min(0), is: z.enum(['add', 'same', 'leave-out']) }))
    .max(5_000, 'Decide about at most 5,000 rows at once.'),
});

export const RowsQuery = z.strictObject({
  verdict: z.enum(VERDICTS).exclude(['create']).optional().describe('Only rows of which this would become'),
  after: z.coerce.number().int().min(0).default(0).describe('The last row of the part before'),
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(1_000, 'Ask for at most 1,000 rows at once.')
    .default(100)
    .describe('How many at most'),
});

const mappingAnswer = z.object({
  columns: z.partialRecord(z.enum(FIELDS), z.string()),
  dateOrder: z.enum(['dmy', 'mdy']).optional(),
  phoneBook: z.boolean().optional(),
});

export const ReportAnswer = z.object({
  id: z.uuid(),
  placeId: z.uuid().nullable(),
  state: z.enum(['reading', 'mapping', 'ready', 'confirmed']),
  layout: z
    .object({ encoding: z.string(), separator: z.string(), headerRow: z.int(), header: z.array(z.string()) })
    .nullable(),
  mapping: mappingAnswer.nullable(),
  rows: z.int(),
  counts: z.record(z.enum(VERDICTS), z.int()),
});

export const RowsAnswer = z.object({
  rows: z.array(
    z.object({
      row: z.int(),
      verdict: z.enum(VERDICTS),
      reasons: z.array(z.object({ field: z.string(), message: z.string() })),
      name: z.string().nullable(),
      memberId: z.uuid().nullable(),
      memberName: z.string().nullable(),
      otherRow: z.int().nullable(),
      decision: z.enum(['add', 'same', 'leave-out']).nullable(),
    }),
  ),
  /** Ask again with `after` this; null on the last page. */
  next: z.int().nullable(),
});
