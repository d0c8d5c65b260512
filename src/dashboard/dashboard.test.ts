import { ledTo } from '../../test/support/led-to.js';
import { smallWorld } from '../../test/support/small-world.js';
import { startTestApp, type TestApp } from '../../test/support/test-app.js';
import { Accounts } from '../access/accounts.js';
import { SESSION_COOKIE } from '../access/session-cookie.js';
import { SignIn } from '../access/sign-in.js';

describe('the pages of a lead', () => {
  let app: TestApp;
  let cookie: string;
  let reader: string;
  let token: string;
  let rolloutId: string;

  beforeAll(async () => {
    app = await startTestApp();
    const world = await smallWorld(
      app.dataSource,
      Array.from({ length: 12 }, () => ({ lastSeenOn: '2026-01-02' })),
    );
    ({ rolloutId } = world);
    await app.dataSource.query(
      `insert into adoption_snapshot values
       ($1, '2026-01-05', 0, false, '2026-01-05T02:00:00Z', 12, 0, 0, 1, 1, 1, 3, 12, 3, 1, 1, 2)`,
      [rolloutId],
    );
    await app.dataSource.query(
      `insert into occurrence (rollout_id, key, play, step, day, due_at, speaks, state, reason, decided_by) values
       ($1, 'rollout.update/1', 'rollout.update', '1', '2026-01-19', '2026-01-19T09:00:00Z', true, 'planned', null, null),
       ($1, 'rollout.opening-word', 'rollout.opening-word', '', '2026-01-05', '2026-01-05T09:00:00Z', true, 'held', 'found late', 'changeover')`,
      [rolloutId],
    );
    let link = '';
    await app.dataSource.transaction(async (tx) => {
      const accounts = app.get(Accounts);
      const lead = await accounts.create(tx, { communityId: world.communityId, name: 'Ada', role: 'lead' });
      const until = app.clock.now().add({ hours: 24 });
      token = await accounts.issueToken(tx, lead.id, 'test', until);
      link = await app.get(SignIn).link(tx, lead.id);
    });
    cookie = `${SESSION_COOKIE}=${await app.get(SignIn).enter(link)}`;
    const looking = await app.dataSource.transaction(async (tx) => {
      const asked = { communityId: world.communityId, name: 'Rea', role: 'viewer' as const };
      return app.get(SignIn).link(tx, (await app.get(Accounts).create(tx, asked)).id);
    });
    reader = `${SESSION_COOKIE}=${await app.get(SignIn).enter(looking)}`;
  });
  afterAll(() => app.close());

  const page = async (path: string, as = cookie) => {
    const answer = await fetch(`${app.url}${path}`, { headers: { cookie: as }, redirect: 'manual' });
    return { status: answer.status, location: ledTo(answer), html: await answer.text() };
  };

  it('say first that nothing goes out after a restore, and let a lead change that', async () => {
    const held = `insert into hold select community_id, '2026-01-06T08:00:00Z', 'nothing ran here' from rollout where id = $1`;
    await app.dataSource.query(held, [rolloutId]);
    const { html } = await page(`/rollouts/${rolloutId}`);
    expect(html).toContain('nothing ran here');
    expect(html).toContain(`action="/rollouts/${rolloutId}/speak#problem"`);
    await app.dataSource.query('delete from hold');
    expect((await page(`/rollouts/${rolloutId}`)).html).not.toContain('/speak');
  });

  it('begin with a calm front page for whoever is not signed in', async () => {
    const { status, html } = await page('/', '');
    expect(status).toBe(200);
    expect(html).toContain('without losing people');
    expect(html).not.toContain('gardeners');
  });

  it('begin with the one move that there is for whoever is', async () => {
    expect(await page('/')).toMatchObject({ status: 303, location: `/rollouts/${rolloutId}` });
  });

  it('say where the move stands, what comes, and what needs somebody', async () => {
    const { status, html } = await page(`/rollouts/${rolloutId}`);
    expect(status).toBe(200);
    expect(html).toContain('1 of 12 (8%) are at home in the new place. 2 things need you.');
    expect(html).toContain('Nobody is chosen yet to try it first');
    expect(html).toContain('Monday 19 January, 10:00 (Europe/Berlin)');
    expect(html).toContain('between 8% and 33% of 12 people');
    expect(html).toContain('2 of 3 who were asked said no');
    expect(html).toMatch(/<script src="\/assets\/live\.js\?v=[\w-]+" defer><\/script>/);
  });

  it('say what waits for a lead where a phase is late, and never that nothing does', async () => {
    await app.dataSource.query(
      `insert into alert (rollout_id, kind, subject, text, raised_at) values
       ($1, 'phase late', 'launch', 'Soft launch is late. It waits until the pilot is closed.', '2026-01-05T03:00:00Z')`,
      [rolloutId],
    );
    const { html } = await page(`/rollouts/${rolloutId}`);
    expect(html).toContain('3 things need you.');
    expect(html).not.toContain('Nothing needs you');
    expect(html).toContain(`href="/rollouts/${rolloutId}/phases/launch">Soft launch is late.`);
    expect(html).toContain(`href="/rollouts/${rolloutId}/circle">Nobody is chosen yet`);
    const reads = await page(`/rollouts/${rolloutId}`, reader);
    expect(reads.status).toBe(200);
    expect(reads.html).not.toMatch(/needs? you/);
    await app.dataSource.query('delete from alert');
  });

  it('say once that nothing does', async () => {
    await app.dataSource.query(
      `insert into circle (rollout_id, confirmed_at) values ($1, '2026-01-05T08:00:00Z')`,
      [rolloutId],
    );
    await app.dataSource.query(`update occurrence set state = 'done' where state = 'held'`);
    const { html } = await page(`/rollouts/${rolloutId}`);
    expect(html.split('Nothing needs you')).toHaveLength(2);
    await app.dataSource.query(`update occurrence set state = 'held' where state = 'done'`);
    await app.dataSource.query('delete from circle');
  });

  it('say that a finished move is done, without a stop for it, and of which day its figure is', async () => {
    await app.dataSource.query(
      `update phase set opened_on = '2026-01-01', closed_on = '2026-01-04' where rollout_id = $1`,
      [rolloutId],
    );
    app.clock.set('2026-01-06T09:00:00Z');
    const { html } = await page(`/rollouts/${rolloutId}`);
    expect(html).toContain('The move is done. It was closed on Sunday 4 January.');
    expect(html).toContain('were at home in the new place on Monday 5 January');
    expect(html).not.toContain('Pause the move');
    expect(html).not.toContain('No closing day is named');
    app.clock.jump('2026-01-05T09:00:00Z');
    await app.dataSource.query('update phase set opened_on = null, closed_on = null where rollout_id = $1', [
      rolloutId,
    ]);
  });

  it('say when nothing happens by itself any more, since when, and what to do', async () => {
    const beat = (at: string) =>
      app.dataSource.query(
        `insert into installation (mark, heartbeat_at) values (gen_random_uuid(), $1) on conflict (only_row) do update set heartbeat_at = $1`,
        [at],
      );
    await beat('2026-01-05T08:58:00Z');
    expect((await page(`/rollouts/${rolloutId}`)).html).not.toContain('done nothing by itself');
    await beat('2026-01-05T08:57:59Z');
    const { html } = await page(`/rollouts/${rolloutId}`);
    expect(html).toContain('done nothing by itself since Monday 5 January, 09:57 (Europe/Berlin)');
    for (const below of ['messages', 'by-hand', 'posts', 'plan', 'waves', 'phases/pilot', 'pause'])
      expect((await page(`/rollouts/${rolloutId}/${below}`)).html).toContain('done nothing by itself since');
    await app.dataSource.query('delete from installation');
  });

  it('say that nothing ever happened by itself where no worker runs beside these pages', async () => {
    app.clock.advance({ minutes: 3 });
    for (const below of ['', '/messages', '/plan', '/by-hand'])
      expect((await page(`/rollouts/${rolloutId}${below}`)).html).toContain(
        'has never done anything by itself',
      );
    expect((await page(`/rollouts/${rolloutId}`, reader)).html).not.toContain('by itself here');
    app.clock.jump('2026-01-05T09:00:00Z');
  });

  it('begin a stream that knows what the page showed, for whoever may see it', async () => {
    const { html } = await page(`/rollouts/${rolloutId}`);
    const [, stream = ''] = /data-live="([^"]+)"/.exec(html) ?? [];
    const abort = new AbortController();
    const answer = await fetch(`${app.url}${stream}`, { headers: { cookie }, signal: abort.signal });
    expect(answer.headers.get('content-type')).toContain('text/event-stream');
    const { value } = await answer.body!.getReader().read();
    expect(new TextDecoder().decode(value)).toContain('event: same');
    abort.abort();
    expect((await page(stream, '')).status).toBe(401);
  });

  it('come in the look that somebody chose, on this browser alone', async () => {
    const answer = await fetch(`${app.url}/look`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ theme: 'dark', back: `/rollouts/${rolloutId}` }),
      redirect: 'manual',
    });
    expect(ledTo(answer)).toBe(`/rollouts/${rolloutId}`);
    const look = answer.headers.get('set-cookie')!.split(';')[0]!;
    expect((await page('/', look)).html).toContain('data-theme="dark"');
    expect((await page('/', 'look=purple')).html).not.toContain('data-theme');
  });

  it('keep the record of what was held, and why', async () => {
    const { html } = await page(`/rollouts/${rolloutId}/record?state=held`);
    expect(html).toContain('1 thing is held.');
    expect(html).toContain('found late, by Changeover');
  });

  it('are not found in another community, nor under what is no id', async () => {
    const other = await smallWorld(app.dataSource, []);
    expect((await page(`/rollouts/${other.rolloutId}`)).status).toBe(404);
    expect((await page('/rollouts/nothing/record')).status).toBe(404);
    expect((await page(`/rollouts/${rolloutId}`, '')).status).toBe(401);
  });

  it('tell the same to programs', async () => {
    const answer = await fetch(`${app.url}/api/v1/rollouts/${rolloutId}/overview`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(await answer.json()).toMatchObject({
      adoption: { day: '2026-01-05', comfortable: 1, baseline: 12 },
      roster: { people: 12, invited: 3 },
      coming: [{ key: 'rollout.update/1' }],
      needsYou: [
        { kind: 'held', count: 1 },
        { kind: 'undone', count: 1 },
      ],
    });
  });
});
