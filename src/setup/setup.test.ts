import { LeadBrowser } from '../../test/support/lead-browser.js';
import { ledTo } from '../../test/support/led-to.js';
import { startTestApp, type TestApp } from '../../test/support/test-app.js';
import { AccessModule } from '../access/access.module.js';
import { CommunityModule } from '../community/community.module.js';
import { SetupLink } from './setup-link.js';
import { SetupModule } from './setup.module.js';

let running: TestApp;

beforeEach(async () => {
  running = await startTestApp({ modules: [AccessModule, CommunityModule, SetupModule] });
});
afterEach(() => running.close());

const link = async (): Promise<string> => (await running.get(SetupLink).current()) ?? '';
const community = {
  name: 'The gardeners',
  timeZone: 'Europe/Berlin',
  responsible: { name: 'Ada', contact: 'in the greenhouse, Tuesdays at 18:00' },
};
const setUp = (token: string, changes: object = {}) =>
  fetch(`${running.url}/api/v1/set-up`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token, community, person: { name: 'Ada' }, ...changes }),
  });
const count = async (table: string): Promise<number> => {
  const [row] = await running.dataSource.query<{ rows: number }[]>(
    `select count(*)::int as rows from ${table}`,
  );
  return row?.rows ?? -1;
};

describe('set-up', () => {
  it('begins with one link that stays the same until it is used, in every process', async () => {
    const links = await Promise.all([link(), link(), link()]);
    expect(new Set(links).size).toBe(1);
    expect((await fetch(`${running.url}/set-up/${links[0]}`)).status).toBe(200);
  });

  it('makes a community and its first person, whose token works at once, on the record', async () => {
    const answer = await setUp(await link());
    expect(answer.status).toBe(201);
    const { token, communityId } = (await answer.json()) as { token: string; communityId: string };
    const headers = { authorization: `Bearer ${token}` };
    const people = await (await fetch(`${running.url}/api/v1/people`, { headers })).json();
    expect(people).toMatchObject({ people: [{ name: 'Ada', role: 'admin' }] });
    const record = await (await fetch(`${running.url}/api/v1/audit`, { headers })).json();
    expect(record).toMatchObject({
      holds: true,
      entries: [{ what: 'community.set-up', subject: communityId }],
    });
    expect(await running.get(SetupLink).current()).toBeUndefined();
  });

  it('happens once, whoever comes first', async () => {
    const token = await link();
    const answers = await Promise.all([setUp(token), setUp(token), setUp(token)]);
    expect(answers.map(({ status }) => `${status}`).toSorted()).toEqual(['201', '410', '410']);
    expect([await count('community'), await count('account')]).toEqual([1, 1]);
  });

  it('refuses with all reasons at once and leaves the link and the database as they were', async () => {
    const token = await link();
    const answer = await setUp(token, {
      community: { ...community, timeZone: 'Mars', name: '' },
      person: { name: 'Ada', email: 'nowhere' },
    });
    expect(answer.status).toBe(422);
    const { reasons } = (await answer.json()) as { reasons: { field: string }[] };
    expect(reasons.map(({ field }) => field)).toEqual([
      'community.name',
      'community.timeZone',
      'person.email',
    ]);
    expect((await setUp('wrong')).status).toBe(404);
    expect(await count('community')).toBe(0);
    expect(await link()).toBe(token);
  });

  it('can be done by the form, which keeps what was typed when something needs another look', async () => {
    const url = `${running.url}/set-up/${await link()}`;
    const typed = {
      communityName: 'The <gardeners>',
      timeZone: 'Berlin',
      language: 'de',
      responsibleName: 'Ada',
      responsibleContact: 'in the greenhouse',
      care: 'open',
      name: 'Ada',
      email: '',
    };
    const mailOnly = { ...typed, responsibleContact: 'ada@hill.example' };
    const again = await fetch(url, { method: 'POST', body: new URLSearchParams(mailOnly) });
    expect(again.status).toBe(422);
    const page = await again.text();
    expect(page).toContain('Error: Set up Changeover');
    expect(page).toContain('Name a time zone like Europe/Berlin.');
    expect(page).toContain('Name one way that is not e-mail too');
    expect(page).toContain('value="The &lt;gardeners>"');
    expect(page).toContain('<option value="Berlin" selected>Berlin</option>');
    expect(page).toMatch(/<optgroup label="Europe">.*<option value="Europe\/Berlin">Berlin \(UTC\+\d\)/s);

    const done = await fetch(url, {
      ...{ method: 'POST', redirect: 'manual' },
      body: new URLSearchParams({ ...typed, timeZone: 'Europe/Berlin' }),
    });
    expect([done.status, ledTo(done)]).toEqual([303, '/begin/set-up']);
    const lead = LeadBrowser.with(running, done.headers.get('set-cookie')!.split(';')[0]!);
    // It can be loaded again, and shows nothing that must not be seen twice.
    for (const _ of [1, 2]) {
      const { html } = await lead.open('/begin/set-up');
      expect(html).toContain('The &lt;gardeners> has a place now, and you are signed in.');
      expect(html).not.toMatch(/co_[\w-]{32}/);
    }
    expect(await count('api_token')).toBe(0);
    const used = await fetch(url);
    expect(used.status).toBe(410);
    expect(await used.text()).toContain('href="/sign-in"');
  });
});
