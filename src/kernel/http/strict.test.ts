import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { strict } from './strict.js';

describe('a strict schema', () => {
  const schema = strict(
    z
      .object({
        one: z.object({ deep: z.object({ n: z.number().default(3) }).optional() }),
        many: z.array(z.object({ id: z.string() }).nullable()).default([]),
        either: z
          .discriminatedUnion('kind', [
            z.object({ kind: z.literal('a'), a: z.number() }),
            z.object({ kind: z.literal('b') }),
          ])
          .optional(),
        piped: z
          .object({ day: z.string().transform(Number) })
          .transform(({ day }) => day)
          .optional(),
        any: z.record(z.string(), z.number()).optional(),
      })
      .refine(({ many }) => many.length < 2, 'Only one.'),
  );
  const keys = (given: unknown): string[] => {
    const read = schema.safeParse(given);
    return read.success
      ? []
      : read.error.issues.map((one) =>
          one.code === 'unrecognized_keys' ? [...one.path, ...one.keys].join('.') : one.message,
        );
  };

  it('names every field that it does not know, however deep', () => {
    expect(
      keys({ one: { deep: { x: 1 }, y: 1 }, many: [{ id: '', z: 1 }], piped: { day: '1', q: 1 }, foo: 1 }),
    ).toEqual(['one.deep.x', 'one.y', 'many.0.z', 'piped.q', 'foo']);
    expect(keys({ one: {}, either: { kind: 'a', a: 1, b: 2 } })).toEqual(['either.b']);
  });

  it('reads what it knows as before: defaults, records, what was turned into something else, and its own checks', () => {
    expect(schema.parse({ one: { deep: {} }, piped: { day: '7' }, any: { x: 1 } })).toEqual({
      ...{ one: { deep: { n: 3 } }, many: [], piped: 7, any: { x: 1 } },
    });
    expect(keys({ one: {}, many: [null, null] })).toEqual(['Only one.']);
  });
});
