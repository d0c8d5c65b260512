import { jest } from '@jest/globals';
import { DiscoveryService } from '@nestjs/core';
import { routesOf, type Route } from '../src/kernel/http/routes.js';
import { equals, peopleOnly } from './support/page-acts.js';
import { startTestApp, type TestApp } from './support/test-app.js';

jest.setTimeout(60_000); // The whole product starts, also while others keep the machine busy.

interface Operation {
  responses: Record<string, object>;
}

let app: TestApp;
/** As they run: everything on a page that is more than a look. */
let acts: Route[];
/** `POST /api/v1/rollouts/{rolloutId}/start` → what is published of it. */
let published: Map<string, Operation>;
let programs: Map<string, Route>;
beforeAll(async () => {
  app = await startTestApp();
  const routes = routesOf(app.app.get(DiscoveryService));
  acts = routes.filter(({ method, path }) => method !== 'get' && !path.startsWith('/api/'));
  const named = ({ method, path }: Route): string =>
    `${method.toUpperCase()} ${path.replaceAll(/:(\w+)/g, '{$1}')}`;
  programs = new Map(routes.map((route) => [named(route), route]));
  const answer = await fetch(`${app.url}/api/openapi.json`);
  const { paths } = (await answer.json()) as { paths: Record<string, Record<string, Operation>> };
  published = new Map(
    Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]): [string, Operation] => [
        `${method.toUpperCase()} ${path}`,
        operation,
      ]),
    ),
  );
});
afterAll(() => app.close());

describe('what can be done on pages', () => {
  it('stands in the table, each act once, and nothing else does', () => {
    const there = acts.map(({ method, path }) => `${method} ${path}`);
    expect(there.length).toBeGreaterThan(150);
    const inTable = [...equals.keys(), ...Object.values(peopleOnly).flat()];
    expect(inTable.map((path) => `post ${path}`).toSorted()).toEqual(there.toSorted());
  });

  it('can be done by a program, with an operation that says what comes back and how it is refused', () => {
    for (const [act, operations] of equals)
      for (const operation of operations) {
        const answers = Object.keys(published.get(operation)?.responses ?? {});
        expect([act, operation, answers]).toEqual([
          act,
          operation,
          expect.arrayContaining([expect.stringMatching(/^20[0124]$/), 'default']),
        ]);
      }
  });

  it('is open to the same people either way', () => {
    const different = acts.flatMap(({ path, secured }) =>
      (equals.get(path) ?? [])
        .filter((operation) => secured !== undefined && programs.get(operation)?.secured !== secured)
        .map(
          (operation) => `${path} is for ${secured}, ${operation} for ${programs.get(operation)?.secured}`,
        ),
    );
    expect(different).toEqual([]);
  });

  it('is for people alone only where a link or a browser is the point, never where somebody leads', () => {
    const ofBrowser = [
      ...['/account/email', '/account/passkeys', '/account/passkeys/options'],
      ...['/begin/sample/back', '/leave'],
    ];
    const excused = acts.filter(({ path, secured }) => secured !== undefined && !equals.has(path));
    expect(excused.map(({ path }) => path).toSorted()).toEqual(ofBrowser);
    for (const path of peopleOnly['their own word'])
      expect(path).toMatch(/^\/(m\/:token\/|j\/:code$|join$|true(\/report)?$)/);
    for (const path of peopleOnly['a link that proves an address']) expect(path).toMatch(/\/:token$/);
  });
});
