import type { z } from 'zod';
import { Refusal, type Reason } from '../refusal.js';
import { parseWords } from './parse-words.js';

type Parsed<T> = { ok: true; value: T } | { ok: false; reasons: Reason[] };

/** The parsed value, or every reason at once with dotted paths. */
export function tryParse<T>(schema: z.ZodType<T>, value: unknown): Parsed<T> {
  const result = schema.safeParse(value, { error: parseWords });
  return result.success ? { ok: true, value: result.data } : { ok: false, reasons: reasonsOf(result.error) };
}

/** The parsed value; throws a `Refusal` with every reason at once. */
export function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = tryParse(schema, value);
  if (result.ok) return result.value;
  throw new Refusal('invalid', result.reasons);
}

function reasonsOf(error: z.core.$ZodError): Reason[] {
  return error.issues.flatMap((issue): Reason[] => {
    const path = issue.path.map(String);
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => ({
        field: [...path, key].join('.'),
        message: `There is no field "${key}" here: check its spelling.`,
      }));
    return [{ message: issue.message, ...(path.length > 0 && { field: path.join('.') }) }];
  });
}
