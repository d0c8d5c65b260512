import { jest } from '@jest/globals';
import { DiscoveryService } from '@nestjs/core';
import type { FastifyReply } from 'fastify';
import { rememberSession } from '../src/access/session-cookie.js';
import { routesOf } from '../src/kernel/http/routes.js';
import { byLink, doors, guarded, lets, looks, named, type Door } from './support/access-doors.js';
import { AccessWorld, type Answer, type Visitor } from './support/access-world.js';
import { notALeads, notDrawn, notHere, notNow } from './support/access-not-now.js';
import { testConfig } from './support/test-app.js';
import { wholeActs, type WholeAct } from './support/whole-acts.js';

jest.setTimeout(300_000); // Some thousand requests: half a minute on a quiet machine.

let world: AccessWorld;
let names: string[];
let whole: WholeAct[];
beforeAll(async () => {
  world = await AccessWorld.found();
  const members = await world.street.town.rows<{ name: string }>('select display_name as name from member');
  names = members.flatMap(({ name }) => name.split(' ')).filter((part) => part.length > 3);
  whole = await wholeActs(world);
});
afterAll(() => world?.close());

/** What an answer must never be, whoever asks. */
function wrongWith({ status, headers }: Answer): string[] {
  const wanted: [string, RegExp][] = [
    ['content-security-policy', /default-src 'none'/],
    ['x-content-type-options', /^nosniff$/],
    ['referrer-policy', /^no-referrer$/],
    ['x-frame-options', /./],
    ['x-robots-tag', /^noindex, nofollow$/],
  ];
  const missing = wanted.filter(([name, value]) => !value.test(headers.get(name) ?? ''));
  return [...(status >= 500 ? [`answers ${status}`] : []), ...missing.map(([name]) => `lacks ${name}`)];
}

const tells = ({ text }: Answer): string[] =>
  names.filter((name) => new RegExp(`\\b${name}\\b`).test(text)).map((name) => `names ${name}`);

/** The tables that something was written into meanwhile. */
async function traceOf(act: () => Promise<void>): Promise<string[]> {
  const before = await world.everything();
  await act();
  return (await world.everything()).filter((table) => !before.includes(table));
}

/** What becomes of acts whose form is drawn, each done and taken back. */
async function outcomes(
  who: Visitor['who'],
  acts: readonly WholeAct[],
): Promise<Record<'refused' | 'later', string[]>> {
  const visitor = world.visitors.find((one) => one.who === who)!;
  const [refused, later]: string[][] = [[], []];
  for (const { door, path, body } of acts.filter(({ fits }) => fits)) {
    const { status } = await world.tentatively(() => world.ask(door.method, path, visitor, body));
    if (status === 409) later!.push(named(door));
    else if (status >= 400) refused!.push(`${named(door)}: ${status}`);
  }
  return { refused: refused!.toSorted(), later: later!.toSorted() };
}

