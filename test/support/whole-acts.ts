import { DiscoveryService } from '@nestjs/core';
import { routesOf, type Route } from '../../src/kernel/http/routes.js';
import { guarded, looks, type Door } from './access-doors.js';
import type { AccessWorld } from './access-world.js';
import { drawnActs } from './drawn-acts.js';
import { equals } from './page-acts.js';
import { wholeBody } from './whole-bodies.js';

/** An act of somebody who works here, on something of Garden Street's, with all that it takes. */
export interface WholeAct {
  door: Door;
  path: string;
  /** A form, a file, or what goes as JSON. */
  body: unknown;
  /** Its form stands on a page as things are; of an operation, its body fits the published schema. */
  fits: boolean;
}

/** Every act there is: operations with a body made after their schema, pages with the form as it is drawn. */
export async function wholeActs(world: AccessWorld): Promise<WholeAct[]> {
  const routes = routesOf(world.street.town.app.get(DiscoveryService));
  const operations = new Map(
    routes.map((route) => [
      `${route.method.toUpperCase()} ${route.path.replaceAll(/:(\w+)/g, '{$1}')}`,
      route,
    ]),
  );
  const drawn = await drawnEverywhere(world);
  const acts = guarded.filter((door) => !looks(door));
  return Promise.all(
    acts.map(async (door): Promise<WholeAct> => {
      const path = await world.path(door.path, 'ours');
      if (door.path.startsWith('/api')) {
        const route = operations.get(`${door.method} ${door.path.replaceAll(/:(\w+)/g, '{$1}')}`)!;
        return { door, path, body: await bodyOf(world, route), fits: true };
      }
      const form = drawn.get(door.path);
      if (form) return { door, ...form, fits: true };
      const [equal] = equals.get(door.path) ?? [];
      const body = equal === undefined ? {} : await bodyOf(world, operations.get(equal)!);
      return { door, path, body: asForm(body), fits: false };
    }),
  );
}

const bodyOf = (world: AccessWorld, route: Route): Promise<unknown> =>
  wholeBody(route, (sql) => world.street.town.rows(`${sql} limit 1`));

function asForm(body: unknown): URLSearchParams {
  const fields = typeof body === 'object' && body !== null ? Object.entries(body) : [];
  return new URLSearchParams(
    fields.map(([name, value]): [string, string] => [
      name,
      typeof value === 'object' ? JSON.stringify(value) : String(value),
    ]),
  );
}

/** By the pattern of the act: where its form leads, and the fields in it. */
async function drawnEverywhere(
  world: AccessWorld,
): Promise<Map<string, { path: string; body: URLSearchParams }>> {
  const admin = world.visitors.find(({ who }) => who === 'admin')!;
  const found = new Map<string, { path: string; body: URLSearchParams }>();
  const acts = guarded.filter((door) => !looks(door) && !door.path.startsWith('/api'));
  for (const page of guarded.filter(
    (door) => looks(door) && !/^\/api|\/rehearsal|\.(pdf|csv)$|\/live$/.test(door.path),
  )) {
    const at = await world.path(page.path, 'ours');
    const { status, text } = await world.ask('GET', at, admin);
    if (status !== 200) continue;
    for (const { path, fields } of drawnActs(text)) {
      const to = (path || at).split('?')[0]!;
      // What is written out stands before a pattern that it fits too.
      const act = acts.find((door) => door.path === to) ?? acts.find((door) => patternOf(door).test(to));
      if (act && !found.has(act.path)) found.set(act.path, { path: path || at, body: fields });
    }
  }
  return found;
}

const patternOf = ({ path }: Door): RegExp => new RegExp(`^${path.replaceAll(/:\w+/g, '[^/]+')}$`);
