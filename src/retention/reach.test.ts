import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Catcher } from '../../test/support/catcher.js';
import { LeadBrowser } from '../../test/support/lead-browser.js';
import { ledgerOf, type Enrolled, type People } from '../../test/support/people.js';
import { spoken, unplain } from '../../test/support/plain-words.js';
import { pressOwn, settlePlanned, startRetention } from '../../test/support/retention-world.js';
import { someWait } from '../../test/support/someone-waits.js';
import type { TestApp } from '../../test/support/test-app.js';
import { Accounts } from '../access/accounts.js';
import type { Actor } from '../access/actor.js';
import { MemberEdits, type Reach } from '../community/member-edit.service.js';
import { Deliveries } from '../notices/deliveries.service.js';
import { Notices } from '../notices/notices.service.js';
import { ParticipationService } from '../rollout/participation.service.js';
import { seenOn } from '../../test/support/forms-on.js';
import { AddressChangeJobs } from './address-change.jobs.js';
import { MemberDesk } from './member-desk.service.js';
import { SecondThing } from './second-thing.js';

const mail = new Catcher();
describe('how somebody is reached', () => {
  let app: TestApp;
  let people: People;
  let anna: Enrolled;
  let lead: Actor;

  beforeAll(async () => {
    app = await startRetention({ mail });
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    app.clock.jump('2026-02-03T09:00:00Z');
    mail.caught = [];
    await app.dataSource.query('delete from delivery');
    people = await settlePlanned(app);
    anna = await people.add({ name: 'Anna Berg', email: 'anna@hill.example' });
    lead = await app.dataSource.transaction(async (tx) => {
      const { communityId } = people;
      const { id } = await app.get(Accounts).create(tx, { communityId, name: 'Lena', role: 'lead' });
      return { accountId: id, communityId, name: 'Lena', role: 'lead' };
    });
  });

  const reach = (): Promise<Reach> =>
    app.get(MemberEdits).reach(app.dataSource.manager, people.communityId, anna.memberId);
  const post = (path: string, fields?: Record<string, string>) => pressOwn(app, path, fields);
  const own = (below: string, fields?: Record<string, string>) => post(`/m/${anna.token}${below}`, fields);
  /** As the page shows it, but for what is typed. */
  const keep = async (fields: Record<string, string>): ReturnType<typeof own> => {
    const page = await (await fetch(`${app.url}/m/${anna.token}/reach`)).text();
    return own('/reach', { seen: seenOn(page), ...fields });
  };
  const invite = (): Promise<unknown> =>
    app.dataSource.transaction((tx) =>
      app.get(Notices).say(tx, {
        rollout: people.rollout,
        ...{ key: 'launch.invitation/1', play: 'launch.invitation', purpose: 'invitation', byHand: true },
        letters: {
          en: {
            subject: 'Come',
            opening: 'Come.',
            paragraphs: [],
            nothing: 'Nothing.',
            why: 'You are here.',
          },
        },
        ...{ to: [anna.memberId], now: app.clock.now(), jitterMinutes: 0 },
      }),
    );
  const send = (): Promise<number> => app.get(Deliveries).run();
  const ledger = (): Promise<string[]> => ledgerOf(app.dataSource, [anna.memberId]);

  describe('by their own page', () => {
    const words = (): string => app.get(SecondThing).wordsOf(anna.participationId);

    it('is seen in plain words, without the address, in a small page', async () => {
      const page = await (await fetch(`${app.url}/m/${anna.token}/reach`)).text();
      expect(page).toContain('We write to you by e-mail.');
      expect(page).not.toContain('anna@hill.example');
      expect(page).not.toContain('<script');
      expect(unplain(spoken(page))).toEqual([]);
      expect(Buffer.byteLength(page)).toBeLessThan(24 * 1024);
      const home = await (await fetch(`${app.url}/m/${anna.token}`)).text();
      expect(home).toContain(`/m/${anna.token}/reach`);
    });

    it('changes at once: language, zone and way, and what waited for the old way goes the new one', async () => {
      await invite();
      const done = await keep({ way: 'person', language: 'pt', timeZone: 'Europe/Lisbon' });
      expect(done.to).toContain('said=reach-kept');
      expect(await reach()).toMatchObject({ way: 'person', language: 'pt', timeZone: 'Europe/Lisbon' });
      expect(await ledger()).toEqual(['by hand · to tell']);
      expect(await send()).toBe(0);
    });

    it('loses nothing that was typed when something needs another look', async () => {
      const wrong = await keep({ way: 'here', language: 'de', timeZone: 'Lisbon' });
      expect(wrong.status).toBe(422);
      expect(wrong.html).toContain('value="Lisbon"');
      expect(wrong.html).toMatch(/value="here" checked/);
      expect(await reach()).toMatchObject({ way: 'email', timeZone: null });
      const address = await own('/reach/address', { email: 'new@hill', words: 'a b c d' });
      expect(address.html).toContain('value="new@hill"');
    });

    it('changes to a new address only with the second thing and its owner’s yes; then the old one stops', async () => {
      const without = await own('/reach/address', { email: 'new@hill.example' });
      expect(without.status).toBe(422);
      expect(without.html).toContain('Write the four words');
      await own('/reach/address', { email: 'new@hill.example', words: words() });
      await own('/reach/address', { email: 'new@hill.example', words: words() });
      expect(await app.get(AddressChangeJobs).run()).toBe(1);
      expect(await app.get(AddressChangeJobs).run()).toBe(0);
      const [{ to, text }] = mail.caught as [(typeof mail.caught)[0]];
      expect(to).toBe('new@hill.example');
      expect(text).not.toMatch(/Anna|Berg/);
      expect(await reach()).toMatchObject({ email: 'anna@hill.example', waiting: 'new@hill.example' });
      const [path] = /\/address\/[\w-]+/.exec(text)!;
      for (let look = 0; look < 2; look++)
        expect(await (await fetch(app.url + path)).text()).toContain('May we write to you');
      expect((await post(path)).html).toContain('We write to your old address no more.');
      expect((await post(path)).status).toBe(200);
      expect(await reach()).toMatchObject({ email: 'new@hill.example', waiting: null, way: 'email' });
      await invite();
      await send();
      expect(mail.caught.at(-1)!.to).toBe('new@hill.example');
    });

    it('lets only the newest address be confirmed, for 14 days', async () => {
      await own('/reach/address', { email: 'typo@hill.example', words: words() });
      await app.get(AddressChangeJobs).run();
      await own('/reach/address', { email: 'right@hill.example', words: words() });
      await app.get(AddressChangeJobs).run();
      const [typo, right] = mail.caught.map(({ text }) => /\/address\/[\w-]+/.exec(text)![0]);
      expect((await post(typo!)).status).toBe(404);
      app.clock.advance({ hours: 15 * 24 });
      expect((await post(right!)).status).toBe(404);
    });

    it('stops at an address at once when asked', async () => {
      await invite();
      await own('/reach/forget', { words: words() });
      expect(await reach()).toMatchObject({ email: null, waiting: null, way: 'person' });
      expect([await send(), await ledger()]).toEqual([0, ['by hand · to tell']]);
    });
  });

  describe('by a lead', () => {
    const page = (): string => `/roster/people/${anna.memberId}`;
    const all = {
      displayName: 'Anna Bergson',
      email: 'a@b.example',
      way: 'email',
      language: 'German',
      timeZone: '',
    };

    it('is corrected on a page; the record has the act and no value', async () => {
      const browser = await LeadBrowser.enter(app, lead.accountId);
      const kept = await browser.press(page(), page(), all);
      expect(kept.html).toContain('It is kept.');
      expect(await reach()).toMatchObject({
        displayName: 'Anna Bergson',
        email: 'a@b.example',
        language: 'de',
      });
      const record = await app.dataSource.query(
        'select what, subject from audit_entry where community_id = $1',
        [people.communityId],
      );
      expect(record).toEqual([{ what: 'member.edited', subject: anna.memberId }]);
    });

    it('speaks a language that is chosen by its name; one that we do not know stays, until another is chosen', async () => {
      await app.dataSource.query(`update member set language = 'gsw' where id = $1`, [anna.memberId]);
      const browser = await LeadBrowser.enter(app, lead.accountId);
      const { html } = await browser.open(page());
      expect(html).toContain('<option value="de">German</option>');
      expect(html).toContain('<option value="gsw" selected>Swiss German</option>');
      await browser.press(page(), page(), { ...all, language: 'gsw' });
      expect(await reach()).toMatchObject({ language: 'gsw' });
      await browser.press(page(), page(), { ...all, language: '' });
      expect(await reach()).toMatchObject({ language: null });
    });

    it('keeps a new address waiting for its yes when something else is corrected', async () => {
      const words = app.get(SecondThing).wordsOf(anna.participationId);
      await own('/reach/address', { email: 'new@hill.example', words });
      const browser = await LeadBrowser.enter(app, lead.accountId);
      await browser.press(page(), page(), { ...all, email: 'anna@hill.example' });
      expect(await reach()).toMatchObject({ email: 'anna@hill.example', waiting: 'new@hill.example' });
    });

    it('is refused with every reason at once, and what was typed stays', async () => {
      const browser = await LeadBrowser.enter(app, lead.accountId);
      const wrong = await browser.press(page(), page(), { ...all, displayName: '=1', email: 'a@b' });
      expect(wrong.status).toBe(422);
      expect(wrong.html).toContain('This looks like a formula');
      expect(wrong.html).toContain('look at the part after the @');
      expect(wrong.html).toContain('value="a@b"');
      expect(await reach()).toMatchObject({ displayName: 'Anna Berg', email: 'anna@hill.example' });
      const none = await browser.press(page(), page(), { ...all, email: '' });
      expect(none.html).toContain('We know no address to write to.');
    });

    it('is written to at the new address alone, by what waits too', async () => {
      await invite();
      await app.get(MemberDesk).change(lead, anna.memberId, { email: 'right@hill.example' });
      await send();
      expect(mail.caught.map(({ to }) => to)).toEqual(['right@hill.example']);
      expect((await reach()).way).toBe('email');
    });

    it('is given an address only if its owner did not ask to be removed', async () => {
      const bo = await people.add({ name: 'Bo' });
      await app.get(MemberDesk).change(lead, bo.memberId, { email: 'bo@hill.example' });
      await post(`/m/${bo.token}/data/delete`, { words: app.get(SecondThing).wordsOf(bo.participationId) });
      const change = app.get(MemberDesk).change(lead, anna.memberId, { email: 'bo@hill.example' });
      await expect(change).rejects.toMatchObject({ kind: 'conflict' });
      expect((await reach()).email).toBe('anna@hill.example');
    });

    it('gets another link: those before open nothing, and nobody is told who need not be', async () => {
      await app.get(MemberDesk).replaceLink(lead, anna.memberId, false);
      expect((await fetch(`${app.url}/m/${anna.token}`)).status).toBe(410);
      expect([await send(), await ledger()]).toEqual([0, []]);
      await app.get(MemberDesk).replaceLink(lead, anna.memberId, true);
      expect(await send()).toBe(1);
      const [link] = /\/m\/[\w-]+/.exec(mail.caught[0]!.text)!;
      expect((await fetch(app.url + link)).status).toBe(200);
    });

    it('is told of another link once, in the move that goes on', async () => {
      for (const [state, cancelledAt] of [
        ['running', null],
        ['ended', null],
        ['running', '2026-02-01T09:00:00Z'],
        ['draft', null],
      ]) {
        const [row] = await app.dataSource.query<[{ id: string }]>(
          `insert into rollout (community_id, name, plan, state, cancelled_at)
           select community_id, 'Another', plan, $2, $3 from rollout where id = $1 returning id`,
          [people.rolloutId, state, cancelledAt],
        );
        const other = { id: row.id, communityId: people.communityId };
        await app.dataSource.transaction((tx) => app.get(ParticipationService).enrol(tx, other));
      }
      await app.get(MemberDesk).replaceLink(lead, anna.memberId, true);
      const said = await app.dataSource.query(
        `select r.state, r.cancelled_at from notice n join rollout r on r.id = n.rollout_id where n.community_id = $1`,
        [people.communityId],
      );
      expect(said).toEqual([{ state: 'running', cancelled_at: null }]);
    });

    it.each<[string, (desk: MemberDesk) => Promise<unknown>]>([
      ['gets another link', (desk) => desk.replaceLink(lead, anna.memberId, true)],
      ['is corrected', (desk) => desk.change(lead, anna.memberId, { displayName: 'Anna', way: 'here' })],
    ])('%s without a circle: whoever holds the move may change the person', async (_what, acts) => {
      let act: Promise<unknown> | undefined;
      await app.dataSource.transaction(async (tx) => {
        await tx.query('select from rollout where id = $1 for update', [people.rolloutId]);
        act = acts(app.get(MemberDesk));
        await someWait(app);
        for (const [table, key] of [
          ['participation', 'member_id'],
          ['member', 'id'],
          ['member_channel', 'member_id'],
        ])
          await tx.query(`select from ${table} where ${key} = $1 for update nowait`, [anna.memberId]);
        expect((await fetch(`${app.url}/m/${anna.token}`)).status).toBe(200);
      });
      await act;
    });

    it.each([
      ['a message goes out', 'running', 'A message with the new one goes out to them.', 1],
      ['none does while no move runs', 'ended', 'No move is running, so no message went out', 0],
    ])('gets another link, and the lead reads whether %s', async (_what, state, said, sent) => {
      await app.dataSource.query('update rollout set state = $2 where id = $1', [people.rolloutId, state]);
      const browser = await LeadBrowser.enter(app, lead.accountId);
      expect((await browser.press(page(), `${page()}/link`, { tell: 'yes' })).html).toContain(said);
      expect((await fetch(`${app.url}/m/${anna.token}`)).status).toBe(410);
      expect(await send()).toBe(sent);
    });

    it('of another community is nobody', async () => {
      const elsewhere = { ...lead, communityId: '00000000-0000-4000-8000-000000000000' };
      await expect(app.get(MemberDesk).reach(elsewhere, anna.memberId)).rejects.toMatchObject({
        kind: 'not-found',
      });
      await expect(app.get(MemberDesk).replaceLink(elsewhere, anna.memberId, false)).rejects.toMatchObject({
        kind: 'not-found',
      });
    });
  });
});
