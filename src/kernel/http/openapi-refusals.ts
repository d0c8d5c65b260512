import { refusalKinds, type RefusalKind } from '../refusal.js';
import type { ApiOptions } from './api.js';
import { statusOf, titles } from './problem.js';
import type { Route } from './routes.js';

type Json = Record<string, unknown>;

/** Every way in which a route may refuse: what its shape tells, and what it says of itself. */
export function refusalsOf(
  { secured, path }: Pick<Route, 'secured' | 'path'>,
  api: ApiOptions,
): RefusalKind[] {
  const reads = [api.body, api.query, api.params].some((one) => one !== undefined && typeof one !== 'string');
  const told = new Set<RefusalKind>([
    ...(secured === undefined ? [] : (['unknown-actor', 'forbidden'] as const)),
    ...(reads ? (['invalid'] as const) : []),
    ...(path.includes('/:') ? (['not-found'] as const) : []),
    ...(api.refuses ?? []),
  ]);
  return refusalKinds.filter((kind) => told.has(kind));
}

/** By status; several kinds share one. `default` is what nobody foresaw. */
export function refusedAnswers(route: Route, api: ApiOptions): Json {
  const kinds = refusalsOf(route, api);
  const statuses = new Set(kinds.map((kind) => statusOf[kind]));
  const foreseen = [...statuses].map((status): [string, Json] => {
    const of = kinds.filter((kind) => statusOf[kind] === status);
    return [String(status), problem(of.map((kind) => titles[kind]).join(', or: '), status, of)];
  });
  return Object.fromEntries([
    ...foreseen,
    ...(api.body === undefined ? [] : Object.entries(unreadable)),
    ['default', problem('Something failed on our side; the id leads to it in the log of the host.', 500)],
  ]);
}

function problem(description: string, status: number, kinds?: RefusalKind[]): Json {
  const type = kinds ? { enum: kinds.map((kind) => `/problems/${kind}`) } : { const: 'about:blank' };
  const schema = {
    $ref: '#/components/schemas/Problem',
    properties: { type, ...(kinds ? { status: { const: status } } : {}) },
    ...(kinds && { required: ['reasons'] }),
  };
  return { description, content: { 'application/problem+json': { schema } } };
}

const unreadable: Record<string, Json> = {
  400: problem('What was sent could not be read', 400),
  413: problem('What was sent is too large', 413),
  415: problem('This kind of content is not read here', 415),
};

export const problemSchema = {
  type: 'object',
  description: 'Problem details as of RFC 9457, with every reason at once.',
  required: ['type', 'title', 'status'],
  properties: {
    type: { type: 'string', description: 'What kind of refusal it is: `/problems/conflict`' },
    title: { type: 'string', description: 'The same in words' },
    status: { type: 'integer', description: 'As in the answer itself' },
    detail: { type: 'string', description: 'Where there are no reasons: what to do' },
    reasons: {
      type: 'array',
      items: {
        type: 'object',
        required: ['message'],
        properties: {
          message: { type: 'string', description: 'What was wrong and what to do, as a sentence' },
          field: {
            type: 'string',
            description: 'Dotted path of the input that it is about: `plan.startsOn`',
          },
        },
      },
    },
    id: { type: 'string', description: 'Names an unexpected failure in the log of the host' },
  },
};
