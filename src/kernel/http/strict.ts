import { z } from 'zod';

/** As much of a schema's definition as the way to the objects in it needs. */
interface Parts {
  type: string;
  shape?: Record<string, z.ZodType>;
  catchall?: z.ZodType;
  element?: z.ZodType;
  innerType?: z.ZodType;
  options?: readonly z.ZodType[];
  in?: z.ZodType;
}

/**
 * The same schema, in which every object refuses fields that it does not name, however deep. What a route does not
 * know would be dropped unseen, and whoever misspelt it would believe that it was done.
 */
export function strict<T extends z.ZodType>(schema: T): T {
  const def = schema._zod.def as unknown as Parts;
  const inner = within(def);
  if (!inner) return schema;
  const copy = schema.clone({ ...def, ...inner } as never);
  const words = z.globalRegistry.get(schema);
  return words ? copy.meta(words) : copy;
}

function within({ shape, catchall, element, innerType, options, ...def }: Parts): Partial<Parts> | null {
  if (shape) {
    const fields = Object.entries(shape).map(([name, field]) => [name, strict(field)]);
    return { shape: Object.fromEntries(fields), catchall: catchall ?? z.never() };
  }
  if (element) return { element: strict(element) };
  if (innerType) return { innerType: strict(innerType) };
  if (options) return { options: options.map((one) => strict(one)) };
  return def.type === 'pipe' && def.in ? { in: strict(def.in) } : null;
}
