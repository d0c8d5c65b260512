import { DiscoveryService } from '@nestjs/core';
import { jest } from '@jest/globals';
import { routesOf } from '../src/kernel/http/routes.js';
import { asTag } from '../src/kernel/http/seen.js';
import { byLink, looks } from './support/access-doors.js';
import { seenOn } from './support/forms-on.js';
import { AccessWorld, type Visitor } from './support/access-world.js';
import { wholeActs } from './support/whole-acts.js';

jest.setTimeout(300_000); // A whole community, on whatever machine this is.

/** Forms that show something stored, in which nobody's words can be lost. A new one needs a reason as good. */
const withoutMark: Record<string, string> = {
  // Nothing is stored by it: what the file would do is shown, and confirmed, on the page that follows.
  '/roster/files/:id/columns': 'how one file is read, before anything of it is kept',
  // These make something new; what stands in them is where to begin.
  '/begin/move': 'a new move',
  '/rollouts/:id/help-hours': 'a new help hour',
  // Nobody else writes there, and of what one person answers the last word counts.
  '/m/:token/survey/:id/:screen': 'own answers',
};

describe('a form that shows what is stored', () => {
  let world: AccessWorld;
  beforeAll(async () => {
    world = await AccessWorld.found();
    // Somebody is chosen for a circle that nobody has confirmed.
    const { town, rosa, base } = world.street;
    const [one] = await town.rows<{ id: string }>('select id from participation where not advocate limit 1');
    await rosa.put(`${base}/pilot/circle`, { members: [{ participationId: one!.id }] });
  });
  afterAll(() => world?.close());

  it('carries what it showed, on every page of those who work here', async () => {
    const routes = routesOf(world.street.town.app.get(DiscoveryService));
    const pages = routes.filter(
      ({ method, path, secured }) => method === 'get' && secured !== undefined && !path.startsWith('/api'),
    );
    const admin = world.visitors.find(({ who }) => who === 'admin')!;
    const { bare, marked } = await formsOf(
      pages.map(({ path }) => path),
      admin,
    );
    expect([...bare].filter((action) => !(action in withoutMark)).toSorted()).toEqual([]);
    expect([...marked]).toEqual(
      expect.arrayContaining([
        ...['/care', '/places/:id', '/team/:id/role', '/rollouts/:id/guides/:id', '/rollouts/:id/plan'],
        ...['/rollouts/:id/helpers/:id/places', '/rollouts/:id/help-hours/:id/move', '/rollouts/:id/circle'],
        '/rollouts/:id/posts/:id/hand-over',
      ]),
    );
  });

  it('carries it on the pages of members too, of who helps others and of who does not', async () => {
    const [stranger] = world.visitors as [Visitor];
    const pages = byLink.filter(
      (door) => looks(door) && door.path.startsWith('/m/') && !door.path.endsWith('.ics'),
    );
    const paths = pages.map(({ path }) => path);
    const helper = (await world.street.town.ownPage('Anna Berg')).split('/').at(-1)!;
    const found = [await formsOf(paths, stranger, world.memberLink), await formsOf(paths, stranger, helper)];
    const bare = new Set(found.flatMap((one) => [...one.bare]));
    expect([...bare].filter((action) => !(action in withoutMark)).toSorted()).toEqual([]);
    expect(found.map(({ marked }) => [...marked].toSorted())).toEqual([
      ['/m/:token/reach'],
      ['/m/:token/reach'],
    ]);
  });

  it('tells a member in their language what a lead changed while their page was open, and keeps what they chose', async () => {
    const [stranger] = world.visitors as [Visitor];
    const admin = world.visitors.find(({ who }) => who === 'admin')!;
    const [member] = await world.street.town.rows<{ id: string }>(
      `select id from member where display_name = 'Gül Aksoy'`,
    );
    const path = `/m/${world.memberLink}/reach`;
    const keep = (seen: string): ReturnType<AccessWorld['ask']> =>
      world.ask('POST', path, stranger, new URLSearchParams({ seen, way: 'person', language: 'de' }));
    const open = seenOn((await world.ask('GET', path, stranger)).text);
    await world.ask('PATCH', `/api/v1/members/${member!.id}`, admin, { way: 'here', language: 'de' });
    const late = await keep(open);
    expect(late.status).toBe(422);
    expect(late.text).toContain('Es war „Ein Mensch sagt es mir“ und ist „Ich sehe hier nach“.');
    expect(late.text).toContain('Behalten, was jetzt da steht');
    expect(late.text).toMatch(/value="person" checked/);
    expect((await keep(seenOn(late.text))).status).toBe(303);
  });

  it('has an equal for programs: what was read is marked, and sent back with a change', async () => {
    const admin = world.visitors.find(({ who }) => who === 'admin')!;
    const routes = routesOf(world.street.town.app.get(DiscoveryService));
    const acts = await wholeActs(world);
    const stale = asTag({
      ...{ 'Your words': 'Once', When: 'once', Nothing: 'of this' },
      ...{ 'Who is chosen': 'Nobody', 'What you want to find out': 'This' },
    });
    const before = await world.everything();
    for (const { path } of routes.filter(({ api, method }) => api?.shows && method === 'get')) {
      const { headers } = await world.ask('GET', await world.path(path, 'ours'), admin);
      expect([path, headers.get('etag')]).toEqual([path, expect.stringMatching(/^"[\w-]+"$/)]);
    }
    for (const { method, path } of routes.filter(({ api }) => api?.overwrites)) {
      const act = acts.find(({ door }) => door.path === path && door.method === method.toUpperCase())!;
      const asked = (tag: string): ReturnType<AccessWorld['ask']> =>
        world.ask(act.door.method, act.path, admin, act.body, { 'if-match': tag });
      const { status, text } = await asked(stale);
      expect([path, status, text]).toEqual([path, 412, expect.stringContaining('with the new ETag')]);
      expect([path, (await asked('"none of ours"')).status]).toEqual([path, 422]);
    }
    expect((await world.everything()).filter((table) => !before.includes(table))).toEqual([]);
  });

  it('holds for the plays, which come in one list, and for what a survey asks', async () => {
    const admin = world.visitors.find(({ who }) => who === 'admin')!;
    const book = await world.path('/api/v1/rollouts/:rolloutId/playbook', 'ours');
    const plays = async (): Promise<{ play: string; etag: string }[]> =>
      JSON.parse((await world.ask('GET', book, admin)).text) as { play: string; etag: string }[];
    const { play, etag } = (await plays()).find((one) => one.play === 'pilot.survey')!;
    const later = { off: false, movedDays: 1, hour: null, reworded: null };
    const put = (tag: string): ReturnType<AccessWorld['ask']> =>
      world.ask('PUT', `${book}/${play}`, admin, later, { 'if-match': tag });
    expect([(await put(etag)).status, (await put(etag)).status]).toEqual([200, 412]);
    const now = (await plays()).find((one) => one.play === play)!;
    expect((await put(now.etag)).status).toBe(200);
    const survey = await world.path('/api/v1/rollouts/:rolloutId/surveys/:survey', 'ours');
    const { headers } = await world.ask('GET', survey, admin);
    const tag = { 'if-match': headers.get('etag')! };
    expect((await world.ask('DELETE', `${survey}/questions`, admin, undefined, tag)).status).toBe(204);
  });

  it('lets a program change what it has seen, once', async () => {
    const admin = world.visitors.find(({ who }) => who === 'admin')!;
    const path = await world.path('/api/v1/rollouts/:rolloutId/naming', 'ours');
    const { headers } = await world.ask('GET', path, admin);
    const rename = (name: string, tag: string | null): ReturnType<AccessWorld['ask']> =>
      world.ask('PATCH', path, admin, { name }, tag === null ? {} : { 'if-match': tag });
    const renamed = await rename('To the other room', headers.get('etag'));
    expect(renamed.status).toBe(200);
    const late = await rename('To nowhere', headers.get('etag'));
    expect(late.status).toBe(412);
    expect(late.text).toContain('was changed since you read it.","now":"To the other room"');
    const told = Buffer.from(headers.get('etag')!, 'base64url').toString();
    expect(told).toContain('What the move is called');
    expect(told).not.toContain('To Matrix');
    expect((await rename('To the garden', renamed.headers.get('etag'))).status).toBe(200);
    expect((await rename('To Matrix', '*')).status).toBe(200);
    expect((await rename('To Matrix', null)).status).toBe(200);
  });

  /** Of every form on these pages that shows something: whether it is marked. */
  async function formsOf(
    paths: string[],
    as: Visitor,
    link?: string,
  ): Promise<{ bare: Set<string>; marked: Set<string> }> {
    const [bare, marked] = [new Set<string>(), new Set<string>()];
    for (const path of paths) {
      const { status, text } = await world.ask('GET', await world.path(path, 'ours', link), as);
      if (status !== 200) continue;
      for (const [, action, inside] of text.matchAll(
        /<form method="post" action="([^"#]*)[^>]*>(.*?)<\/form>/gs,
      ))
        if (showsSomething(inside!) || carries(inside!))
          (carries(inside!) ? marked : bare).add(patternOf(action!));
    }
    return { bare, marked };
  }
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
  action
    .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, ':id')
    .replace(/^\/m\/[^/]+/, '/m/:token')
    .replace(/(\/survey\/:id)\/\d$/, '$1/:screen');
