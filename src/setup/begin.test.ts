import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { LeadBrowser } from '../../test/support/lead-browser.js';
import { startTestApp, type TestApp } from '../../test/support/test-app.js';
import { SetupLink } from './setup-link.js';

let running: TestApp;
let lead: LeadBrowser;
let headers: Record<string, string>;

beforeAll(async () => {
  running = await startTestApp();
  running.clock.set(Temporal.Instant.from('2026-01-20T08:00:00Z'));
});
afterAll(() => running.close());

/** A community set up a minute ago, and its places. */
beforeEach(async () => {
  const link = await running.dataSource.transaction((tx) => running.get(SetupLink).fresh(tx));
  const done = await fetch(`${running.url}/set-up/${link}`, {
    ...{ method: 'POST', redirect: 'manual' },
    body: new URLSearchParams({
      ...{ communityName: 'Garden Street', timeZone: 'Europe/Berlin', language: 'en', care: 'open' },
      ...{ responsibleName: 'Ada', responsibleContact: 'ground floor left', name: 'Ada' },
    }),
  });
  lead = LeadBrowser.with(running, done.headers.get('set-cookie')!.split(';')[0]!);
  const token = await lead.press('/account', '/account/tokens', { label: 'b', scope: 'act', days: '30' });
  headers = { authorization: `Bearer ${/<code>(co_[\w-]{20,})<\/code>/.exec(token.html)![1]!}` };
});

const begun = async (): Promise<{ door: string | null; next: string | null }> =>
  (await (await fetch(`${running.url}/api/v1/begin`, { headers })).json()) as { door: string; next: string };

async function places(): Promise<{ from: string; to: string }> {
  await lead.press('/places', '/places', { name: 'The old group', platform: 'WhatsApp' });
  await lead.press('/places', '/places', { name: 'The new room', platform: 'Matrix' });
  const answer = await fetch(`${running.url}/api/v1/places`, { headers });
  const found = ((await answer.json()) as { places: { id: string; name: string }[] }).places;
  const id = (name: string): string => found.find((one) => one.name === name)!.id;
  return { from: id('The old group'), to: id('The new room') };
}
const move = { name: 'To Matrix', timeZone: 'Europe/Berlin', preset: 'usual' };

describe('a beginning', () => {
  it('has four doors, and remembers which was taken; another can be taken at any time', async () => {
    const { html } = await lead.open('/begin');
    for (const words of [
      'I have a file',
      'We have only the group',
      'We have begun already',
      'with the sample',
    ])
      expect(html).toContain(words);
    expect(await begun()).toMatchObject({ door: null });
    expect((await lead.press('/begin', '/begin/door', { door: 'group' })).html).toContain(
      'Next: name the places.',
    );
    expect(await begun()).toMatchObject({ door: 'group', next: 'places' });
    const other = await lead.press('/begin?doors=all', '/begin/door', { door: 'file' });
    expect(other.html).toContain('You came in by “I have a file”.');
    expect((await lead.press('/begin?doors=all', '/begin/door', { door: 'window' })).status).toBe(422);
  });

  it('with only the group ends with words, a poster and a link, and nobody on the list', async () => {
    await lead.press('/begin', '/begin/door', { door: 'group' });
    const where = await places();
    const planned = await lead.press('/begin/move', '/begin/move', {
      ...move,
      ...where,
      startsOn: '2026-02-02',
    });
    expect(planned.html).toContain('Make the code');
    const [, tonight] = /action="(\/rollouts\/[\w-]+\/tonight)#/.exec(planned.html)!;
    const ready = await lead.press(tonight!, tonight!);
    expect(ready.html).toMatch(/codes\/\w{8}\/poster\.pdf/);
    expect(ready.html).toContain('From The old group to The new room'.replace('From', 'We are moving from'));
    expect(await begun()).toMatchObject({ next: 'start' });
    const join = await fetch(`${running.url}/j/${/codes\/(\w{8})\//.exec(ready.html)![1]!}`);
    expect(join.status).toBe(200);
  });

  it('with a file goes by the list, which may stay empty; the steps are what is stored', async () => {
    await lead.press('/begin', '/begin/door', { door: 'file' });
    const { from } = await places();
    expect(await begun()).toMatchObject({ next: 'people' });
    await lead.press('/roster', '/roster/names', { names: 'Carla Diaz', place: from });
    expect(await begun()).toMatchObject({ next: 'plan' });
  });

  it('that has begun already asks for the day on which it began, counts, and then sends nothing for the past', async () => {
    await lead.press('/begin', '/begin/door', { door: 'begun' });
    const where = await places();
    await lead.press('/roster', '/roster/names', { names: 'Carla Diaz', place: where.from });
    const page = '/begin/move';
    const refused = await lead.press(page, page, { ...move, ...where, startsOn: '2026-02-02' });
    expect(refused.status).toBe(422);
    expect(refused.html).toContain('A move that has begun already began before today.');
    const planned = await lead.press(page, page, { ...move, ...where, startsOn: '2025-12-29' });
    expect(planned.html).toContain('The move began elsewhere on Monday 29 December 2025.');
    expect(planned.html).toMatch(/\d+ are recorded as done elsewhere, and nothing is sent for them/);
    expect(planned.html).toMatch(/\d+ steps are still to be said/);
    const [, start] = /action="(\/rollouts\/[\w-]+\/plan\/start)#/.exec(planned.html)!;
    await lead.press(start!.replace('/start', ''), start!);
    expect(await begun()).toMatchObject({ next: 'tonight' });
    const rows = await running.dataSource.query<{ reason: string; count: number }[]>(
      `select o.reason, count(*)::int from occurrence o join rollout r on r.id = o.rollout_id
        where r.begun_elsewhere and o.day < '2026-01-20' group by 1`,
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]!.reason).toContain('done elsewhere');
  });

  it('by the API refuses a move that has begun already and begins tomorrow', async () => {
    const { from, to } = await places();
    const answer = await fetch(`${running.url}/api/v1/rollouts`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify({ ...move, from: [from], to: [to], startsOn: '2026-01-21', begunElsewhere: true }),
    });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('began before today');
  });
});