describe('the table of who may see it', () => {
  it('has every route of the application in it, once, and no other', () => {
    const routes = routesOf(world.street.town.app.get(DiscoveryService));
    const there = routes.map(({ method, path }) => `${method.toUpperCase()} ${path}`);
    expect(doors.map(named).toSorted()).toEqual(there.toSorted());
  });

  it('holds for whoever may not: nothing is shown, named or done', async () => {
    const wrong: string[] = [];
    const trace = await traceOf(async () => {
      for (const door of guarded) {
        const path = await world.path(door.path, 'ours');
        for (const visitor of world.visitors.filter(({ who }) => !lets[door.gate].includes(who))) {
          const answer = await world.ask(door.method, path, visitor);
          const due = visitor.who === 'stranger' ? 401 : 403;
          const found = [...wrongWith(answer), ...tells(answer)];
          if (answer.status !== due) found.push(`answers ${answer.status}, not ${due}`);
          wrong.push(...found.map((problem) => `${visitor.who}, ${named(door)}: ${problem}`));
        }
      }
    });
    expect([...wrong, ...trace]).toEqual([]);
  });

  it('holds for another community’s lead: what is ours is not found, in the words for what never was', async () => {
    const wrong: string[] = [];
    const trace = await traceOf(async () => {
      for (const door of guarded.filter(({ path }) => path.includes(':'))) {
        const asked = door.path.endsWith('/by-language') ? '?question=ease' : '';
        const { path, body } = whole.find((act) => act.door === door) ?? {
          ...{ path: (await world.path(door.path, 'ours')) + asked, body: undefined },
        };
        const none = (await world.path(door.path, 'none')) + asked;
        const answer = await world.ask(door.method, path, world.neighbour, body);
        const never = await world.ask(door.method, none, world.neighbour, body);
        const found = [...wrongWith(answer), ...tells(answer)];
        if (answer.status !== 404 || never.status !== 404)
          found.push(`answers ${answer.status}, and ${never.status} for what never was`);
        else if (sameWords(answer, path) !== sameWords(never, none)) found.push('tells that it is there');
        wrong.push(...found.map((problem) => `${named(door)}: ${problem}`));
      }
    });
    expect([...wrong, ...trace]).toEqual([]);
  });

  it('holds for whole acts: the same, sent by who may, is never refused for what was sent', async () => {
    const sent = await outcomes('admin', whole);
    expect(sent.refused).toEqual(Object.keys(notHere).toSorted());
    expect(sent.later).toEqual([...notNow.keys()].toSorted());
  });

  it('holds for whole forms of a lead, who is refused nothing but what is an admin’s', async () => {
    const forms = whole.filter(
      ({ door }) => lets[door.gate].includes('lead') && !door.path.startsWith('/api'),
    );
    const { refused, later } = await outcomes('lead', forms);
    const expected = [
      ...Object.keys(notHere).filter((one) => !one.includes(' /api')),
      ...Object.keys(notALeads),
    ];
    expect({ refused, later }).toEqual({ refused: expected.toSorted(), later: [] });
  });

  it('holds for forms that are not drawn now: each is known, and why', () => {
    const hidden = whole.filter(({ fits }) => !fits).map(({ door }) => named(door));
    expect(hidden.toSorted()).toEqual([...notDrawn.keys()].toSorted());
  });

  it('holds for a link that opens nothing: it tells nothing about anybody, and what to do', async () => {
    const wrong: string[] = [];
    const [stranger] = world.visitors as [Visitor];
    const { town } = world.street;
    const [ofLead, ofMember] = [await town.enterPath('Tom'), await town.ownPage('Gül Aksoy')];
    const trace = await traceOf(async () => {
      for (const door of byLink)
        // One that never was, and one that opens another kind of door.
        for (const link of [undefined, endOf(door.path.startsWith('/m/') ? ofLead : ofMember)]) {
          const ids = door.path.includes(':code') ? 'none' : 'ours';
          const answer = await world.ask(door.method, await world.path(door.path, ids, link), stranger);
          const found = [...wrongWith(answer), ...tells(answer)];
          // The set-up form is read before its link is used up.
          if (![404, 410, 422, 429].includes(answer.status)) found.push(`answers ${answer.status}`);
          if (
            !/\bask\b|answer that message|href="\/(sign-in|join|account)|set-up-link/i.test(answer.text) &&
            answer.status !== 422
          )
            found.push('offers no way on');
          wrong.push(...found.map((problem) => `${named(door)}: ${problem}`));
        }
    });
    expect([...wrong, ...trace]).toEqual([]);
  });

  it('holds for somebody who helps nobody: their link opens nothing of others', async () => {
    const [stranger] = world.visitors as [Visitor];
    const people = doors.filter(({ path }) => path.startsWith('/m/:token/people'));
    expect(people.length).toBeGreaterThan(3);
    const trace = await traceOf(async () => {
      for (const door of people) {
        const path = await world.path(door.path, 'ours', world.memberLink);
        const answer = await world.ask(door.method, path, stranger);
        expect([named(door), answer.status >= 400, tells(answer)]).toEqual([named(door), true, []]);
      }
    });
    expect(trace).toEqual([]);
  });

  it('holds for forms: what another site sends in a lead’s name, or with another’s form, does nothing', async () => {
    const wrong: string[] = [];
    const lead = world.visitors.find(({ who }) => who === 'lead')!;
    const acts = guarded.filter((door) => !looks(door) && !door.path.startsWith('/api'));
    expect(acts.length).toBeGreaterThan(90);
    const trace = await traceOf(async () => {
      for (const door of acts)
        for (const form of ['', world.neighbour.form]) {
          const answer = await world.ask(door.method, await world.path(door.path, 'ours'), { ...lead, form });
          const refused = answer.status === 403 && answer.text.includes('This form is from another sign-in');
          if (!refused) wrong.push(`${named(door)}: answers ${answer.status}`);
        }
    });
    expect([...wrong, ...trace]).toEqual([]);
  });

  it('holds for a member: every page and act of their own opens, and none breaks', async () => {
    const wrong: string[] = [];
    const [stranger] = world.visitors as [Visitor];
    for (const door of byLink.filter(({ path }) => path.startsWith('/m/'))) {
      const path = await world.path(door.path, looks(door) ? 'ours' : 'none', world.memberLink);
      const found = wrongWith(await world.ask(door.method, path, stranger));
      wrong.push(...found.map((problem) => `${named(door)}: ${problem}`));
    }
    const home = await world.ask('GET', `/m/${world.memberLink}`, stranger);
    expect([...wrong, home.status]).toEqual([200]);
  });

  it('holds for whoever may: each door opens, and none breaks', async () => {
    const wrong: string[] = [];
    for (const door of doors)
      for (const visitor of whoMay(door)) {
        const path = await world.path(door.path, looks(door) ? 'ours' : 'none');
        let answer = await world.ask(door.method, path, visitor);
        // An earlier act of theirs may have ended their sign-in: they come in again.
        if (answer.status === 401) answer = await world.ask(door.method, path, await world.again(visitor));
        const found = wrongWith(answer);
        if ([401, 403].includes(answer.status)) found.push(`answers ${answer.status}`);
        wrong.push(...found.map((problem) => `${visitor.who}, ${named(door)}: ${problem}`));
      }
    expect(wrong).toEqual([]);
  });

  it('is kept by a cookie that no script reads and no other site sends', async () => {
    const { town } = world.street;
    const entered = await fetch(town.url + (await town.enterPath('Tom')), {
      ...{ method: 'POST', redirect: 'manual' },
    });
    expect(entered.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^changeover=[\w-]+; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Lax$/),
    ]);
    const kept: object[] = [];
    const reply = { setCookie: (_name: string, _secret: string, how: object) => kept.push(how) };
    const config = testConfig({ baseUrl: 'https://move.example' });
    rememberSession(reply as unknown as FastifyReply, 'secret', config);
    expect(kept).toEqual([expect.objectContaining({ secure: true, httpOnly: true, sameSite: 'lax' })]);
  });

  // The last one: from here on the other community has a move too.
  it('holds for what is ours in another community’s own acts: it is not found there, and nothing points to it', async () => {
    const wrong: string[] = [];
    const theirs = await world.moveNextDoor();
    const [ours] = await world.street.town.rows<{ id: string }>('select id from rollout order by started_at');
    const before = (await world.ofOurs()).toSorted();
    for (const { door, path, body } of whole)
      await world.tentatively(async () => {
        const below = path.replace(ours!.id, theirs);
        const { status } = await world.ask(door.method, below, world.neighbour, body);
        const isOurs = uuid.test(below.replace(theirs, ''));
        if (isOurs && status < 400 && !led.has(door.path)) wrong.push(`${named(door)}: answers ${status}`);
        const after = new Set(await world.ofOurs());
        const changed = before.filter((row) => !after.delete(row));
        wrong.push(...[...changed, ...after].map((row) => `${named(door)} wrote: ${row}`));
      });
    expect(wrong).toEqual([]);
  });
});

const uuid = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/;

/** They lead to what is there now: somebody else may have taken it. */
const led = new Set(['take', 'done', 'hand-over'].map((act) => `/rollouts/:rolloutId/help/:id/${act}`));

/** What takes seconds to draw is opened by one of them. */
function whoMay({ gate, path }: Door): Visitor[] {
  const visitors = world.visitors.filter(({ who }) => lets[gate].includes(who));
  return /rehearsal|\.pdf$|\/sample$|^\/design|openapi/.test(path) ? visitors.slice(-1) : visitors;
}

const endOf = (path: string): string => path.split('/').at(-1)!;

/** Without the ids that whoever asks has sent, and without what is new on every page. */
const sameWords = ({ text }: Answer, path: string): string =>
  path
    .split('/')
    .filter((part) => part.length > 10)
    .reduce((rest, part) => rest.replaceAll(part, ''), text)
    // Each page that is drawn has its own.
    .replaceAll(/name="_once" value="[^"]*"/g, '');
