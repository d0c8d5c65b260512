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
import { ledTo } from '../../test/support/led-to.js';

const mail = new Catcher();

describe('signing in by mail', () => {
  let app: TestApp;
  let hill: string;
  let choir: string;

  beforeAll(async () => {
    app = await startTestApp({
      settings: { role: 'web' },
      modules: [AccessModule, NoticesModule, carriedBy(mail)],
    });
    hill = await communityOf(app, 'Hill');
    choir = await communityOf(app, 'Choir');
    await worker(app, hill, 'Ada', { email: 'ada@hill.example' });
    await worker(app, hill, 'Bo', { email: 'both@hill.example' });
    await worker(app, choir, 'Bo', { email: 'both@hill.example' });
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    // Another hour: what was counted begins anew.
    app.clock.advance({ hours: 2 });
    mail.caught = [];
    mail.answer = () => ({ is: 'accepted' });
    await app.dataSource.query('delete from account_letter');
  });

  const ask = async (email: string, to?: string) => {
    const body = new URLSearchParams({ email, ...(to && { to }) });
    const answer = await fetch(`${app.url}/sign-in`, { method: 'POST', body });
    return { status: answer.status, html: await answer.text() };
  };
  const send = (): Promise<number> => app.get(AccountLetters).run();
  const linksIn = (text: string): string[] =>
    [...text.matchAll(/http\S+\/enter\/\S+/g)].map(([link]) => link);
  const enter = async (link: string) => {
    const url = link.replace(app.config.baseUrl, app.url);
    const page = await (await fetch(url)).text();
    const hidden = [...page.matchAll(/type="hidden" name="(\w+)" value="([^"]*)"/g)];
    const body = new URLSearchParams(hidden.map(([, name, value]): [string, string] => [name!, value!]));
    return fetch(url.split('?')[0]!, { method: 'POST', body, redirect: 'manual' });
  };

  it('sends one link, which a look does not use up and a press does', async () => {
    await ask(' Ada@Hill.example ');
    expect(await send()).toBe(1);
    const [letter] = mail.caught;
    expect(letter).toMatchObject({
      to: 'Ada@Hill.example',
      subject: 'Your link to sign in',
      fromName: 'Hill',
    });
    const [link, another] = linksIn(letter!.text);
    expect(another).toBeUndefined();
    expect(letter!.html).toContain(link);
    expect(ledTo(await enter(link!))).toBe('/');
    expect((await enter(link!)).status).toBe(410);
    expect(await app.dataSource.query('select * from account_letter')).toEqual([]);
  });

  it('leads to the page that was wanted, and to no other site', async () => {
    await ask('ada@hill.example', '/team?x=1');
    await send();
    expect(ledTo(await enter(linksIn(mail.caught[0]!.text)[0]!))).toBe('/team');
    mail.caught = [];
    await ask('ada@hill.example', '//evil.example/team');
    await send();
    const [link] = linksIn(mail.caught[0]!.text);
    expect(link).not.toContain('evil');
    const forged = await fetch(link!.replace(app.config.baseUrl, app.url), {
      ...{ method: 'POST', redirect: 'manual', body: new URLSearchParams({ to: '//evil.example' }) },
    });
    expect(ledTo(forged)).toBe('/');
  });

  it('answers who is unknown in the same words, writes the same row, and sends nothing', async () => {
    const rows = () =>
      app.dataSource.query('select kind, community_id, account_id, link_id, state from account_letter');
    const known = await ask('ada@hill.example');
    const ofKnown = await rows();
    await send();
    expect(mail.caught).toHaveLength(1);
    const unknown = await ask('eve@hill.example');
    expect(await rows()).toEqual(ofKnown);
    expect(await send()).toBe(0);
    expect(mail.caught).toHaveLength(1);
    expect(unknown.status).toBe(known.status);
    expect(unknown.html.replaceAll('eve@', 'ada@')).toBe(known.html);
    expect(await rows()).toEqual([]);
  });

  it('keeps a typed address only sealed, and an hour at most', async () => {
    mail.answer = () => ({ is: 'later', reason: 'not now' });
    await ask('ada@hill.example');
    expect(await send()).toBe(0);
    const kept = await app.dataSource.query('select address_sealed::text from account_letter');
    expect(JSON.stringify(kept)).not.toContain(Buffer.from('ada@').toString('hex'));
    app.clock.advance({ minutes: 5 });
    mail.answer = () => ({ is: 'accepted' });
    expect(await send()).toBe(1);
    await ask('eve@hill.example');
    app.clock.advance({ hours: 2 });
    await send();
    expect(await app.dataSource.query('select * from account_letter')).toEqual([]);
  });

  it('writes one letter with a link for each community to who works in two', async () => {
    await ask('both@hill.example', '/team');
    expect(await send()).toBe(1);
    const { text, html, fromName } = mail.caught[0]!;
    expect(fromName).toBe('Changeover');
    expect(linksIn(text)).toHaveLength(2);
    for (const name of ['Choir', 'Hill']) expect(html).toContain(`>${name}<`);
    expect(text).toMatch(/CHOIR[\s\S]*HILL/);
    for (const link of linksIn(text)) expect((await enter(link)).status).toBe(303);
  });

  it('says no more in a letter than fits one screen', async () => {
    for (const email of ['ada@hill.example', 'both@hill.example']) {
      mail.caught = [];
      await ask(email);
      await send();
      const { subject, text } = mail.caught[0]!;
      expect(subject.length).toBeLessThanOrEqual(50);
      const words = text
        .split(/\s+/)
        .filter((word) => /[\p{L}\p{N}]/u.test(word) && !word.startsWith('http'));
      expect(words.length).toBeLessThanOrEqual(120);
    }
  });

  it('sends at most four links an hour for one address, known or not, in calm words', async () => {
    for (const email of ['ada@hill.example', 'eve@hill.example']) {
      for (const _ of [1, 2, 3, 4]) expect((await ask(email)).status).toBe(200);
      const { status, html } = await ask(email);
      expect(status).toBe(429);
      expect(html).toContain(`value="${email}"`);
      expect(spoken(html)).toMatch(/Look among spam too, or try again in \d+ minutes\./);
    }
  });

  it('asks a visitor who goes through addresses to wait', async () => {
    for (let i = 0; i < 20; i++) expect((await ask(`a${i}@hill.example`)).status).toBe(200);
    expect((await ask('ada@hill.example')).status).toBe(429);
  });

  it('keeps what was typed where it is no address', async () => {
    const { status, html } = await ask('ada at hill');
    expect(status).toBe(422);
    expect(html).toContain('value="ada at hill"');
    expect(spoken(html)).toContain('Write your whole address');
  });

  it('does not let in by an older link whoever no longer works here', async () => {
    const { accountId } = await worker(app, hill, 'Cleo', { email: 'cleo@hill.example' });
    await ask('cleo@hill.example');
    await send();
    await app.dataSource.query('update account set left_at = created_at where id = $1', [accountId]);
    expect((await enter(linksIn(mail.caught[0]!.text)[0]!)).status).toBe(410);
    await ask('cleo@hill.example');
    expect(await send()).toBe(0);
  });

  it('can be asked for by a program, with the same silence', async () => {
    const post = (email: string) =>
      fetch(`${app.url}/api/v1/sign-in-requests`, {
        ...{ method: 'POST', body: JSON.stringify({ email }) },
        headers: { 'content-type': 'application/json' },
      });
    const answers = [await post('ada@hill.example'), await post('eve@hill.example')];
    expect(answers.map(({ status }) => status)).toEqual([202, 202]);
    expect(await send()).toBe(1);
  });
});

