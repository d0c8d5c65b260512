import { z } from 'zod';
import type { Route } from '../../src/kernel/http/routes.js';

type Json = Record<string, unknown>;

/** Of Garden Street: what stands in a body as `@member` is the id of one of its members. */
const rows: Record<string, string> = {
  place: 'select id from place order by name',
  'other place': 'select id from place order by name desc',
  member: 'select id from member order by display_name',
  'other member': 'select id from member order by display_name desc',
  // Somebody whom an advocate helps.
  participation: `select p.id from participation p join member m on m.id = member_id where not advocate
                   order by advocate_id is null, display_name`,
  advocate: 'select id from participation where advocate',
  lead: `select id from account where name = 'Tom'`,
  rosa: `select id from account where name = 'Rosa'`,
  plan: 'select plan as id from rollout',
};

/** By the name of a field, wherever it takes one value alone. */
const usual: Json = {
  ...{ name: 'Somebody new', email: 'new@hill.example', timeZone: 'Europe/Berlin', language: 'de' },
  ...{ startsOn: '2026-03-02', day: '2026-02-03', hour: '10:00', days: 1, people: 3 },
  ...{ placeId: '@place', memberId: '@member', participationId: '@participation', advocateId: '@advocate' },
  ...{ accountId: '@lead', owner: '@lead', standIn: '@lead', of: '@other member', after: '@member' },
};

/** What cannot be told from the shape alone. */
const special: Record<string, Json | string> = {
  'POST account/tokens': { scope: 'act' },
  'POST imports/:id/mapping': { columns: { name: 'Name', email: 'E-Mail' } },
  'POST members/:id/gone': { why: 'duplicate', of: '@other member' },
  'POST rollouts': { from: ['@place'], to: ['@other place'] },
  'POST rollouts/:rolloutId/activity/file': 'member,day\n@member,2026-02-03\n',
  'POST rollouts/:rolloutId/advocates/:id/people': { people: ['@participation'], to: null },
  'POST rollouts/:rolloutId/findings': { words: 'Nobody hears the bell' },
  'POST rollouts/:rolloutId/findings/:id/answer': {
    ...{ faqEntryId: undefined, question: 'Where is the door?', answer: 'Behind the tree.' },
  },
  'POST rollouts/:rolloutId/places/:placeId/read-only': { readOnly: true },
  'POST rollouts/:rolloutId/retrospective/decisions': { owner: 'Tom' },
  'POST rollouts/:rolloutId/roll-call': { placeId: '@other place', present: ['@member'], spoke: ['@member'] },
  'POST rollouts/:rolloutId/plan/preview': { plan: '@plan' },
  'POST rollouts/:rolloutId/waves/moves': { people: ['@participation'] },
  'POST rollouts/:rolloutId/waves/moves/preview': { people: ['@participation'] },
  'POST rollouts/:rolloutId/who/named/:kind': { from: '@rosa', to: '@lead' },
  'PUT rollouts/:rolloutId/plan': { plan: '@plan' },
  'PUT rollouts/:rolloutId/who/:task': { to: '@lead' },
};

/** What an operation takes, whole, and naming something of Garden Street's wherever it takes an id. */
export async function wholeBody(
  { api, method, path }: Route,
  ask: (sql: string) => Promise<{ id: unknown }[]>,
): Promise<unknown> {
  if (api?.body === undefined) return undefined;
  const own = special[`${method.toUpperCase()} ${path.replace('/api/v1/', '')}`];
  if (typeof api.body === 'string')
    return ours((own as string | undefined) ?? 'Name,E-Mail\nNew Person,new@hill.example\n', ask);
  const made = some(z.toJSONSchema(api.body, { io: 'input' }), '') as Json;
  return JSON.parse(await ours(JSON.stringify({ ...made, ...(own as Json | undefined) }), ask));
}

/** With what is meant by `@member` and the like. */
async function ours(text: string, ask: (sql: string) => Promise<{ id: unknown }[]>): Promise<string> {
  let filled = text;
  for (const what of new Set(Array.from(text.matchAll(/@([a-z ]+)(?=[",])/g), ([, one]) => one!))) {
    if (!(what in rows)) continue;
    const [row] = await ask(rows[what]!);
    if (!row) throw new Error(`Nothing of ours is a ${what}.`);
    filled = filled
      .replaceAll(`"@${what}"`, JSON.stringify(row.id))
      .replaceAll(`@${what},`, `${String(row.id)},`);
  }
  return filled;
}

/** Something that fits a schema: what must be there, and whatever names somebody or something. */
function some(schema: Json, name: string): unknown {
  if (schema['const'] !== undefined) return schema['const'];
  const {
    type,
    format,
    pattern = '',
    properties = {},
    required = [],
  } = schema as {
    type?: string;
    format?: string;
    pattern?: string;
    properties?: Record<string, Json>;
    required?: string[];
  };
  if (type === 'object')
    return Object.fromEntries(
      Object.entries(properties)
        .filter(([field]) => required.includes(field) || String(usual[field]).startsWith('@'))
        .map(([field, one]) => [field, some(one, field)]),
    );
  if (type === 'array') return [some(schema['items'] as Json, name)];
  if (name in usual) return usual[name];
  const either = (schema['enum'] ?? schema['anyOf'] ?? schema['oneOf']) as unknown[] | undefined;
  if (schema['enum']) return either![0];
  if (either) return some(either[0] as Json, name);
  if (format === 'date') return '2026-03-20';
  if (format === 'date-time') return '2026-02-20T17:00:00Z';
  if (type === 'integer' || type === 'number') return 1;
  if (type === 'boolean') return true;
  return pattern.startsWith('^[a-z]') ? 'some-words' : 'Some words';
}
