import { jest } from '@jest/globals';
import { DiscoveryService, HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { randomUUID } from 'node:crypto';
import { Accounts } from '../src/access/accounts.js';
import { scopes, type Scope } from '../src/access/scope.rules.js';
import { SESSION_COOKIE } from '../src/access/session-cookie.js';
import { SignIn } from '../src/access/sign-in.js';
import { routesOf } from '../src/kernel/http/routes.js';
import {
  lostReferences,
  openApiShape,
  wrongIn,
  type OpenApi,
  type Operation,
} from './support/openapi-shape.js';
import { startTestApp, type TestApp } from './support/test-app.js';

jest.setTimeout(60_000); // It asks each operation, also while others keep the machine busy.

/** Paths of the objects in a schema that would take any field beside their own. */
function openObjects(schema: unknown, path = ''): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const { type, additionalProperties } = schema as { type?: unknown; additionalProperties?: unknown };
  const own = type === 'object' && additionalProperties === undefined ? [path || '(whole)'] : [];
  return [...own, ...Object.entries(schema).flatMap(([key, inner]) => openObjects(inner, `${path}.${key}`))];
}

let running: TestApp;
let document: Record<string, unknown>;
let operations: [string, Operation][];

beforeAll(async () => {
  // It would not even start with a route under /api that says too little.
  running = await startTestApp();
  const answer = await fetch(`${running.url}/api/openapi.json`);
  document = (await answer.json()) as typeof document;
  operations = Object.entries((document as unknown as OpenApi).paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): [string, Operation] => [
      `${method.toUpperCase()} ${path}`,
      operation,
    ]),
  );
});
afterAll(() => running.close());

/** Asks for an operation of nothing in particular. */
async function call(name: string, headers: Record<string, string> = {}): Promise<Response> {
  const [method = '', path = ''] = name.split(' ');
  const url = running.url + path.replaceAll(/\{\w+\}/g, '00000000-0000-4000-8000-000000000000');
  const json = { 'content-type': 'application/json' };
  return fetch(url, {
    method,
    headers: { ...headers, ...(method !== 'GET' && json) },
    ...(method !== 'GET' && { body: '{}' }),
  });
}

/** An admin, signed in, with a token of each scope. */
async function somebody(): Promise<{ cookie: string; tokens: Map<Scope, string> }> {
  const { app, dataSource, clock } = running;
  const communityId = randomUUID();
  await dataSource.query(
    `insert into community (id, name, time_zone, responsible_name, responsible_contact_sealed, created_at)
     values ($1, 'The gardeners', 'Europe/Berlin', 'Ada', '', '2026-01-01Z')`,
    [communityId],
  );
  const accounts = app.get(Accounts);
  const until = clock.now().add({ hours: 24 });
  const tokens = new Map<Scope, string>();
  const id = await dataSource.transaction(async (tx) => {
    const account = await accounts.create(tx, { communityId, name: 'Ada', role: 'admin' });
    for (const scope of scopes)
      tokens.set(scope, await accounts.issueToken(tx, account.id, 'test', until, scope));
    return account.id;
  });
  return { cookie: `${SESSION_COOKIE}=${await app.get(SignIn).enterAs(id)}`, tokens };
}

