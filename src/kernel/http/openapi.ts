import { z } from 'zod';
import type { ApiOptions, Media } from './api.js';
import type { Route } from './routes.js';

type Json = Record<string, unknown>;

/** What is missing before the routes under `/api` can be published; empty when all is there. */
export function undocumented(routes: Route[]): string[] {
  return routes
    .filter(({ path }) => path.startsWith('/api/'))
    .flatMap(({ method, path, handler, api, secured }) => {
      const where = `${method.toUpperCase()} ${path} (${handler})`;
      if (!api) return [`${where} has no @Api.`];
      if (!secured && !api.open) return [`${where} says neither who may call it (@Who) nor why it is open.`];
      const named = [...path.matchAll(/:(\w+)/g)].map((match) => match[1]!);
      const described = Object.keys(api.params?.shape ?? {});
      return named
        .filter((name) => !described.includes(name))
        .map((name) => `${where} does not describe its parameter "${name}".`);
    });
}

/** OpenAPI 3.1, from the schemas that validate. */
export function openApi(routes: Route[], server: string): Json {
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    if (!route.api || !route.path.startsWith('/api/')) continue;
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}');
    (paths[path] ??= {})[route.method] = operation(route, route.api);
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Changeover',
      version: '1',
      description: 'Moves a community from one platform to another without losing people.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: server }],
    paths,
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer', description: 'A token of a person.' } },
      schemas: { Problem: problemSchema },
    },
  };
}

function operation(route: Route, api: ApiOptions): Json {
  const status = String(api.status ?? 200);
  return {
    summary: api.summary,
    operationId: route.handler.replace(/Controller\./, '.'),
    tags: [route.path.split('/')[3] ?? 'api'],
    description: api.open ?? `For: ${route.secured}.`,
    security: api.open ? [] : [{ token: [] }],
    parameters: [...parameters('path', api.params), ...parameters('query', api.query)],
    ...(api.body && { requestBody: { required: true, content: content(api.body, 'input') } }),
    responses: {
      [status]: {
        description: api.summary,
        ...(status !== '204' && { content: content(api.answer, 'output') }),
      },
      default: {
        description: 'Refused, with all reasons at once.',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
}

function parameters(where: 'path' | 'query', schema: z.ZodObject | undefined): Json[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = jsonSchema(schema, 'input') as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, described]) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    schema: described,
  }));
}

const content = (what: z.ZodType | Media, io: 'input' | 'output'): Json =>
  typeof what === 'string'
    ? { [what]: { schema: { type: 'string' } } }
    : { 'application/json': { schema: jsonSchema(what, io) } };

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io, target: 'draft-2020-12' });
  return json;
}

const problemSchema = {
  type: 'object',
  required: ['type', 'title', 'status'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    reasons: {
      type: 'array',
      items: {
        type: 'object',
        required: ['message'],
        properties: { message: { type: 'string' }, field: { type: 'string' } },
      },
    },
    id: { type: 'string' },
  },
};
