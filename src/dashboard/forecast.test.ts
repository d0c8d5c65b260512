import { LeadBrowser } from '../../test/support/lead-browser.js';
import { smallWorld, type SmallWorld } from '../../test/support/small-world.js';
import { startTestApp, type TestApp } from '../../test/support/test-app.js';
import type { Role } from '../access/access.rules.js';
import { Accounts } from '../access/accounts.js';

describe('the forecast', () => {
  let app: TestApp;
  let world: SmallWorld;
  let home: string;

  beforeAll(async () => {
    app = await startTestApp();
    app.clock.set('2026-04-12T09:00:00Z');
    world = await smallWorld(app.dataSource, [{ lastSeenOn: '2026-01-02' }], '2026-02-02');
    home = `/rollouts/${world.rolloutId}`;
    // More than a point a day, since the launch opened.
    await app.dataSource.query(
      `insert into adoption_snapshot
       select $1, date '2026-03-02' + n, 0, false, '2026-03-02T02:00:00Z', 400, 0, 0, least(400, 6 * n + 40), 6 * n + 8, 5 * n + 8, 40,
              400, 400, 6 * n, 5 * n, 2
       from generate_series(0, 41) n`,
      [world.rolloutId],
    );
  });
  afterAll(() => app.close());

  const as = (role: Role) =>
    app.dataSource.transaction(async (tx) => {
      const { id } = await app.get(Accounts).create(tx, { communityId: world.communityId, name: role, role });
      const until = app.clock.now().add({ hours: 24 });
      return { id, token: await app.get(Accounts).issueToken(tx, id, 'test', until) };
    });
  const seen = async (role: Role, path: string): Promise<string> => {
    const { id } = await as(role);
    return (await (await LeadBrowser.enter(app, id)).open(path)).html;
  };
  const told = async (role: Role): Promise<Record<string, unknown>> => {
    const { token } = await as(role);
    const headers = { authorization: `Bearer ${token}` };
    const answer = await fetch(`${app.url}/api/v1${home}/adoption`, { headers });
    return (await answer.json()) as Record<string, unknown>;
  };
  const launch = (on: string | null) =>
    app.dataSource.query(`update phase set opened_on = $2 where rollout_id = $1 and key = 'launch'`, [
      ...[world.rolloutId, on],
    ]);

  const weeks = '60% will be reached between 13 April and 3 May, 8 chances in 10.';

  it('stands at the top of the overview and of the reports, in the curve, and in the table', async () => {
    await launch('2026-03-02');
    for (const path of [home, `${home}/reports`]) {
      const html = await seen('lead', path);
      expect(/<p class="answer">(.*?)<\/p>/s.exec(html)?.[1]).toContain(weeks);
      expect(/<desc id="adoption-desc">(.*?)<\/desc>/s.exec(html)?.[1]).toContain(weeks);
      expect(html).toContain('Adoption, day by day, with a forecast');
      expect(html).toMatch(/<path class="fan" d="M/);
      expect(html).toContain('Forecast, week by week');
    }
  });

  it('is told to programs of leads', async () => {
    await launch('2026-03-02');
    expect((await told('lead'))['forecast']).toMatchObject({
      ...{ lacks: null, measuredDays: 42, until: '2026-10-11', closing: false },
      goals: [
        { percent: 60, state: 'expected', from: '2026-04-13', to: '2026-05-03' },
        { percent: 70, from: '2026-04-20' },
      ],
    });
  });

  it('looks no further than the day on which the old place closes', async () => {
    await launch('2026-03-02');
    await app.dataSource.query(`insert into transition values ($1, 1, '2026-04-16', '2026-03-20Z', null)`, [
      world.rolloutId,
    ]);
    const html = await seen('lead', home);
    await app.dataSource.query('delete from transition');
    expect(html).toContain(
      '60% will not be reached before 13 April, 9 chances in 10. Perhaps not by 16 April, when the old place closes.',
    );
    expect(html).toContain('70% by 16 April, when the old place closes: fewer than 1 chance in 10.');
  });

  it('is a sentence without evidence: no fan, and no sentence at the top', async () => {
    await launch(null);
    const html = await seen('lead', home);
    expect(html).toContain('Not enough evidence for a forecast: before the launch');
    expect(html).not.toMatch(/class="fan"|chances in 10/);
    await launch('2026-04-01');
    expect(await seen('lead', `${home}/reports`)).toContain('launch opened, 12 were measured.');
  });

  it('is for leads: a viewer sees what was measured', async () => {
    await launch('2026-03-02');
    for (const path of [home, `${home}/reports`]) {
      const html = await seen('viewer', path);
      expect(html).toContain('people were at home in the new place');
      expect(html).not.toMatch(/class="fan"|chances in 10|orecast/);
    }
    expect((await told('viewer'))['forecast']).toBeNull();
  });

  it('ends with the move', async () => {
    await launch('2026-03-02');
    const end = (at: string | null) =>
      app.dataSource.query('update rollout set cancelled_at = $2 where id = $1', [world.rolloutId, at]);
    await end('2026-04-11T09:00:00Z');
    expect(await seen('lead', home)).not.toMatch(/class="fan"|orecast/);
    expect((await told('lead'))['forecast']).toBeNull();
    await end(null);
    const close = (on: string | null) =>
      app.dataSource.query(`update phase set closed_on = $2 where rollout_id = $1 and key = 'sunset'`, [
        ...[world.rolloutId, on],
      ]);
    await close('2026-04-11');
    expect((await told('lead'))['forecast']).toBeNull();
    await close(null);
  });
});
