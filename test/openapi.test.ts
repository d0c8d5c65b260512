import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { startTestApp, type TestApp } from './support/test-app.js';

interface Operation {
  summary: string;
  operationId: string;
  security: object[];
  responses: Record<string, { content?: Record<string, { schema: object }> }>;
  requestBody?: { content: Record<string, { schema: object }> };
}

/** Paths of the objects in a schema that would take any field beside their own. */
function openObjects(schema: unknown, path = ''): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const { type, additionalProperties } = schema as { type?: unknown; additionalProperties?: unknown };
  const own = type === 'object' && additionalProperties === undefined ? [path || '(whole)'] : [];
  return [...own, ...Object.entries(schema).flatMap(([key, inner]) => openObjects(inner, `${path}.${key}`))];
}

let running: TestApp;
let paths: Record<string, Record<string, Operation>>;

beforeAll(async () => {
  // It would not even start with a route under /api that says too little.
  running = await startTestApp();
  const answer = await fetch(`${running.url}/api/openapi.json`);
  ({ paths } = (await answer.json()) as { paths: typeof paths });
});
afterAll(() => running.close());

const operations = (): [string, Operation][] =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): [string, Operation] => [
      `${method.toUpperCase()} ${path}`,
      operation,
    ]),
  );

describe('the published API', () => {
  it('names only routes that the server really answers', () => {
    const server = running.app.get(HttpAdapterHost).httpAdapter.getInstance<FastifyInstance>();
    for (const [path, methods] of Object.entries(paths))
      for (const method of Object.keys(methods))
        expect([
          path,
          server.hasRoute({
            url: path.replaceAll(/\{(\w+)\}/g, ':$1'),
            method: method.toUpperCase() as 'GET',
          }),
        ]).toEqual([path, true]);
  });

  it('says of each act what it does, what comes back, and how it is refused', () => {
    for (const [name, { summary, responses }] of operations()) {
      expect([name, summary]).toEqual([name, expect.stringMatching(/^[A-Z].{5,}[^.]$/)]);
      expect([name, Object.keys(responses)]).toEqual([
        name,
        [expect.stringMatching(/^20[0124]$/), 'default'],
      ]);
    }
  });

  it('takes no field that it does not know, so that nothing sent is dropped unseen', () => {
    const open = operations().flatMap(([name, { requestBody }]) =>
      openObjects(requestBody?.content['application/json']?.schema).map((where) => `${name} ${where}`),
    );
    expect(open).toEqual([]);
  });

  it('gives each act a name of its own', () => {
    const names = operations().map(([, { operationId }]) => operationId);
    expect(new Set(names).size).toBe(names.length);
  });

  it('lets nobody in without a token but where it says so', async () => {
    for (const [name, { security }] of operations()) {
      if (security.length === 0) continue;
      const [method = '', path = ''] = name.split(' ');
      const url = running.url + path.replaceAll(/\{\w+\}/g, '00000000-0000-4000-8000-000000000000');
      const body = ['GET', 'DELETE'].includes(method) ? undefined : '{}';
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch(url, { method, ...(body && { body, headers }) });
      expect([name, answer.status]).toEqual([name, 401]);
    }
  });
});
