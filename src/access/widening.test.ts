import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { carriedBy } from '../../test/support/carried-by.js';
import { Catcher } from '../../test/support/catcher.js';
import { LeadBrowser } from '../../test/support/lead-browser.js';
import { spoken } from '../../test/support/plain-words.js';
import { startTestApp, type TestApp } from '../../test/support/test-app.js';
import { communityOf, worker } from '../../test/support/workers.js';
import { NoticesModule } from '../notices/notices.module.js';
import { AccessModule } from './access.module.js';
import { mayManage, roles } from './access.rules.js';
import { AccountLetters } from './account-letters.js';
import { Accounts } from './accounts.js';
import type { Actor } from './actor.js';
import type { Scope } from './scope.rules.js';
import { SESSION_COOKIE } from './session-cookie.js';

const mail = new Catcher();

describe('a token gives no more than it has', () => {
  let app: TestApp;
  let hill: string;
  let ada: Actor;
  let token: string;

  beforeAll(async () => {
    const baseUrl = 'https://move.example';
    app = await startTestApp({
      settings: { role: 'web', baseUrl },
      modules: [AccessModule, NoticesModule, carriedBy(mail)],
    });
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    mail.caught = [];
    hill = await communityOf(app, 'Hill');
    ada = await worker(app, hill, 'Ada', { email: 'ada@hill.example' });
    token = await made('act', 48);
  });

  const made = (scope: Scope, hours: number): Promise<string> =>
    app
      .get(Accounts)
      .issueToken(app.dataSource.manager, ada.accountId, 'a program', app.clock.now().add({ hours }), scope);
  const call = async (path: string, method = 'GET', body?: object, by = token) => {
    const answer = await fetch(`${app.url}/api/v1/${path}`, {
      ...{ method, ...(body && { body: JSON.stringify(body) }) },
      headers: { authorization: `Bearer ${by}`, 'content-type': 'application/json' },
    });
    const text = await answer.text();
    return { status: answer.status, text, json: () => JSON.parse(text) as Record<string, string> };
  };
  /** Signs a browser in by a link that the token made. */
  const cameIn = async (): Promise<LeadBrowser> => {
    const { url } = (await call('sign-in-links', 'POST')).json();
    const answer = await fetch(url!.replace(app.config.baseUrl, app.url), {
      ...{ method: 'POST', redirect: 'manual' },
    });
    const secret = /changeover=([^;]+)/.exec(answer.headers.get('set-cookie') ?? '')![1]!;
    return LeadBrowser.with(app, `${SESSION_COOKIE}=${secret}`);
  };

  describe('in a browser that its link signed in', () => {
    it('which stays signed in for as long as the token lasts', async () => {
      const browser = await cameIn();
      app.clock.advance({ hours: 47 });
      expect((await browser.open('/account')).status).toBe(200);
      app.clock.advance({ hours: 2 });
      expect((await browser.open('/account')).status).toBe(401);
    });

    it('and is signed out when the token is revoked', async () => {
      const browser = await cameIn();
      const owner = await LeadBrowser.enter(app, ada.accountId);
      const id = /\/account\/tokens\/([\w-]+)\/revoke/.exec((await owner.open('/account')).html)![1]!;
      await owner.press('/account', `/account/tokens/${id}/revoke`);
      expect([(await browser.open('/account')).status, (await owner.open('/account')).status]).toEqual([
        401, 200,
      ]);
    });

    it('nor does a link that it made open anything after its end', async () => {
      token = await made('act', 1);
      app.clock.advance({ minutes: 50 });
      const { url } = (await call('sign-in-links', 'POST')).json();
      app.clock.advance({ minutes: 15 });
      const late = await fetch(url!.replace(app.config.baseUrl, app.url), { method: 'POST' });
      expect(late.status).toBe(410);
    });

    it('where no longer token, no passkey and no other address can be made', async () => {
      const browser = await cameIn();
      const longer = { label: 'x', scope: 'act', days: '30' };
      expect((await browser.press('/account', '/account/tokens', longer)).html).toContain('outlasts it');
      const address = await browser.press('/account', '/account/email', { email: 'eve@elsewhere.example' });
      expect(spoken(address.html)).toContain('Sign in by mail or passkey to change your address.');
      const passkey = await browser.press('/account', '/account/passkeys', { name: 'Eve' });
      expect(passkey.status).not.toBe(200);
      expect(await app.dataSource.query('select * from account_letter')).toEqual([]);
      const page = spoken((await browser.open('/account')).html);
      expect(page).toContain('A token opened this sign-in');
    });
  });

  it('by program: no longer token, no address, no passkey, and none for others that outlasts it', async () => {
    const day = { label: 'x', scope: 'act' };
    expect((await call('account/tokens', 'POST', { ...day, days: 3 })).status).toBe(403);
    expect((await call('account/email', 'PUT', { email: 'eve@elsewhere.example' })).status).toBe(404);
    const bo = (await call('people', 'POST', { name: 'Bo', role: 'viewer' })).json();
    expect(bo['tokenExpiresAt']).toBe(app.clock.now().add({ hours: 48 }).toString());
    expect((await call('sign-in-links', 'POST', undefined, await made('read', 48))).status).toBe(403);
  });

  it('whatever a scope below “act” sends, nothing is made of it', async () => {
    for (const scope of ['numbers', 'read'] as const) {
      const small = await made(scope, 48);
      for (const [path, method, body] of [
        ['account/tokens', 'POST', { label: 'x', scope: 'act', days: 1 }],
        ['sign-in-links', 'POST', {}],
        ['people', 'POST', { name: 'Bo', role: 'viewer' }],
        ['invitations', 'POST', { name: 'Bo', role: 'viewer' }],
        [`people/${ada.accountId}`, 'PATCH', { role: 'admin' }],
        ['account/sessions', 'DELETE', undefined],
      ] as const)
        expect([scope, path, (await call(path, method, body, small)).status]).toEqual([scope, path, 403]);
    }
    const numbers = await call('account', 'GET', undefined, await made('numbers', 48));
    expect([numbers.status, numbers.text.includes('ada@hill.example')]).toEqual([403, false]);
  });

  it('nor does its owner: to nobody a role is given that they may not give', async () => {
    expect((await call('people', 'POST', { name: 'Bo', role: 'admin' })).status).toBe(403);
    expect((await call('invitations', 'POST', { name: 'Bo', role: 'admin' })).status).toBe(403);
    expect((await call(`people/${ada.accountId}`, 'PATCH', { role: 'admin' })).status).toBe(403);
    const makesAdmins = roles.filter((has) => mayManage(has, 'admin'));
    const makesLeads = roles.filter((has) => mayManage(has, 'lead'));
    expect([makesAdmins, makesLeads]).toEqual([['admin'], ['admin', 'lead']]);
  });

  it('and the owner hears of each way in that is made', async () => {
    const owner = await LeadBrowser.enter(app, ada.accountId);
    await owner.press('/account', '/account/tokens', { label: 'x', scope: 'read', days: '30' });
    await app.get(AccountLetters).run();
    expect(mail.caught).toMatchObject([{ to: 'ada@hill.example', subject: 'A new way in to your account' }]);
    expect(await app.dataSource.query('select * from account_letter')).toEqual([]);
  });
});

