import { Body, Controller, Get, Module, Post } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { startTestApp, type TestApp } from '../../test/support/test-app.js';
import { Api } from '../kernel/http/api.js';
import { Page, type PageAnswer } from '../kernel/http/page.js';
import { ActForm, Button } from '../kernel/ui/forms.js';
import { AccessModule } from './access.module.js';
import { Accounts } from './accounts.js';
import { Audit } from './audit.js';
import { By, type Actor } from './actor.js';
import { SignIn } from './sign-in.js';
import { Who } from './who.js';
import type { Role } from './access.rules.js';

@Controller()
class DoorController {
  @Get('api/v1/door')
  @Who('lead')
  @Api({ summary: 'Ask who I am', answer: z.object({ name: z.string(), role: z.string() }) })
  who(@By() actor: Actor): Actor {
    return actor;
  }

  @Get('door')
  @Who('viewer')
  @Page()
  page(): PageAnswer {
    return (
      <ActForm action="/door">
        <Button>Open</Button>
      </ActForm>
    );
  }

  @Post('door')
  @Who('viewer')
  open(@By() { name }: Actor, @Body() _form: unknown): string {
    return `opened by ${name}`;
  }
}

@Module({ controllers: [DoorController] })
class DoorModule {}

let running: TestApp;
let communityId: string;

beforeAll(async () => {
  running = await startTestApp({ modules: [AccessModule, DoorModule] });
});
beforeEach(async () => {
  communityId = randomUUID();
  await running.dataSource.query(
    `insert into community (id, name, time_zone, responsible_name, responsible_contact_sealed, created_at)
     values ($1, 'Gardeners', 'Europe/Berlin', 'Ada', '', '2026-01-01Z')`,
    [communityId],
  );
});
afterAll(() => running.close());

async function person(role: Role, name = 'Ada'): Promise<{ id: string; token: string }> {
  const accounts = running.get(Accounts);
  const tx = running.dataSource.manager;
  const { id } = await accounts.create(tx, { communityId, name, role, email: `${name}@Example.org` });
  const expiresAt = running.clock.now().add({ hours: 24 });
  return { id, token: await accounts.issueToken(tx, id, 'test', expiresAt) };
}

const call = (path: string, token: string, init: RequestInit = {}) =>
  fetch(running.url + path, {
    ...init,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
  });

const enter = async (accountId: string): Promise<string> => {
  const link = await running.get(SignIn).link(running.dataSource.manager, accountId);
  const answer = await fetch(`${running.url}/enter/${link}`, { method: 'POST', redirect: 'manual' });
  expect(answer.status).toBe(303);
  const cookie = answer.headers.get('set-cookie') ?? '';
  expect(cookie).toMatch(/HttpOnly/);
  expect(cookie).toMatch(/SameSite=Lax/);
  return cookie.split(';')[0]!;
};
const door = (cookie: string, form?: Record<string, string>) =>
  fetch(`${running.url}/door`, {
    headers: { cookie },
    ...(form && { method: 'POST', body: new URLSearchParams(form) }),
  });

const note = (what: string, reason?: string) =>
  running.dataSource.transaction((tx) =>
    running
      .get(Audit)
      .note(tx, { communityId, actor: 'changeover', what, subject: 'x', reason, at: running.clock.now() }),
  );

describe('a token', () => {
  it('says who acts, and opens only what their role may', async () => {
    const lead = await call('/api/v1/door', (await person('lead')).token);
    expect(await lead.json()).toEqual({ name: 'Ada', role: 'lead' });
    expect((await call('/api/v1/door', (await person('admin')).token)).status).toBe(200);
    expect((await call('/api/v1/door', (await person('viewer')).token)).status).toBe(403);
  });

  it('stands in the database as a hash, beside the day it was last used', async () => {
    const { id, token } = await person('lead');
    await call('/api/v1/door', token);
    const rows = await running.dataSource.query('select * from api_token where account_id = $1', [id]);
    expect(JSON.stringify(rows)).not.toContain(token);
    expect(rows).toMatchObject([{ last_used_on: running.clock.now().toString().slice(0, 10) }]);
  });

  it('is refused when there is none, when it is wrong, and after its day', async () => {
    const { token } = await person('lead');
    expect((await fetch(`${running.url}/api/v1/door`)).status).toBe(401);
    expect((await call('/api/v1/door', `${token}x`)).status).toBe(401);
    running.clock.advance({ hours: 25 });
    expect((await call('/api/v1/door', token)).status).toBe(401);
  });
});

