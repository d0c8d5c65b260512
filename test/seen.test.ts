import { DiscoveryService } from '@nestjs/core';
import { jest } from '@jest/globals';
import { routesOf } from '../src/kernel/http/routes.js';
import { AccessWorld } from './support/access-world.js';

jest.setTimeout(300_000); // A whole community, on whatever machine this is.

/** Forms that show something stored, in which nobody's words can be lost. A new one needs a reason as good. */
const withoutMark: Record<string, string> = {
  // What is chosen takes effect at once, stands beside the form, and is put back by one press.
  '/team/:id/role': 'one choice out of a list, which stands in the row',
  '/rollouts/:id/helpers/:id/places': 'ticks, which stand there as they are now',
  '/rollouts/:id/help-hours/:id/move': 'one moment, which everybody who comes is told',
  // These make something new; what stands in them is where to begin.
  '/begin/move': 'a new move',
  '/rollouts/:id/help-hours': 'a new help hour',
};

describe('a form that shows what is stored', () => {
  let world: AccessWorld;
  beforeAll(async () => {
    world = await AccessWorld.found();
  });
  afterAll(() => world?.close());

  it('carries what it showed, on every page of those who work here', async () => {
    const routes = routesOf(world.street.town.app.get(DiscoveryService));
    const pages = routes.filter(
      ({ method, path, secured }) => method === 'get' && secured !== undefined && !path.startsWith('/api'),
    );
    const admin = world.visitors.find(({ who }) => who === 'admin')!;
    const bare = new Set<string>();
    const marked = new Set<string>();
    for (const { path } of pages) {
      const { status, text } = await world.ask('GET', await world.path(path, 'ours'), admin);
      if (status !== 200) continue;
      for (const [, action, inside] of text.matchAll(
        /<form method="post" action="([^"#]*)[^>]*>(.*?)<\/form>/gs,
      ))
        if (showsSomething(inside!)) (carries(inside!) ? marked : bare).add(patternOf(action!));
    }
    expect([...bare].filter((action) => !(action in withoutMark)).toSorted()).toEqual([]);
    expect([...marked]).toEqual(
      expect.arrayContaining(['/care', '/places/:id', '/rollouts/:id/guides/:id', '/rollouts/:id/plan']),
    );
  });
});

const carries = (form: string): boolean => /name="(seen|version)"/.test(form);

/** A value that was there before anybody typed. */
function showsSomething(form: string): boolean {
  const fields = form.matchAll(/<(input|option)\b([^>]*)>|<textarea[^>]*>([^<]*)<\/textarea>/g);
  return [...fields].some(([, tag, attributes = '', text]) => {
    if (tag === undefined) return text!.trim() !== '';
    if (/type="(hidden|radio|checkbox)"/.test(attributes) || tag === 'option')
      return /\s(checked|selected)\b/.test(attributes);
    return /value="[^"]/.test(attributes);
  });
}

const patternOf = (action: string): string =>
  action.replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, ':id');
