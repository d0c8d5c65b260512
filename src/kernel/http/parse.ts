import type { z } from 'zod';
import { msg } from '../language/message.js';
import { Refusal, type Reason } from '../refusal.js';
import { parseWords } from './parse-words.js';

type Parsed<T> = { ok: true; value: T } | { ok: false; reasons: Reason[] };

/** The parsed value, or every reason at once with dotted paths. */
export function tryParse<T>(schema: z.ZodType<T>, value: unknown): Parsed<T> {
  const kept = unkept(value);
  const result = schema.safeParse(value, { error: parseWords });
  if (!result.success) return { ok: false, reasons: [...kept, ...reasonsOf(result.error)] };
  return kept.length === 0 ? { ok: true, value: result.data } : { ok: false, reasons: kept };
}

/** Texts with a zero byte, which PostgreSQL keeps in no column, whatever a schema allows. */
function unkept(value: unknown, path: string[] = []): Reason[] {
  if (typeof value === 'string')
    return value.includes('\0')
      ? [{ message: invisible, ...(path.length > 0 && { field: path.join('.') }) }]
      : [];
  if (typeof value !== 'object' || value === null || Buffer.isBuffer(value)) return [];
  return Object.entries(value).flatMap(([name, one]) =>
    name.includes('\0') ? [{ message: invisible }] : unkept(one, [...path, name]),
  );
}

const invisible = msg('It holds an invisible character that nobody can keep. Type these words anew.');

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
