import { z } from 'zod';
import type { ApiOptions, Media } from './api.js';
import { problemSchema, refusedAnswers } from './openapi-refusals.js';
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
      securitySchemes: { token: tokens },
      schemas: { Problem: problemSchema },
    },
  };
}

/**
 * Under `/api` nothing but a token counts: a browser's cookie opens pages alone, so no other site can make one act here.
 */
const tokens = {
  type: 'http',
  scheme: 'bearer',
  description:
    'A token of a person, for one purpose, until a day. `numbers` reads what a viewer sees, `read` reads all that its ' +
    'owner may read, `act` does what its owner may do. Each operation names what it needs at least. Tokens are made ' +
    'under “My account”, or by `POST /api/v1/account/tokens`. Cookies of a sign-in count on pages alone.',
};

function operation(route: Route, api: ApiOptions): Json {
  const status = String(api.status ?? 200);
  return {
    summary: api.summary,
    operationId: route.handler.replace(/Controller\./, '.'),
    tags: [route.path.split('/')[3] ?? 'api'],
    description: api.open ?? `For: ${route.secured}.`,
    security: api.open ? [] : [{ token: [route.scope] }],
    parameters: [
      ...parameters('path', api.params, route.path),
      ...parameters('query', api.query, route.path),
      ...(api.overwrites ? [ifMatch] : []),
    ],
    ...(api.body && { requestBody: { required: true, content: content(api.body, 'input') } }),
    responses: {
      [status]: {
        description: api.summary,
        ...(api.shows && { headers: { ETag: etag } }),
        ...(status !== '204' && { content: content(api.answer, 'output') }),
      },
      ...refusedAnswers(route, api),
    },
  };
}

const etag = {
  description:
    'Marks what was shown. Send it back as If-Match, and nothing is overwritten that you have not seen.',
  schema: { type: 'string' },
};
const ifMatch = {
  ...{ name: 'If-Match', in: 'header', required: false },
  description:
    'The ETag of what you read. If somebody changed it since, nothing is stored and the answer (412) says what. ' +
    'Left out, the change is made whatever stands there.',
  schema: { type: 'string' },
};

function parameters(where: 'path' | 'query', schema: z.ZodObject | undefined, path: string): Json[] {
  if (!schema) return [];
  const { properties, required } = propertiesOf(schema);
  return Object.entries(properties).map(([name, described]) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    description: described['description'] ?? whichOf(path, name),
    schema: described,
  }));
}

function propertiesOf(schema: z.ZodObject): { properties: Record<string, Json>; required: string[] } {
  const { properties = {}, required = [] } = jsonSchema(schema, 'input') as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return { properties, required };
}

/** `/help-requests/:id/take` names one of the help requests. */
function whichOf(path: string, name: string): string {
  const before = path.split(`/:${name}`)[0]!.split('/').at(-1)!;
  return `Which of the ${before.replaceAll('-', ' ')}, as they are listed there`;
}

const content = (what: z.ZodType | Media, io: 'input' | 'output'): Json =>
  typeof what === 'string'
    ? { [what]: { schema: { type: 'string' } } }
    : { 'application/json': { schema: jsonSchema(what, io) } };

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io, target: 'draft-2020-12' });
  return json;
}
