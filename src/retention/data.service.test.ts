import { spoken, unplain } from '../../test/support/plain-words.js';
import { Catcher } from '../../test/support/catcher.js';
import { ledgerOf, People, type Enrolled } from '../../test/support/people.js';
import { settlePlanned, startRetention } from '../../test/support/retention-world.js';
import type { TestApp } from '../../test/support/test-app.js';
import { Vault } from '../kernel/crypto/vault.js';
import { Claims } from '../notices/claims.js';
import { MailTrouble } from '../notices/mail-trouble.js';
import { Deliveries } from '../notices/deliveries.service.js';
import { Notices } from '../notices/notices.service.js';
import { PhaseService } from '../rollout/phase.service.js';
import { playRow } from '../rollout/playbook.js';
import { SocketBoard } from '../rollout/socket-board.js';
import { Rollout } from '../rollout/rollout.entity.js';
import { Purge } from './purge.service.js';
import { SecondThing } from './second-thing.js';
import { RetentionSweep } from './sweep.service.js';

describe('what is held about a person', () => {
  let app: TestApp;
  let people: People;
  let anna: Enrolled;
  let bo: Enrolled;

  beforeAll(async () => {
    app = await startRetention();
  });
  afterAll(() => app.close());

  beforeEach(async () => {
    people = await settlePlanned(app);
    anna = await people.add({ name: 'Anna Berg', email: 'anna@hill.example' });
    bo = await people.add({ name: 'Bo Lind' });
  });

  it('is explained without a second thing, kind by kind, and no row is shown', async () => {
    const page = await (await fetch(`${app.url}/m/${anna.token}/data`)).text();
    expect(page).toContain('how to reach you, encrypted');
    expect(page).toContain('Where nothing else is said, the people who lead the move see it.');
    expect(page).not.toContain('Who sees it: the people who lead the move.');
    expect(page).toContain('12 months after the old place closed');
    expect(page).not.toContain('anna@hill.example');
    expect(Buffer.byteLength(page)).toBeLessThan(24 * 1024);
  });

  it('is deleted on a page of its own only, which says first what goes, what stays and that it is for good', async () => {
    const data = await (await fetch(`${app.url}/m/${anna.token}/data`)).text();
    const below = `/m/${anna.token}/data/delete`;
    expect(data).toContain(`href="${below}"`);
    expect(data).not.toContain(`action="${below}`);
    const page = await (await fetch(app.url + below)).text();
    for (const words of [
      'What is deleted',
      'What stays, and why',
      'What we cannot take back',
      'delete nothing',
    ])
      expect(page).toContain(words);
    expect(Buffer.byteLength(page)).toBeLessThan(24 * 1024);
    expect(page).not.toContain('<script');
    const wrong = await (await post(anna, 'data/delete', { words: 'not mine' })).text();
    expect(wrong).toContain('These are not the four words.');
    expect(wrong).toContain('Delete me for good');
    await post(anna, 'data/key', {});
    const key = await keySent();
    const withKey = await (await fetch(`${app.url}/m/${anna.token}/data?key=${key}`)).text();
    expect(withKey).toContain(`href="${below}?key=${key}"`);
    expect(await members()).toEqual(['Anna Berg', 'Bo Lind']);
    expect(await (await post(anna, 'data/delete', { key })).text()).toContain('You are deleted');
    expect(await members()).toEqual(['Bo Lind']);
  });

  it('is shown, and handed over as JSON, to who knows the four words', async () => {
    const words = app.get(SecondThing).wordsOf(anna.participationId);
    await app.dataSource.query(`update member set language = 'de' where id = $1`, [anna.memberId]);
    const own = await (await fetch(`${app.url}/m/${anna.token}`)).text();
    expect(own).toContain(`<strong lang="en" dir="ltr">${words}</strong>`);
    expect(own).toContain('Es sind englische Wörter');
    const page = await post(anna, 'data', { words: words.toUpperCase() });
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('anna@hill.example');
    const file = (await (await post(anna, 'data/json', { words })).json()) as { rows: object[] }[];
    expect(JSON.stringify(file)).toContain('anna@hill.example');
    expect(JSON.stringify(file)).toContain('Anna Berg');
    expect(JSON.stringify(file)).not.toContain('Bo Lind');
  });

  it('is shown in plain words', async () => {
    await app.dataSource.query(
      `update participation set pilot = true, comfort = 'skeptic', outcome = 'declined' where id = $1`,
      [anna.participationId],
    );
    const page = await post(anna, 'data', { words: app.get(SecondThing).wordsOf(anna.participationId) });
    const text = spoken(await page.text());
    expect(text).toContain('tries it first: yes; helps others: no');
    expect(unplain(text)).toEqual([]);
    // Hours of the move's clocks, or of their own.
    expect(text).toContain(' (Europe/Berlin)');
    expect(text).not.toContain('(UTC)');
    await app.dataSource.query(`update member set time_zone = 'America/Lima' where id = $1`, [anna.memberId]);
    const there = await post(anna, 'data', { words: app.get(SecondThing).wordsOf(anna.participationId) });
    expect(spoken(await there.text())).toContain(' (America/Lima)');
  });

  it('is kept from who only has the link, however often they try', async () => {
    const wrong = await post(anna, 'data', { words: 'acorn acorn acorn acorn' });
    expect(wrong.status).toBe(422);
    expect(await wrong.text()).not.toContain('anna@hill.example');
    const words = app.get(SecondThing).wordsOf(anna.participationId);
    for (let i = 0; i < 20; i++) await post(anna, 'data/delete', { words: 'no' });
    expect((await post(anna, 'data', { words })).status).toBe(200);
    for (let i = 0; i < 39; i++) await post(anna, 'data/delete', { words: 'no' });
    expect(await (await post(anna, 'data/delete', { words })).text()).toContain('many attempts');
    expect(await members()).toEqual(['Anna Berg', 'Bo Lind']);
  });

  it('opens with a key that was sent to the known address, for an hour', async () => {
    expect((await post(anna, 'data/key', {})).status).toBe(303);
    const key = await keySent();
    expect((await post(anna, 'data', { key })).status).toBe(200);
    expect((await post(bo, 'data', { key })).status).toBe(422);
    app.clock.advance({ hours: 2 });
    expect((await post(anna, 'data', { key })).status).toBe(422);
  });

  it('opens with a key at any hour, for who said no to everything too', async () => {
    await app.dataSource.query(`update participation set outcome = 'declined' where id = $1`, [
      anna.participationId,
    ]);
    const tonight = app.clock.now().toZonedDateTimeISO('Europe/Berlin').withPlainTime('22:30').toInstant();
    app.clock.jump(tonight.toString());
    await post(anna, 'data/key', {});
    expect((await post(anna, 'data', { key: await keySent() })).status).toBe(200);
  });

  it('is not opened by who only has the link: the key stands in the mailbox and nowhere else', async () => {
    await post(anna, 'data/key', {});
    const key = await keySent();
    const [said] = await app.dataSource.query<{ letters: unknown; state: string }[]>(
      `select e.letters, d.state from edition e join delivery d on (d.notice_id, d.edition) = (e.notice_id, e.number)
        where d.rollout_id = $1`,
      [people.rolloutId],
    );
    expect(said!.state).toBe('accepted');
    expect(JSON.stringify(said!.letters)).not.toContain(key);
    for (const below of ['', '/said', '/data']) {
      const page = await fetch(`${app.url}/m/${anna.token}${below}`);
      expect(page.status).toBe(200);
      const text = await page.text();
      expect(text).not.toContain('key=');
      expect(text).not.toContain(key);
    }
  });

  it('goes from every room when they delete themselves; the ledger keeps the row without them', async () => {
    await app.dataSource.transaction((tx) =>
      app.get(Notices).say(tx, {
        ...{ rollout: people.rollout, key: 'rollout.opening-word', play: 'rollout.opening-word' },
        ...{ purpose: 'community', now: app.clock.now(), byHand: false, to: [anna.memberId, bo.memberId] },
        letters: { en: { subject: 's', opening: 'o', paragraphs: [], nothing: 'n', why: 'w' } },
      }),
    );
    const words = app.get(SecondThing).wordsOf(anna.participationId);
    expect(await (await post(anna, 'data/delete', { words })).text()).toContain('You are deleted');
    expect(await members()).toEqual(['Bo Lind']);
    expect((await fetch(`${app.url}/m/${anna.token}`)).status).toBe(410);
    expect(await ledgerOf(app.dataSource, [anna.memberId])).toEqual([]);
    const rows = await app.dataSource.query<{ state: string; reason: string | null }[]>(
      'select state, reason from delivery where rollout_id = $1 and member_id is null',
      [people.rolloutId],
    );
    expect(rows).toEqual([{ state: 'suppressed', reason: 'erased' }]);
    const left = await app.dataSource.query<{ what: string; actor: string }[]>(
      'select what, actor from audit_entry where community_id = $1',
      [people.communityId],
    );
    expect(left).toEqual([{ what: 'member.erased', actor: 'self' }]);
  });

  it('leaves a mark that blocks a file for 24 months, by address or else by name', async () => {
    const ring = await app.dataSource.transaction((tx) => app.get(Vault).ring(tx, people.communityId));
    const words = app.get(SecondThing).wordsOf(bo.participationId);
    await post(bo, 'data/delete', { words });
    const mark = async (): Promise<unknown[]> =>
      app.dataSource.query('select expires_on from erasure_mark where community_id = $1 and hash = $2', [
        people.communityId,
        ring.fingerprint('name::bo lind'),
      ]);
    const today = app.clock.now().toZonedDateTimeISO('Europe/Berlin').toPlainDate();
    const until = today.add({ months: 24 });
    expect(await mark()).toEqual([{ expires_on: until.toString() }]);
    await app.get(RetentionSweep).run(until.toZonedDateTime('UTC').toInstant());
    expect(await mark()).toEqual([]);
  });

  it('keeps what was reported as false for 14 days', async () => {
    const today = app.clock.now().toZonedDateTimeISO('UTC').toPlainDate();
    for (const days of [14, 15])
      await app.dataSource.query(
        `insert into false_report (community_id, on_day, sealed) values ($1, $2, '')`,
        [people.communityId, today.subtract({ days }).toString()],
      );
    await app.get(RetentionSweep).run(app.clock.now());
    const kept = await app.dataSource.query('select on_day from false_report where community_id = $1', [
      people.communityId,
    ]);
    expect(kept).toEqual([{ on_day: today.subtract({ days: 14 }).toString() }]);
  });

  it('is purged with its move, but for members of another one that is under way', async () => {
    const other = await People.settle(app);
    await app.dataSource.query('update rollout set community_id = $1 where id = $2', [
      people.communityId,
      other.rolloutId,
    ]);
    await app.dataSource.query(
      `insert into participation (rollout_id, community_id, member_id, link_id) values ($1, $2, $3, gen_random_uuid())`,
      [other.rolloutId, people.communityId, bo.memberId],
    );
    // Names that went because nobody told them anything are not the end of that other move.
    await app.dataSource.query(
      `insert into purge_record (community_id, rollout_id, kind, at, people) values ($1, $2, 'first contact', $3, 1)`,
      [people.communityId, other.rolloutId, app.clock.now().toString()],
    );
    const done = await app.dataSource.transaction(async (tx) => {
      const rollout = await tx.findOneByOrFail(Rollout, { id: people.rolloutId });
      expect(await app.get(Purge).ahead(tx, rollout.id)).toEqual({ people: 1, staying: 1 });
      return app.get(Purge).run(tx, rollout, app.clock.now());
    });
    expect(done).toEqual({ people: 1, staying: 1 });
    expect(await members()).toEqual(['Bo Lind']);
    expect((await fetch(`${app.url}/m/${bo.token}`)).status).toBe(410);
    const record = await app.dataSource.query(
      'select people, kept_people from purge_record where rollout_id = $1',
      [people.rolloutId],
    );
    expect(record).toEqual([{ people: 1, kept_people: 1 }]);
  });

  it('is purged, and that ends the move once its last phase is closed', async () => {
    const { rolloutId } = people;
    for (const key of ['pilot', 'refine', 'launch', 'sunset'])
      await app.dataSource.query('insert into phase (rollout_id, key) values ($1, $2)', [rolloutId, key]);
    await app.dataSource.query(
      `insert into occurrence (rollout_id, key, play, step, due_at, day, speaks, state)
       values ($1, 'privacy.review/1', 'privacy.review', '1', '2027-05-12Z', '2027-05-12', true, 'planned')`,
      [rolloutId],
    );
    const left = async (): Promise<unknown[]> =>
      app.dataSource.query(
        `select r.state, o.state as review, o.reason from rollout r join occurrence o on o.rollout_id = r.id where r.id = $1`,
        [rolloutId],
      );
    await app.dataSource.transaction(async (tx) => {
      const rollout = await tx.findOneByOrFail(Rollout, { id: rolloutId });
      const occasion = { tx, rollout, step: '', key: 'retention.purge', row: playRow('retention.purge') };
      const now = app.clock.now();
      const day = now.toZonedDateTimeISO('UTC').toPlainDate();
      await app.get(SocketBoard).do('retention.purge', { ...occasion, day, now, reworded: null });
    });
    expect(await left()).toEqual([{ state: 'running', review: 'planned', reason: null }]);
    await app.dataSource.transaction(async (tx) => {
      const rollout = await tx.findOneByOrFail(Rollout, { id: rolloutId });
      await tx.query(`update phase set opened_on = '2026-03-09' where rollout_id = $1 and key = 'sunset'`, [
        rolloutId,
      ]);
      const by = { accountId: people.communityId, now: app.clock.now() };
      const override = { reason: 'All is done.', askedBy: people.communityId };
      await app.get(PhaseService).close(tx, rollout, 'sunset', { ...by, override });
    });
    expect(await left()).toEqual([{ state: 'ended', review: 'skipped', reason: 'the rollout has ended' }]);
  });

  function post(person: Enrolled, path: string, fields: Record<string, string>): Promise<Response> {
    const body = new URLSearchParams(fields);
    return fetch(`${app.url}/m/${person.token}/${path}`, { method: 'POST', body, redirect: 'manual' });
  }

  /** The key, as the mail says it. */
  async function keySent(): Promise<string> {
    const catcher = new Catcher();
    await new Deliveries(app.dataSource, app.clock, app.get(Claims), catcher, app.get(MailTrouble)).run();
    return /key=([\w-]{22})\n/.exec(catcher.caught[0]!.text)![1]!;
  }

  async function members(): Promise<string[]> {
    const rows = await app.dataSource.query<{ display_name: string }[]>(
      'select display_name from member where community_id = $1 order by display_name',
      [people.communityId],
    );
    return rows.map((row) => row.display_name);
  }
});
