import { z } from 'zod';

/**
 * The part of OpenAPI 3.1 that a document of ours may use, closed: what stands nowhere here is a mistake. Words that
 * people read must be there; a schema must say something.
 */
const words = z.string().min(5);

const keywords = new Set([
  ...['$ref', 'type', 'const', 'enum', 'format', 'description', 'default', 'title'],
  ...['properties', 'required', 'additionalProperties', 'propertyNames', 'items', 'prefixItems'],
  ...['anyOf', 'oneOf', 'allOf', 'not', 'minLength', 'maxLength', 'pattern', 'minItems', 'maxItems'],
  ...['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf', 'uniqueItems'],
  ...['contentEncoding', 'contentMediaType'],
]);

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;

/** Where a schema says nothing, or something that JSON Schema of 2020-12 does not know. */
export function wrongIn(schema: unknown, at: string): string[] {
  if (schema === false) return [];
  if (!isObject(schema)) return [`${at} is no schema`];
  const said = Object.keys(schema).filter((key) => key !== 'description' && key !== 'default');
  return [
    ...(said.length === 0 ? [`${at} takes anything`] : []),
    ...Object.keys(schema)
      .filter((key) => !keywords.has(key))
      .map((key) => `${at} has the unknown keyword ${key}`),
    ...Object.entries((schema['properties'] ?? {}) as Json).flatMap(([name, one]) =>
      wrongIn(one, `${at}.${name}`),
    ),
    ...['items', 'additionalProperties', 'propertyNames', 'not']
      .filter((key) => schema[key] !== undefined)
      .flatMap((key) => wrongIn(schema[key], `${at}[${key}]`)),
    ...['anyOf', 'oneOf', 'allOf', 'prefixItems'].flatMap((key) =>
      ((schema[key] ?? []) as unknown[]).flatMap((one, i) => wrongIn(one, `${at}[${key} ${i + 1}]`)),
    ),
  ];
}

const content = z.record(
  z.string().regex(/^[\w.+-]+\/[\w.+*-]+$/),
  z.strictObject({ schema: z.record(z.string(), z.unknown()) }),
);

const parameter = z
  .strictObject({
    name: z.string().min(1),
    in: z.enum(['path', 'query', 'header']),
    required: z.boolean(),
    description: words,
    schema: z.record(z.string(), z.unknown()),
  })
  .refine((one) => one.in !== 'path' || one.required, 'A part of the path is always there.');

const operation = z.strictObject({
  summary: z.string().regex(/^[A-Z].{5,}[^.]$/),
  operationId: z.string().regex(/^\w+\.\w+$/),
  tags: z.array(z.string()).length(1),
  description: words,
  security: z.array(z.strictObject({ token: z.array(z.enum(['numbers', 'read', 'act'])).length(1) })).max(1),
  parameters: z.array(parameter),
  requestBody: z.strictObject({ required: z.literal(true), content }).optional(),
  responses: z.record(
    z.string().regex(/^(20[0124]|4\d\d|default)$/),
    z.strictObject({
      description: words,
      content: content.optional(),
      headers: z
        .strictObject({ ETag: z.strictObject({ description: words, schema: z.object() }) })
        .optional(),
    }),
  ),
});

const method = z.enum(['get', 'post', 'put', 'patch', 'delete']);

export const openApiShape = z.strictObject({
  openapi: z.literal('3.1.0'),
  info: z.strictObject({
    title: words,
    version: z.string(),
    description: words,
    license: z.strictObject({ name: words, identifier: words }),
  }),
  servers: z.array(z.strictObject({ url: z.url() })).min(1),
  paths: z.record(z.string().startsWith('/api/'), z.partialRecord(method, operation)),
  components: z.strictObject({
    securitySchemes: z.strictObject({
      token: z.strictObject({ type: z.literal('http'), scheme: z.literal('bearer'), description: words }),
    }),
    schemas: z.strictObject({ Problem: z.record(z.string(), z.unknown()) }),
  }),
});

export type OpenApi = z.output<typeof openApiShape>;
export type Operation = z.output<typeof operation>;

/** Every reference in a document that leads nowhere in it. */
export function lostReferences(document: Json): string[] {
  const found: string[] = [];
  const look = (value: unknown): void => {
    if (!isObject(value)) return;
    if (typeof value['$ref'] === 'string' && !leads(document, value['$ref'])) found.push(value['$ref']);
    for (const inner of Object.values(value)) look(inner);
  };
  look(document);
  return found;
}

function leads(document: Json, to: string): boolean {
  if (!to.startsWith('#/')) return false;
  let at: unknown = document;
  for (const part of to.slice(2).split('/')) at = isObject(at) ? at[part] : undefined;
  return at !== undefined;
}
