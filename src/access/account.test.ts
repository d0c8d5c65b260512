import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { carriedBy } from '../../test/support/carried-by.js';
import { Catcher } from '../../test/support/catcher.js';
import { LeadBrowser } from '../../test/support/lead-browser.js';
import { spoken } from '../../test/support/plain-words.js';
import { startTestApp, type TestApp } from '../../test/support/test-app.js';
import { communityOf, worker } from '../../test/support/workers.js';
import { NoticesModule } from '../notices/notices.module.js';
import { AccessModule } from './access.module.js';
import { AccountLetters } from './account-letters.js';
import type { Actor } from './actor.js';
import { SESSION_COOKIE } from './session-cookie.js';
import { SignIn } from './sign-in.js';

const mail = new Catcher();

const firefox = 'Mozilla/5.0 (Android 14; Mobile; rv:130.0) Gecko/130.0 Firefox/130.0';

describe('my account', () => {
  let app: TestApp;
  let hill: string;
  let ada: Actor;
  let browser: LeadBrowser;

  beforeAll(async () => {
    app = await startTestApp({
      settings: { role: 'web' },
      modules: [AccessModule, NoticesModule, carriedBy(mail)],
    });
    hill = await communityOf(app, 'Hill');
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    await app.dataSource.query('delete from account_letter');
    mail.caught = [];
    ada = await worker(app, hill, 'Ada', { email: 'ada@hill.example' });
    browser = await LeadBrowser.enter(app, ada.accountId);
  });

  const page = async (): Promise<string> => (await browser.open('/account')).html;
  const call = (token: string, path: string, method = 'GET', body?: object) =>
    fetch(`${app.url}/api/v1/account${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });

  it('says who I am, how I am written to, and what I may do', async () => {
    const words = spoken(await page());
    expect(words).toContain('You are Ada. Your role is Lead.');
    expect(words).toContain('Runs the moves.');
    expect(words).toContain('We write to you at ada@hill.example');
  });

  it('is there for whoever works here, whatever their role', async () => {
    for (const role of ['admin', 'advocate', 'viewer', 'operator'] as const) {
      const { accountId } = await worker(app, hill, 'Bo', { role });
      const opened = await (await LeadBrowser.enter(app, accountId)).open('/account');
      expect([role, opened.status]).toEqual([role, 200]);
    }
  });

  it('tells days as its community does: after midnight there it is the next one', async () => {
    const before = app.clock.now();
    try {
      app.clock.jump('2026-01-07T23:30:00Z');
      const late = await LeadBrowser.enter(app, ada.accountId);
      const words = spoken((await late.open('/account')).html);
      expect(words).toContain('Signed in on Thursday 8 January 2026, last used on Thursday 8 January 2026.');
      const { html } = await late.press('/account', '/account/tokens', {
        label: 'b',
        scope: 'act',
        days: '30',
      });
      expect(spoken(html)).toContain('It ends on Saturday 7 February 2026.');
      await late.press('/team', '/team', { name: 'Bo', email: '', role: 'lead' });
      expect(spoken((await late.open('/team')).html)).toContain(
        'The link opens until Thursday 15 January 2026.',
      );
    } finally {
      app.clock.jump(before.toString());
    }
  });

  describe('shows where I am signed in', () => {
    it('by a rough name and by days, and ends one of them or all others', async () => {
      const secrets = [];
      for (const _ of [1, 2, 3]) secrets.push(await app.get(SignIn).enterAs(ada.accountId, firefox));
      const others = secrets.map((secret) => LeadBrowser.with(app, `${SESSION_COOKIE}=${secret}`));
      expect(spoken(await page())).toContain('In 4 browsers.');
      expect((await page()).match(/Firefox on Android/g)).toHaveLength(3);
      expect((await page()).match(/\(this one\)/g)).toHaveLength(1);
      const kept = await app.dataSource.query(
        'select browser, last_used_on from session where browser is not null',
      );
      expect(JSON.stringify(kept)).not.toMatch(/130|Mozilla|127\.0/);
      const [, id] = /\/account\/sessions\/([0-9a-f-]{36})\/end/.exec(await page())!;
      expect((await browser.press('/account', `/account/sessions/${id!}/end`)).html).toContain(
        'That browser is signed out.',
      );
      const open = await Promise.all(others.map(async (one) => (await one.open('/account')).status));
      expect(open.filter((status) => status === 401)).toHaveLength(1);
      await browser.press('/account', '/account/sessions/others/end');
      for (const one of others) expect((await one.open('/account')).status).toBe(401);
      expect(spoken(await page())).toContain('In one browser.');
    });

    it('and ends nobody else’s', async () => {
      const { accountId } = await worker(app, hill, 'Bo');
      const bo = await LeadBrowser.enter(app, accountId);
      await app.get(SignIn).enterAs(accountId);
      const [, id] = /\/account\/sessions\/([0-9a-f-]{36})\/end/.exec((await bo.open('/account')).html)!;
      await app.get(SignIn).enterAs(ada.accountId);
      const form = await browser.form('/account', '/account/sessions/others/end');
      await form();
      const token = await made('act');
      expect((await call(token, `/sessions/${id!}`, 'DELETE')).status).toBe(404);
      expect(spoken((await bo.open('/account')).html)).toContain('In 2 browsers.');
    });
  });

  const made = async (scope: string, days = '30'): Promise<string> => {
    const { html } = await browser.press('/account', '/account/tokens', {
      label: `to ${scope}`,
      scope,
      days,
    });
    return /<code>(co_[\w-]+)<\/code>/.exec(html)![1]!;
  };

  describe('makes tokens', () => {
    it('that are shown once, kept as a hash, listed, and open nothing once revoked', async () => {
      const token = await made('act');
      expect(await page()).not.toContain(token);
      expect(spoken(await page())).toContain('never used');
      expect((await call(token, '')).status).toBe(200);
      expect(spoken(await page())).toContain('last used on Monday 5 January 2026');
      const [, id] = /\/account\/tokens\/([0-9a-f-]{36})\/revoke/.exec(await page())!;
      await browser.press('/account', `/account/tokens/${id!}/revoke`);
      expect((await call(token, '')).status).toBe(401);
      const record = await app.dataSource.query<{ what: string }[]>(
        'select what from audit_entry where subject = $1 order by number',
        [id],
      );
      expect(record.map(({ what }) => what)).toEqual(['token.made', 'token.revoked']);
    });

    it('that may do what was chosen, and no more', async () => {
      const [numbers, read, act] = [await made('numbers'), await made('read'), await made('act')];
      const of = async (path: string, method = 'GET', body?: object) =>
        Promise.all(
          [numbers, read, act].map(async (token) => {
            const answer = await fetch(`${app.url}/api/v1/${path}`, {
              method,
              headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
              ...(body && { body: JSON.stringify(body) }),
            });
            return answer.status;
          }),
        );
      expect(await of('people')).toEqual([200, 200, 200]);
      expect(await of('audit')).toEqual([403, 200, 200]);
      expect(await of('people', 'POST', { name: 'Cleo', role: 'viewer' })).toEqual([403, 403, 201]);
    });

    it('only with a purpose, a scope and an end, all asked at once', async () => {
      const { status, html } = await browser.press('/account', '/account/tokens', {
        label: '',
        days: '9999',
      });
      expect(status).toBe(422);
      expect(html.match(/class="reason"/g)).toHaveLength(3);
    });

    it('by program too, but none that outlasts the one that makes it', async () => {
      const token = await made('act', '90');
      const given = { label: 'backup', scope: 'read' };
      const short = await call(token, '/tokens', 'POST', { ...given, days: 30 });
      expect(short.status).toBe(201);
      const long = await call(token, '/tokens', 'POST', { ...given, days: 365 });
      expect([long.status, await long.text()]).toEqual([403, expect.stringContaining('outlasts')]);
      const { token: read } = (await short.json()) as { token: string };
      expect((await call(read, '/tokens', 'POST', { ...given, days: 1 })).status).toBe(403);
    });

    it('and for others to nobody', async () => {
      const token = await made('act');
      const { id } = (await (
        await call(token, '/tokens', 'POST', { label: 'x', scope: 'read', days: 1 })
      ).json()) as {
        id: string;
      };
      const { accountId } = await worker(app, hill, 'Bo', { role: 'admin' });
      const bo = await LeadBrowser.enter(app, accountId);
      const { html } = await bo.press('/account', '/account/tokens', {
        label: 'x',
        scope: 'act',
        days: '30',
      });
      const foreign = /<code>(co_[\w-]+)<\/code>/.exec(html)![1]!;
      expect((await call(foreign, `/tokens/${id}`, 'DELETE')).status).toBe(404);
      expect((await call(token, `/tokens/${id}`, 'DELETE')).status).toBe(204);
    });
  });

  describe('changes its address', () => {
    const ask = (email: string) => browser.press('/account', '/account/email', { email });
    const send = (): Promise<number> => app.get(AccountLetters).run();
    const lookup = (email: string): Promise<number> => {
      mail.caught = [];
      return fetch(`${app.url}/sign-in`, { method: 'POST', body: new URLSearchParams({ email }) }).then(send);
    };

    it('once the owner of the new one has pressed; the old one hears of it', async () => {
      expect((await ask('ada@new.example')).html).toContain('We have written to the new address.');
      expect(await page()).toContain('ada@new.example');
      await send();
      const link = /http\S+\/account\/address\/\S+/.exec(mail.caught[0]!.text)![0];
      const url = link.replace(app.config.baseUrl, app.url);
      expect(mail.caught[0]).toMatchObject({ to: 'ada@new.example', subject: 'Is this your new address?' });
      expect(await (await fetch(url)).text()).toContain('ada@new.example');
      expect(await page()).toContain('We write to you at ada@hill.example');
      mail.caught = [];
      expect((await fetch(url, { method: 'POST' })).status).toBe(200);
      await send();
      expect(mail.caught).toMatchObject([{ to: 'ada@hill.example', subject: 'Your address was changed' }]);
      expect(await page()).toContain('We write to you at ada@new.example');
      expect((await fetch(url, { method: 'POST' })).status).toBe(410);
      expect(await lookup('ada@new.example')).toBe(1);
      await app.dataSource.query('delete from account where id <> $1', [ada.accountId]);
      expect(await lookup('ada@hill.example')).toBe(0);
      expect(await app.dataSource.query('select * from account_letter')).toEqual([]);
    });

    it('by the newest letter only, within a week', async () => {
      await ask('first@new.example');
      await ask('second@new.example');
      await send();
      expect(mail.caught.map(({ to }) => to)).toEqual(['second@new.example']);
      const url = /http\S+\/account\/address\/\S+/
        .exec(mail.caught[0]!.text)![0]
        .replace(app.config.baseUrl, app.url);
      app.clock.advance({ days: 8 });
      expect((await fetch(url, { method: 'POST' })).status).toBe(410);
      await send();
      expect(await app.dataSource.query('select * from account_letter')).toEqual([]);
    });

    it('five times a day at most', async () => {
      for (let i = 0; i < 5; i++) expect((await ask(`ada${i}@new.example`)).status).toBe(200);
      expect((await ask('ada6@new.example')).html).toContain('Try again tomorrow.');
    });
  });
});
