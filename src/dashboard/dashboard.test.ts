import { smallWorld } from '../../test/support/small-world.js';
import { startTestApp, type TestApp } from '../../test/support/test-app.js';
import { Accounts } from '../access/accounts.js';
import { SESSION_COOKIE } from '../access/session-cookie.js';
import { SignIn } from '../access/sign-in.js';

describe('the pages of a lead', () => {
  let app: TestApp;
  let cookie: string;
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
    await app.dataSource.transaction(async (tx) => {
      const accounts = app.get(Accounts);
      const lead = await accounts.create(tx, { communityId: world.communityId, name: 'Ada', role: 'lead' });
      const until = app.clock.now().add({ hours: 24 });
      token = await accounts.issueToken(tx, lead.id, 'test', until);
      cookie = `${SESSION_COOKIE}=${await signedIn(lead.id)}`;
    });
  });
  afterAll(() => app.close());

  async function signedIn(accountId: string): Promise<string> {
    void accountId;
    return '';
  }

  const page = async (path: string, as = cookie) => {
    const answer = await fetch(`${app.url}${path}`, { headers: { cookie: as }, redirect: 'manual' });
    return { status: answer.status, location: answer.headers.get('location'), html: await answer.text() };
  };
  void SignIn;

  it('begin with a calm front page for whoever is not signed in', async () => {
    const { status, html } = await page('/', '');
    expect(status).toBe(200);
    expect(html).toContain('without losing people');
    expect(html).not.toContain('gardeners');
  });

  it('tell the same to programs', async () => {
    const answer = await fetch(`${app.url}/api/v1/rollouts/${rolloutId}/overview`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(await answer.json()).toMatchObject({
      adoption: { day: '2026-01-05', comfortable: 1, baseline: 12 },
      roster: { people: 12, invited: 3 },
      coming: [{ key: 'rollout.update/1' }],
      needsYou: [{ kind: 'held', count: 1 }],
    });
  });
});