describe('signing in on a page', () => {
  it('works once by a link; looking at the link does not use it up', async () => {
    const { id } = await person('lead');
    const link = await running.get(SignIn).link(running.dataSource.manager, id);
    const url = `${running.url}/enter/${link}`;
    for (const _ of [1, 2, 3]) expect((await fetch(url)).status).toBe(200);
    expect((await fetch(url, { method: 'POST', redirect: 'manual' })).status).toBe(303);
    expect((await fetch(url, { method: 'POST', redirect: 'manual' })).status).toBe(410);
    expect((await fetch(url)).status).toBe(410);
  });

  it('ends with the link after 30 minutes, and with the session after 14 days', async () => {
    const { id } = await person('viewer');
    const link = await running.get(SignIn).link(running.dataSource.manager, id);
    const cookie = await enter(id);
    running.clock.advance({ minutes: 31 });
    expect((await fetch(`${running.url}/enter/${link}`, { method: 'POST' })).status).toBe(410);
    expect((await door(cookie)).status).toBe(200);
    running.clock.advance({ days: 14 });
    expect((await door(cookie)).status).toBe(401);
  });

  it('lets a form act only with the token of its own sign-in', async () => {
    const cookie = await enter((await person('viewer', 'Bo')).id);
    const other = await enter((await person('viewer', 'Cleo')).id);
    const token = /name="_form" value="([^"]+)"/.exec(await (await door(cookie)).text())?.[1] ?? '';
    expect((await door(cookie, {})).status).toBe(403);
    expect((await door(other, { _form: token })).status).toBe(403);
    expect(await (await door(cookie, { _form: token })).text()).toBe('opened by Bo');
  });

  it('is over when the person leaves', async () => {
    const cookie = await enter((await person('viewer')).id);
    const page = await (await fetch(`${running.url}/leave`, { headers: { cookie } })).text();
    const token = /name="_form" value="([^"]+)"/.exec(page)?.[1] ?? '';
    const body = new URLSearchParams({ _form: token });
    const left = await fetch(`${running.url}/leave`, { method: 'POST', headers: { cookie }, body });
    expect(await left.text()).toContain('You have left');
    expect((await door(cookie)).status).toBe(401);
  });

  it('can be begun with a token, by a link for oneself', async () => {
    const made = await call('/api/v1/sign-in-links', (await person('lead')).token, {
      method: 'POST',
      body: '{}',
    });
    const { url } = (await made.json()) as { url: string };
    const entered = await fetch(url, { method: 'POST', redirect: 'manual' });
    expect([made.status, entered.status]).toEqual([201, 303]);
  });

  it('does not open the API by cookie, nor pages by token', async () => {
    const { id, token } = await person('lead');
    const cookie = await enter(id);
    expect((await fetch(`${running.url}/api/v1/door`, { headers: { cookie } })).status).toBe(401);
    expect((await call('/door', token)).status).toBe(401);
  });
});

describe('people', () => {
  it('are added with a token of their own, listed, and removed at once', async () => {
    const { id: adminId, token: admin } = await person('admin');
    const body = JSON.stringify({ name: 'Bo', role: 'lead', email: 'bo@example.org' });
    const added = await call('/api/v1/people', admin, { method: 'POST', body });
    expect(added.status).toBe(201);
    const bo = (await added.json()) as { id: string; token: string };
    const listed = (await (await call('/api/v1/people', bo.token)).json()) as { people: { id: string }[] };
    expect(listed.people.map(({ id }) => id)).toEqual([adminId, bo.id]);
    expect(JSON.stringify(listed)).not.toContain('example.org');

    expect((await call(`/api/v1/people/${bo.id}`, admin, { method: 'DELETE', body: '{}' })).status).toBe(204);
    expect((await call('/api/v1/people', bo.token)).status).toBe(401);
  });

  it('are the business of their own community only', async () => {
    const { id } = await person('viewer');
    const before = communityId;
    communityId = randomUUID();
    await running.dataSource.query(
      `insert into community select $1, name, language, time_zone, responsible_name, responsible_contact_sealed, care, created_at
         from community where id = $2`,
      [communityId, before],
    );
    const stranger = await person('admin', 'Mallory');
    expect(
      (await call(`/api/v1/people/${id}`, stranger.token, { method: 'DELETE', body: '{}' })).status,
    ).toBe(404);
  });

  it('always leave somebody who leads', async () => {
    const { id, token } = await person('admin');
    const answer = await call(`/api/v1/people/${id}`, token, { method: 'DELETE', body: '{}' });
    expect(answer.status).toBe(409);
    expect(await answer.text()).toContain('Add another lead first');
  });

  it('cannot be given more rights than who adds them has', async () => {
    const { token } = await person('lead');
    const body = JSON.stringify({ name: 'Eve', role: 'admin' });
    expect((await call('/api/v1/people', token, { method: 'POST', body })).status).toBe(403);
  });
});

describe('the record', () => {
  it('keeps one unbroken chain, even when many write at once, and shows reasons as given', async () => {
    const { token } = await person('lead');
    await Promise.all(Array.from({ length: 8 }, (_, index) => note(`thing.${index}`, `because ${index}`)));
    const read = await (await call('/api/v1/audit?after=2&limit=3', token)).json();
    expect(read).toMatchObject({ holds: true, entries: [{ number: 3 }, { number: 4 }, { number: 5 }] });
    expect(JSON.stringify(read)).toMatch(/because \d/);
    const sealed = await running.dataSource.query(
      'select sealed::text from audit_reason where community_id = $1',
      [communityId],
    );
    expect(JSON.stringify(sealed)).not.toContain('because');
  });

  it('cannot be changed or shortened in the database', async () => {
    await note('phase.closed');
    const change = 'update audit_entry set what = $2 where community_id = $1';
    await expect(running.dataSource.query(change, [communityId, 'x'])).rejects.toThrow('append-only');
    const remove = 'delete from audit_entry where community_id = $1';
    await expect(running.dataSource.query(remove, [communityId])).rejects.toThrow('append-only');
    await expect(running.dataSource.query('truncate audit_entry')).rejects.toThrow('append-only');
  });

  it('shows where somebody got around that', async () => {
    for (const what of ['a.done', 'b.done', 'c.done']) await note(what);
    const number = await running.dataSource.transaction(async (tx) => {
      await tx.query("set local session_replication_role = 'replica'");
      await tx.query(
        "update audit_entry set actor = 'somebody else' where community_id = $1 and number = 2",
        [communityId],
      );
      return running.get(Audit).brokenAt(tx, communityId);
    });
    expect(number).toBe(2);
  });
});