describe('the published API', () => {
  it('is OpenAPI 3.1, with words for people on every operation, parameter and answer', () => {
    expect(openApiShape.safeParse(document).error?.issues ?? []).toEqual([]);
    expect(lostReferences(document)).toEqual([]);
  });

  it('names every route that the program has under /api, and the server answers each', () => {
    const server = running.app.get(HttpAdapterHost).httpAdapter.getInstance<FastifyInstance>();
    const routes = routesOf(running.app.get(DiscoveryService)).filter(({ path }) => path.startsWith('/api'));
    const named = routes.map(
      ({ method, path }) => `${method.toUpperCase()} ${path.replaceAll(/:(\w+)/g, '{$1}')}`,
    );
    expect(operations.map(([name]) => name).toSorted()).toEqual(named.toSorted());
    for (const { method, path } of routes)
      expect([path, server.hasRoute({ url: path, method: method.toUpperCase() as 'GET' })]).toEqual([
        path,
        true,
      ]);
  });

  it('says of everything that comes and goes what it is: nothing takes or gives just anything', () => {
    const vague = operations.flatMap(([name, { parameters, requestBody, responses }]) => [
      ...parameters.flatMap((one) => wrongIn(one.schema, `${name} ${one.name}`)),
      ...[requestBody, ...Object.values(responses)].flatMap((one) =>
        Object.entries(one?.content ?? {}).flatMap(([type, { schema }]) =>
          wrongIn(schema, `${name} ${type}`),
        ),
      ),
    ]);
    expect(vague.toSorted()).toEqual([
      // What is held about somebody is every kind of thing there is; this document describes itself.
      'GET /api/openapi.json application/json[additionalProperties] takes anything',
      'GET /api/v1/members/{memberId}/data application/json[items].rows[items][additionalProperties] takes anything',
    ]);
  });

  it('names in each path what the path has, and each once', () => {
    for (const [name, { parameters }] of operations) {
      const inPath = [...name.matchAll(/\{(\w+)\}/g)].map(([, part]) => part!);
      const described = parameters.filter((one) => one.in === 'path').map((one) => one.name);
      expect([name, ...described.toSorted()]).toEqual([name, ...inPath.toSorted()]);
      expect(new Set(parameters.map((one) => one.name)).size).toBe(parameters.length);
    }
  });

  it('says of each act what comes back, and how it is refused', () => {
    for (const [name, { responses, security, requestBody, parameters }] of operations) {
      const answers = Object.keys(responses);
      expect([name, answers.filter((status) => status.startsWith('2')).length]).toEqual([name, 1]);
      const due = [
        ...(security.length > 0 ? ['401', '403'] : []),
        ...(parameters.some((one) => one.in === 'path') ? ['404'] : []),
        ...(requestBody ? ['400', '413', '415'] : []),
        'default',
      ];
      expect([name, answers]).toEqual([name, expect.arrayContaining(due)]);
      for (const status of answers.filter((one) => !one.startsWith('2')))
        expect(Object.keys(responses[status]!.content ?? {})).toEqual(['application/problem+json']);
    }
  });

  it('takes no field that it does not know, so that nothing sent is dropped unseen', () => {
    const open = operations.flatMap(([name, { requestBody }]) =>
      openObjects(requestBody?.content['application/json']?.schema).map((where) => `${name} ${where}`),
    );
    expect(open).toEqual([]);
  });

  it('gives each act a name of its own', () => {
    const names = operations.map(([, { operationId }]) => operationId);
    expect(new Set(names).size).toBe(names.length);
  });

  it('lets nobody in without a token but where it says so', async () => {
    const { cookie } = await somebody();
    for (const [name] of operations.filter(([, { security }]) => security.length > 0))
      expect([name, (await call(name, { cookie })).status]).toEqual([name, 401]);
  });

  it('asks of a token no less than it says, and for reading no more', async () => {
    const { tokens } = await somebody();
    const asked = async (name: string, scope: Scope): Promise<string> => {
      const { status } = await call(name, { authorization: `Bearer ${tokens.get(scope)}` });
      return status === 403 ? 'refused' : 'let in';
    };
    const wrong: string[] = [];
    for (const [name, { security }] of operations)
      for (const least of security.flatMap(({ token }) => token)) {
        const less = scopes[scopes.indexOf(least) - 1];
        if (less && (await asked(name, less)) !== 'refused') wrong.push(`${name} lets in ${less}`);
        if (least !== 'act' && (await asked(name, least)) !== 'let in')
          wrong.push(`${name} refuses ${least}`);
      }
    expect(wrong).toEqual([]);
  });
});
