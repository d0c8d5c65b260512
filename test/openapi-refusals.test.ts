import { jest } from '@jest/globals';
import { DiscoveryService } from '@nestjs/core';
import { refusalsOf } from '../src/kernel/http/openapi-refusals.js';
import { routesOf, type Route } from '../src/kernel/http/routes.js';
import { refusalsInSource } from './support/refusals-in-source.js';
import { startTestApp, type TestApp } from './support/test-app.js';

jest.setTimeout(300_000); // The whole source is read: some seconds on a quiet machine.

/** Reached in the source, and never met by who calls the operation. */
const neverMet: Record<string, { kind: string; because: string }> = {
  'SampleController.make': { kind: 'invalid', because: 'The people of the sample are ours, and fit.' },
};

let app: TestApp;
let operations: Route[];
let reached: Map<string, string[]>;
beforeAll(async () => {
  app = await startTestApp();
  operations = routesOf(app.app.get(DiscoveryService)).filter(({ api }) => api !== undefined);
  reached = refusalsInSource();
});
afterAll(() => app?.close());

const published = (route: Route): string[] => refusalsOf(route, route.api!);
/** What a route that names nothing may not find is its own community, which is there. */
const names = ({ path, api }: Route): boolean =>
  path.includes('/:') || (api!.refuses ?? []).includes('not-found');

describe('how an operation refuses', () => {
  it('is read from the source for each of them', () => {
    const inSource = [...reached].map(([handler]) => handler);
    expect(inSource.toSorted()).toEqual([...new Set(operations.map(({ handler }) => handler))].toSorted());
    expect([...reached.values()].flat().filter((kind) => kind.startsWith('unknown:'))).toEqual([]);
  });

  it('is published, each way that its code can reach', () => {
    const unsaid = operations.flatMap((route) =>
      reached
        .get(route.handler)!
        .filter((kind) => !published(route).includes(kind))
        .filter((kind) => kind !== neverMet[route.handler]?.kind && (kind !== 'not-found' || names(route)))
        .map((kind) => `${route.handler} refuses with ${kind}: say so in its @Api`),
    );
    expect(unsaid).toEqual([]);
  });

  it('is published only where its code can reach it', () => {
    const idle = operations.flatMap((route) =>
      (route.api!.refuses ?? [])
        .filter((kind) => !reached.get(route.handler)!.includes(kind))
        .map((kind) => `${route.handler} never refuses with ${kind}: leave it out of its @Api`),
    );
    expect(idle).toEqual([]);
  });
});