describe('a way in when mail does not work', () => {
  let app: TestApp;
  let lead: LeadBrowser;
  let hill: string;

  beforeAll(async () => {
    mail.caught = [];
    app = await startTestApp({
      settings: { role: 'web' },
      modules: [AccessModule, NoticesModule, carriedBy(mail)],
    });
    hill = await communityOf(app, 'Hill');
    const { accountId } = await worker(app, hill, 'Ada');
    lead = await LeadBrowser.enter(app, accountId);
  });
  afterAll(() => app.close());

  it.each(['viewer', 'advocate'] as const)('a lead hands to somebody who came as %s, once', async (role) => {
    const { accountId } = await worker(app, hill, `Bo ${role}`, { role, email: 'bo@hill.example' });
    await LeadBrowser.enter(app, accountId);
    const { html } = await lead.press('/team', `/team/${accountId}/invitation`);
    const link = /http\S+\/enter\/[\w-]{22}/.exec(html)![0].replace(app.config.baseUrl, app.url);
    expect(spoken(html)).toContain('within 24 hours');
    const enter = async (): Promise<number> =>
      (await fetch(link, { method: 'POST', redirect: 'manual' })).status;
    expect([await enter(), await enter()]).toEqual([303, 410]);
    mail.caught = [];
    await app.get(AccountLetters).run();
    expect(mail.caught).toMatchObject([{ to: 'bo@hill.example', subject: 'A link to sign in as you' }]);
    const [row] = await app.dataSource.query<{ what: string }[]>(
      'select what from audit_entry where subject = $1 order by number desc limit 1',
      [accountId],
    );
    expect(row!.what).toBe('sign-in-link.made-for-another');
  });

  it('comes from the host for who leads: nobody says the second yes for another', async () => {
    const { accountId } = await worker(app, hill, 'Cleo');
    await LeadBrowser.enter(app, accountId);
    expect((await lead.open('/team')).html).not.toContain(`/team/${accountId}/invitation`);
  });

  it('and who leads hears when somebody else comes to lead', async () => {
    await worker(app, hill, 'Dana', { email: 'dana@hill.example' });
    const { accountId } = await worker(app, hill, 'Eli', { role: 'viewer', email: 'eli@hill.example' });
    mail.caught = [];
    await lead.press('/team', `/team/${accountId}/role`, { role: 'lead' });
    await app.get(AccountLetters).run();
    expect(mail.caught.map(({ to, subject }) => [to, subject])).toEqual([
      ['dana@hill.example', 'Somebody leads with you from now on'],
    ]);
    expect(mail.caught[0]!.text).toContain('Ada has made Eli somebody who leads Hill.');
  });
});