describe('where no mail leaves the house', () => {
  it('the page says how to get in, and takes no address', async () => {
    const app = await startTestApp({ settings: { role: 'web' }, modules: [AccessModule, NoticesModule] });
    try {
      const html = await (await fetch(`${app.url}/sign-in`)).text();
      expect(html).not.toContain('name="email"');
      expect(html).toContain('changeover sign-in-link NAME');
      const body = new URLSearchParams({ email: 'ada@hill.example' });
      expect((await fetch(`${app.url}/sign-in`, { method: 'POST', body })).status).toBe(422);
      expect(await app.dataSource.query('select * from account_letter')).toEqual([]);
      // Nor do the pages of who works here say that anything is written to anybody.
      const rosa = await worker(app, await communityOf(app, 'Hill'), 'Rosa', { email: 'rosa@hill.example' });
      const browser = await LeadBrowser.enter(app, rosa.accountId);
      const account = (await browser.open('/account')).html;
      expect(account).not.toContain('name="email"');
      expect(spoken(account)).toContain('Your address here is rosa@hill.example. No mail leaves here');
      const team = spoken((await browser.open('/team')).html);
      expect(team).toContain('No mail leaves here: you hand the link over yourself.');
      expect(team).not.toContain('We send the link');
    } finally {
      await app.close();
    }
  });
});
