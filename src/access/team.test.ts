import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { carriedBy } from '../../test/support/carried-by.js';
import { Catcher } from '../../test/support/catcher.js';
import { LeadBrowser } from '../../test/support/lead-browser.js';
import { spoken } from '../../test/support/plain-words.js';
import { startTestApp, type TestApp } from '../../test/support/test-app.js';
import { communityOf, worker } from '../../test/support/workers.js';
import { NoticesModule } from '../notices/notices.module.js';
import { AccessModule } from './access.module.js';
import { roles, stillLed } from './access.rules.js';
import { AccountLetters } from './account-letters.js';
import { Accounts } from './accounts.js';
import type { Actor } from './actor.js';

const mail = new Catcher();

describe('who works here', () => {
  let app: TestApp;
  let hill: string;
  let ada: Actor;
  let lead: LeadBrowser;

  beforeAll(async () => {
    app = await startTestApp({
      settings: { role: 'web' },
      modules: [AccessModule, NoticesModule, carriedBy(mail)],
    });
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    mail.caught = [];
    mail.answer = () => ({ is: 'accepted' });
    hill = await communityOf(app, 'Hill');
    ada = await worker(app, hill, 'Ada');
    lead = await LeadBrowser.enter(app, ada.accountId);
  });

  const team = async (): Promise<string> => (await lead.open('/team')).html;
  const send = (): Promise<number> => app.get(AccountLetters).run();
  const add = (email = '') => lead.press('/team', '/team', { name: 'Bo', email, role: 'lead' });
  const linkIn = (text: string): string =>
    /http\S+\/enter\/[\w-]{22}/.exec(text)![0].replace(app.config.baseUrl, app.url);
  const enter = async (link: string): Promise<number> =>
    (await fetch(link, { method: 'POST', redirect: 'manual' })).status;
  const idOf = async (name: string): Promise<string> => {
    const [row] = await app.dataSource.query<{ id: string }[]>(
      'select id from account where community_id = $1 and name = $2 order by created_at desc limit 1',
      [hill, name],
    );
    return row!.id;
  };
  const record = async (): Promise<string[]> => {
    const rows = await app.dataSource.query<{ what: string }[]>(
      'select what from audit_entry where community_id = $1 order by number',
      [hill],
    );
    return rows.map(({ what }) => what);
  };

  it('is not for readers, who are told whom to ask, in the words of this page, and where their own pages are', async () => {
    const reader = await LeadBrowser.enter(
      app,
      (await worker(app, hill, 'Rea', { role: 'viewer' })).accountId,
    );
    const { status, html } = await reader.open('/team');
    expect([status, spoken(html)]).toEqual([
      403,
      expect.stringContaining('This is for leads. Your role is Reader: ask one of them'),
    ]);
    expect(html).toContain('<a href="/">Your moves</a>');
    expect(html).not.toContain('answer that message');
  });

  describe('is invited', () => {
    it('by a letter with the same link that is shown, which a look does not use up', async () => {
      const shown = linkIn((await add('bo@hill.example')).html);
      expect(await send()).toBe(1);
      const [letter] = mail.caught;
      expect(letter).toMatchObject({ to: 'bo@hill.example', fromName: 'Hill' });
      expect(letter!.subject.length).toBeLessThanOrEqual(50);
      expect(linkIn(letter!.text)).toBe(shown);
      expect(letter!.text.split(/\s+/).length).toBeLessThanOrEqual(120);
      expect(spoken(await team())).toContain(
        'Has not come yet. The mail was accepted. The link opens until Monday 12 January 2026.',
      );
      expect((await fetch(shown)).status).toBe(200);
      expect([await enter(shown), await enter(shown)]).toEqual([303, 410]);
      expect(await team()).not.toContain('Has not come yet');
      await send();
      expect(await app.dataSource.query('select * from account_letter')).toEqual([]);
    });

    it('by a link to hand over where there is no address; nobody has a token that they never saw', async () => {
      const { html } = await add();
      expect(spoken(html)).toContain('Give them this link yourself.');
      expect(await send()).toBe(0);
      expect(await app.dataSource.query('select * from api_token')).toEqual([]);
      expect(await enter(linkIn(html))).toBe(303);
    });

    it('within a week, and anew by another link', async () => {
      const old = linkIn((await add('bo@hill.example')).html);
      const id = await idOf('Bo');
      app.clock.advance({ days: 8 });
      lead = await LeadBrowser.enter(app, ada.accountId);
      expect(spoken(await team())).toContain('The link has ended.');
      expect(await enter(old)).toBe(410);
      const first = linkIn((await lead.press('/team', `/team/${id}/invitation`)).html);
      const second = linkIn((await lead.press('/team', `/team/${id}/invitation`)).html);
      await send();
      expect(mail.caught.map(({ text }) => linkIn(text))).toEqual([second]);
      expect([await enter(first), await enter(second)]).toEqual([410, 303]);
      expect(await record()).toEqual(['person.added', 'invitation.sent-anew', 'invitation.sent-anew']);
    });

    it('and told of, where the mail was refused', async () => {
      mail.answer = () => ({ is: 'refused', reason: 'no such mailbox' });
      await add('bo@hill.example');
      await send();
      expect(spoken(await team())).toContain('The mail was refused');
    });

    it('until it is withdrawn: link and letter go', async () => {
      const link = linkIn((await add('bo@hill.example')).html);
      const id = await idOf('Bo');
      await lead.press('/team', `/team/${id}/remove`);
      expect(await send()).toBe(0);
      expect(await enter(link)).toBe(410);
      expect(spoken(await team())).not.toContain('Bo');
      expect(await record()).toEqual(['person.added', 'invitation.withdrawn']);
    });

    it('not by a link in the name of somebody who has come in: nobody says the second yes for another', async () => {
      await enter(linkIn((await add()).html));
      const id = await idOf('Bo');
      const token = await app
        .get(Accounts)
        .issueToken(
          ...([app.dataSource.manager, ada.accountId, 'x', app.clock.now().add({ hours: 1 })] as const),
        );
      const answer = await fetch(`${app.url}/api/v1/people/${id}/invitation`, {
        ...{ method: 'POST', headers: { authorization: `Bearer ${token}` } },
      });
      expect([answer.status, await answer.text()]).toEqual([
        409,
        expect.stringContaining('has come in already'),
      ]);
      expect(await team()).not.toContain(`/team/${id}/invitation`);
    });
  });

  describe('changes what they may do', () => {
    const make = (id: string, role: string) => lead.press('/team', `/team/${id}/role`, { role });

    it('on the record, by who may manage both roles', async () => {
      const { accountId: bo } = await worker(app, hill, 'Bo');
      expect((await make(bo, 'viewer')).html).toContain('It is changed, and on the record.');
      expect(await record()).toEqual(['person.role-changed.viewer']);
      expect((await make(bo, 'admin')).html).toContain('You cannot make somebody admin');
      expect(await team()).not.toContain('Make Bo an admin');
      const { accountId: root } = await worker(app, hill, 'Root', { role: 'admin' });
      expect(await team()).not.toContain(`/team/${root}/`);
    });

    it('and lets nobody be the last who leads, nor the last admin, step down', async () => {
      expect((await make(ada.accountId, 'viewer')).html).toContain('Nobody would lead then.');
      const root = await worker(app, hill, 'Root', { role: 'admin' });
      lead = await LeadBrowser.enter(app, root.accountId);
      expect((await make(root.accountId, 'lead')).html).toContain('Nobody could make admins then.');
      await make(ada.accountId, 'admin');
      expect((await make(root.accountId, 'lead')).html).toContain('It is changed');
    });

    it('at once, also where they are signed in', async () => {
      const { accountId: bo } = await worker(app, hill, 'Bo');
      const browser = await LeadBrowser.enter(app, bo);
      await make(bo, 'viewer');
      expect((await browser.open('/team')).status).toBe(403);
    });

    it('by program too', async () => {
      const { accountId: bo } = await worker(app, hill, 'Bo');
      const expiresAt = app.clock.now().add({ hours: 1 });
      const token = await app.get(Accounts).issueToken(app.dataSource.manager, ada.accountId, 'x', expiresAt);
      const call = (path: string, method: string, body: object) =>
        fetch(`${app.url}/api/v1/${path}`, {
          ...{ method, body: JSON.stringify(body) },
          headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        });
      expect((await call(`people/${bo}`, 'PATCH', { role: 'viewer' })).status).toBe(204);
      const made = await call('invitations', 'POST', {
        name: 'Cleo',
        role: 'lead',
        email: 'cleo@hill.example',
      });
      expect(await made.json()).toMatchObject({ mailed: true, url: expect.stringContaining('/enter/') });
      expect(await send()).toBe(1);
    });
  });

  it('is still led exactly when somebody is left who leads', () => {
    const person = fc.record({ id: fc.constantFrom('a', 'b', 'c'), role: fc.constantFrom(...roles) });
    const people = fc.uniqueArray(person, { selector: ({ id }) => id });
    fc.assert(
      fc.property(people, fc.constantFrom(...roles, null), (all, becomes) => {
        const after = all.flatMap((one) => (one.id !== 'a' ? [one.role] : becomes === null ? [] : [becomes]));
        return stillLed(all, 'a', becomes) === after.some((role) => role === 'lead' || role === 'admin');
      }),
    );
  });
});
