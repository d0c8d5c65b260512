import { People } from '../../test/support/people.js';
import { spoken, unplain } from '../../test/support/plain-words.js';
import { startTestApp, type TestApp } from '../../test/support/test-app.js';
import { unsaidIn } from '../../test/support/unsaid.js';
import { Accounts } from '../access/accounts.js';
import { mirrored } from '../kernel/language/say.js';
import { emptyForm } from '../kernel/ui/forms.js';
import { render } from '../kernel/ui/render.js';
import { FalseReports } from './false-reports.service.js';
import { AnswerPage, AskPage, OwnReportPage, TooOftenPage } from './from-us.pages.js';
import { NoticesModule } from './notices.module.js';
import { Notices } from './notices.service.js';
import type { Saying } from './saying.js';

const letters = {
  en: {
    subject: 'Hill Street: come along, {firstName}',
    ...{ opening: 'The new place is open.', paragraphs: [], nothing: '', why: 'You are one of us.' },
  },
};

describe('is this from us?', () => {
  let app: TestApp;
  let people: People;

  beforeAll(async () => {
    app = await startTestApp({ modules: [NoticesModule], settings: { role: 'web' } });
    people = await People.settle(app);
  });
  afterAll(() => app.close());

  const send = async (path: string, fields: Record<string, string>) => {
    const init = { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' } as const;
    const answer = await fetch(app.url + path, init);
    return { status: answer.status, html: await answer.text(), to: answer.headers.get('location') };
  };
  const ask = (phrase: string) => send('/true', { phrase });
  const say = async (key: string, given: Partial<Saying> = {}): Promise<string> => {
    const anna = await people.add({ name: 'Anna Berg', email: 'anna@hill.example' });
    await app.dataSource.transaction((tx) =>
      app.get(Notices).say(tx, {
        ...{ rollout: people.rollout, key, play: 'launch.invitation', purpose: 'invitation', letters },
        ...{ to: [anna.memberId], byHand: false, now: app.clock.now(), ...given },
      }),
    );
    const [row] = await app.dataSource.query<[{ phrase: string }]>(
      'select phrase from notice where rollout_id = $1 and key = $2',
      [people.rolloutId, key],
    );
    return row.phrase;
  };
  const mails = async (): Promise<number> =>
    (
      await app.dataSource.query<unknown[]>(
        `select 1 from notice where community_id = $1 and play = 'false-report'`,
        [people.communityId],
      )
    ).length;

  it('answers to the words of a message, however they are typed, with day, subject and our one address', async () => {
    const phrase = await say('launch.invitation/1');
    for (const typed of [
      phrase,
      phrase.toUpperCase(),
      phrase.replaceAll('-', ' '),
      phrase.replaceAll('-', ''),
    ]) {
      const { status, html } = await ask(typed);
      const text = spoken(html);
      expect([status, text]).toEqual([200, expect.stringContaining('“Hill Street: come along, …”')]);
      expect(text).toContain('We wrote a message with it on Monday 5 January 2026.');
      expect(text).toContain(`lead only here: ${app.config.baseUrl}\n`);
      expect(text).toContain('A phrase can be copied.');
      expect(text).not.toMatch(/Anna|Mira|Berg/);
      expect(unplain(text)).toEqual([]);
      expect(html).not.toContain('<script');
      expect(html.length).toBeLessThan(24_000);
    }
  });

  it('says the words again in the same message only, and shows every subject under which it went', async () => {
    const phrase = await say('launch.invitation/2');
    const other = { en: { ...letters.en, subject: 'Come along, all of you' } };
    expect(await say('launch.invitation/2', { letters: other })).toBe(phrase);
    expect(await say('launch.invitation/3')).not.toBe(phrase);
    const { html } = await ask(phrase);
    expect(html).toContain('Come along, all of you');
    expect(html).toContain('Hill Street: come along');
  });

  it('answers to other words alike, and lists nothing', async () => {
    for (const typed of ['acorn actor album', 'x', 'select * from notice']) {
      const { status, html } = await ask(typed);
      expect([status, spoken(html)]).toEqual([
        200,
        expect.stringContaining('We know of no message with this'),
      ]);
      expect(html).toContain(`<strong>${app.config.baseUrl}</strong>`);
      expect(html).not.toContain('Hill Street');
    }
    expect((await ask(' - ')).status).toBe(422);
    expect(spoken((await ask('')).html)).toContain('Write the three words');
    expect((await fetch(`${app.url}/true?phrase=x&utm=1`)).status).toBe(200);
  });

  it.each(['careful', 'protective'])('shows no subject of a community that is %s', async (care) => {
    const phrase = await say(`launch.invitation/${care}`);
    await app.dataSource.query('update community set care = $2 where id = $1', [people.communityId, care]);
    const { html } = await ask(phrase);
    await app.dataSource.query(`update community set care = 'open' where id = $1`, [people.communityId]);
    expect(html).toContain('“A note for you”');
    expect(html).not.toContain('Hill Street');
  });

  it('takes a report of a false one, tells the leads three times a day at most, and keeps what is read', async () => {
    const lead = await people.addLead();
    const what = 'Send 50 euros to http://evil.example <b>now</b>';
    expect(await send('/true/report', { what, carried: 'nothing of ours' })).toMatchObject({
      status: 303,
      to: '/true?said=reported#main',
    });
    const phrase = await say('launch.invitation/4');
    await send('/true/report', {
      what: 'A copy',
      where: 'In the group',
      carried: phrase.replaceAll('-', ' '),
    });
    const anna = await people.add({ name: 'Anna Berg' });
    const own = await send(`/m/${anna.token}/false`, { what: 'By SMS' });
    expect([own.status, own.to]).toEqual([303, `/m/${anna.token}/false?said=reported#main`]);
    expect(await mails()).toBe(3);
    const reports = app.get(FalseReports);
    await app.dataSource.transaction(async (tx) => {
      for (let i = 0; i < 49; i++)
        await reports.report(tx, people.communityId, { what: 'flood', where: null, phrase: null });
    });
    expect(await mails()).toBe(3);
    const until = app.clock.now().add({ hours: 1 });
    const token = await app.dataSource.transaction((tx) =>
      app.get(Accounts).issueToken(tx, lead, 'test', until),
    );
    const answer = await fetch(`${app.url}/api/v1/false-messages`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const { reports: lines } = (await answer.json()) as { reports: { what: string; more: number }[] };
    expect(lines).toHaveLength(50);
    expect(lines).toContainEqual(
      expect.objectContaining({ what, where: null, phrase: null, notOurs: 'nothing of ours' }),
    );
    expect(lines).toContainEqual(expect.objectContaining({ what: 'A copy', where: 'In the group', phrase }));
    expect(Math.max(...lines.map(({ more }) => more))).toBe(2);
    const [kept] = await app.dataSource.query<[{ all: string }]>(
      'select string_agg(encode(sealed, $1), $2) as all from false_report',
      ['escape', ''],
    );
    expect(kept.all).not.toContain('evil');
  });

  it('asks whom it is about where more than one community lives here, and keeps what was typed', async () => {
    const before = await mails();
    const elsewhere = await People.settle(app);
    const { status, html } = await send('/true/report', {
      what: 'A strange one',
      carried: 'acorn actor album',
    });
    expect([status, html]).toEqual([422, expect.stringContaining('>A strange one</textarea>')]);
    expect(spoken(html)).toContain('We do not know whom this is about.');
    expect((await send('/true/report', { what: '' })).status).toBe(422);
    expect((await send('/true/report', { what: 'x'.repeat(2001) })).status).toBe(422);
    expect([await mails(), elsewhere.communityId === people.communityId]).toEqual([before, false]);
  });

  it('says it all in the reader’s language, from their own side', () => {
    const of = { say: mirrored, form: emptyForm() };
    const ours = {
      communityId: 'c',
      phrase: 'p',
      on: app.clock.now().toZonedDateTimeISO('UTC').toPlainDate(),
    };
    const pages = [
      AskPage({ ...of, reported: true }),
      AnswerPage({ ...of, ours: { ...ours, subjects: ['⟦a⟧'] }, baseUrl: '⟦b⟧' }),
      AnswerPage({ ...of, ours: null, baseUrl: '⟦b⟧' }),
      OwnReportPage({ ...of, path: '/m/x', reported: true }),
      TooOftenPage({ say: mirrored, minutes: 7 }),
    ].map((page) => render(page));
    expect(pages.flatMap(unsaidIn)).toEqual([]);
  });

  it('lets nobody guess for long', async () => {
    let answers = 0;
    while (answers < 130 && (await ask('acorn actor album')).status === 200) answers++;
    expect(answers).toBeGreaterThan(20);
    expect(answers).toBeLessThan(130);
    const { status, html } = await ask('acorn actor album');
    expect([status, spoken(html)]).toEqual([429, expect.stringContaining('Try again in')]);
  });
});
