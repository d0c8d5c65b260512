import type { z } from 'zod';
import { Refusal, type Reason } from '../refusal.js';

/** What a schema finds wrong, as reasons with dotted paths, each path once. */
export function reasonsOf(error: z.core.$ZodError): Reason[] {
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

/** The parsed value, or a `Refusal` with every reason at once. */
export function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new Refusal('invalid', reasonsOf(result.error));
}
