import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SetupLink } from '../src/setup/setup-link.js';
import { LeadBrowser } from './support/lead-browser.js';
import { ledTo } from './support/led-to.js';
import { startTestApp, type TestApp } from './support/test-app.js';

/** From the printed link to a running move, on pages alone, in the order in which a newcomer meets them. */
describe('the first hour of a newcomer', () => {
  let app: TestApp;
  let lead: LeadBrowser;
  let move: string;

  beforeAll(async () => {
    app = await startTestApp();
    app.clock.jump('2026-01-02T09:00:00Z');
  });
  afterAll(() => app.close());

  /** How many rows each table holds. */
  const everyTable = async (): Promise<Record<string, number>> => {
    const tables = await app.dataSource.query<{ name: string }[]>(
      `select table_name as name from information_schema.tables
        where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`,
    );
    const counts = tables.map(({ name }) => `select '${name}' as name, count(*)::int as rows from "${name}"`);
    const found = await app.dataSource.query<{ name: string; rows: number }[]>(counts.join(' union all '));
    return Object.fromEntries(found.map(({ name, rows }) => [name, rows]));
  };
  const placeId = async (name: string): Promise<string> => {
    const [row] = await app.dataSource.query<{ id: string }[]>('select id from place where name = $1', [
      name,
    ]);
    return row!.id;
  };

  it('sets up and is signed in at once, led to the first steps', async () => {
    const token = await app.get(SetupLink).current();
    const answers = {
      ...{ communityName: 'Garden Street', timeZone: 'Europe/Berlin', language: 'en', care: 'open' },
      ...{
        responsibleName: 'Ada',
        responsibleContact: 'ground floor left',
        email: 'ada@hill.example',
        name: 'Ada',
      },
    };
    const done = await fetch(`${app.url}/set-up/${token}`, {
      ...{ method: 'POST', redirect: 'manual' },
      body: new URLSearchParams(answers),
    });
    lead = LeadBrowser.with(app, done.headers.get('set-cookie')!.split(';')[0]!);
    expect((await lead.open(ledTo(done)!)).html).toContain('Go on to the first steps');
    expect(await lead.open('/')).toMatchObject({ status: 303, location: '/begin' });
    expect((await lead.open('/begin')).html).toContain('How do you begin?');
    const steps = await lead.press('/begin', '/begin/door', { door: 'file' });
    expect(steps.html).toContain('Next: name the places.');
  });

  it('names the places, and keeps what was typed when something needs another look', async () => {
    const wrong = await lead.press('/places', '/places', { name: 'Old <b>group</b>', headCount: 'many' });
    expect(wrong.status).toBe(422);
    expect(wrong.html).toContain('value="Old &lt;b>group&lt;/b>"');
    expect(wrong.html).toContain('Write a number.');
    await lead.press('/places', '/places', { name: 'The old group', platform: 'WhatsApp', headCount: '12' });
    const { html } = await lead.press('/places', '/places', { name: 'The new room', platform: 'Matrix' });
    expect(html).toContain('2 places are known.');
  });

  it('brings people by pasted names and by a file, seeing first what the file would do', async () => {
    const place = await placeId('The old group');
    const pasted = await lead.press('/roster', '/roster/names', { names: 'Carla Diaz\nDov Amir', place });
    expect(pasted.html).toContain('2 people were added.');
    const csv = 'Name,E-mail\nAnna Berg,anna@hill.example\nBo Lind,bo@hill.example\nNobody,no address\n';
    const looked = await lead.upload('/roster', '/roster/files', { filePlace: place }, csv);
    expect(looked.html).toContain(
      'Of 3 rows: 2 new people, 0 changed, 1 row to correct. Nothing has changed yet.',
    );
    const [, path] = /action="(\/roster\/files\/[\w-]+)\/confirm/.exec(looked.html)!;
    expect((await lead.press(path!, `${path}/confirm`)).html).toContain('Done: 2 new people');
    expect((await lead.open('/roster')).html).toContain('4 people are on the list.');
    const none = await lead.press('/roster', '/roster/files', { filePlace: place });
    expect(none).toMatchObject({ status: 422, html: expect.stringContaining('Choose a file.') });
    const empty = await lead.upload('/roster', '/roster/files', { filePlace: place }, '');
    expect(empty).toMatchObject({ status: 422, html: expect.stringContaining('This file is empty.') });
  });

  it('takes a second lead in by a link that is handed over', async () => {
    const { html } = await lead.press('/team', '/team', { name: 'Luis', role: 'lead' });
    const [, link] = /<code>(http[^<]+\/enter\/[\w-]+)<\/code>/.exec(html)!;
    const entered = await fetch(link!, { method: 'POST', redirect: 'manual' });
    const luis = LeadBrowser.with(app, entered.headers.get('set-cookie')!.split(';')[0]!);
    expect((await luis.open('/team')).html).toContain('2 people lead.');
  });

  it('plans the move, refused with every reason beside its field', async () => {
    const refused = await lead.press('/begin/move', '/begin/move', { name: 'To Matrix', startsOn: 'soon' });
    expect(refused.status).toBe(422);
    expect(refused.html).toContain('value="To Matrix"');
    const [from, to] = [await placeId('The old group'), await placeId('The new room')];
    const planned = await lead.press('/begin/move', '/begin/move', {
      ...{ name: 'To Matrix', startsOn: '2026-01-05', timeZone: 'Europe/Berlin', preset: 'small', from, to },
    });
    expect(planned.html).toContain('The move is planned to start on Monday 5 January 2026.');
    [, move] = /action="(\/rollouts\/[\w-]+)\/plan\/start/.exec(planned.html) as unknown as [string, string];
    const wrong = await lead.press(`${move}/plan`, `${move}/plan`, { ...usual, launchTo: '2026-01-25' });
    expect(wrong.html).toContain(
      'Soft launch ends on Sunday 25 January 2026, before it starts on Monday 2 February 2026.',
    );
    expect(wrong.html).toMatch(
      /name="launchTo"[^>]*value="2026-01-25"|value="2026-01-25"[^>]*name="launchTo"/,
    );
  });

  it('opens every page to which one of the draft leads', async () => {
    const seen = new Set<string>();
    const ahead = [move];
    for (let path = ahead.pop(); path !== undefined; path = ahead.pop()) {
      seen.add(path);
      const { status, html } = await lead.open(path);
      expect([path, status < 400]).toEqual([path, true]);
      const links = [...html.matchAll(/<a [^>]*?href="(\/[^"#?]+)/g)].map(([, href]) => href!);
      ahead.push(
        ...links.filter((href) => href.startsWith(move) && !seen.has(href) && !ahead.includes(href)),
      );
    }
    for (const phase of ['pilot', 'refine', 'launch', 'sunset'])
      expect(seen).toContain(`${move}/phases/${phase}`);
  }, 60_000);

  it('rehearses: every message in its words, as a calendar and as a mailbox, and nothing of it stays', async () => {
    const before = await everyTable();
    const { html } = await lead.open(`${move}/rehearsal`);
    expect(html).toContain('A silent member gets 13 messages.');
    expect(html).toContain(
      'Monday 5 January, 10:00: A few will try something; nothing changes now. To 2 people',
    );
    expect(html).toContain('Garden Street: a few try a new place');
    expect(html).toContain('Posted in The old group:');
    const mailbox = (await lead.open(`${move}/rehearsal/mailbox`)).html;
    for (const subject of [
      'Come along to our new place',
      'In one week we leave The old group',
      'Three months on',
    ])
      expect(mailbox).toContain(subject);
    expect(mailbox).toContain('Kim helps you');
    expect(mailbox).not.toMatch(/\{[a-z]+\}/i);
    expect(await everyTable()).toEqual(before);
    // Thirty weeks, twice: two seconds each on a quiet machine.
  }, 60_000);

  it('starts it, and moves a window only after a look at what would move', async () => {
    expect((await lead.press(`${move}/plan`, `${move}/plan/start`)).html).toContain('To Matrix');
    const edited = { ...usual, launchTo: '2026-03-22' };
    const looked = await lead.press(`${move}/plan`, `${move}/plan`, edited);
    expect(looked.html).toContain('Nothing is saved yet.');
    await lead.press(`${move}/plan`, `${move}/plan`, { ...edited, sure: 'yes' });
    const { html } = await lead.open(`${move}/plan`);
    expect(html).toContain('value="2026-03-22"');
    expect(html).toContain('Now 7 weeks: Monday 2 February 2026 to Sunday 22 March 2026.');
    const stale = await lead.press(`${move}/plan`, `${move}/plan`, { ...edited, version: '1', sure: 'yes' });
    expect(stale.html).toContain('Somebody changed the plan meanwhile');
  });
});

const usual = {
  ...{ startsOn: '2026-01-05', timeZone: 'Europe/Berlin', pilotFrom: '2026-01-05', pilotTo: '2026-02-01' },
  ...{ refineFrom: '2026-01-19', refineTo: '2026-02-08', launchFrom: '2026-02-02', launchTo: '2026-03-15' },
  ...{ sunsetFrom: '2026-03-09', waves: '1', daysApart: '7' },
  ...{ noticeDays: '30', archiveDays: '30', quietDays: '' },
};
