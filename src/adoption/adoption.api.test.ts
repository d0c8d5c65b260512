import { smallWorld, type SmallWorld } from '../../test/support/small-world.js';
import { startTestApp, type TestApp } from '../../test/support/test-app.js';
import { Accounts } from '../access/accounts.js';
import { Rollout } from '../rollout/rollout.entity.js';
import { day } from '../../test/support/adopting.js';
import { Measurement } from './measurement.service.js';

describe('what leads tell adoption and read of it', () => {
  let app: TestApp;
  let world: SmallWorld;
  let token: string;

  beforeAll(async () => {
    app = await startTestApp();
    app.clock.set('2026-01-12T09:00:00Z');
    const members = Array.from({ length: 3 }, () => ({ lastSeenOn: '2026-01-02' }));
    world = await smallWorld(app.dataSource, [...members, { outcome: 'no device', outcomeOn: '2026-01-06' }]);
    const { communityId } = world;
    token = await app.dataSource.transaction(async (tx) => {
      const lead = await app.get(Accounts).create(tx, { communityId, name: 'Ada', role: 'lead' });
      return app.get(Accounts).issueToken(tx, lead.id, 'test', app.clock.now().add({ hours: 24 }));
    });
  });
  afterAll(() => app.close());

  async function ask(path: string, body?: unknown, type = 'application/json') {
    const answer = await fetch(`${app.url}/api/v1/rollouts/${world.rolloutId}/${path}`, {
      headers: { authorization: `Bearer ${token}`, ...(body !== undefined && { 'content-type': type }) },
      ...(body !== undefined && {
        method: 'POST',
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    });
    const text = await answer.text();
    return {
      status: answer.status,
      body: text === '' ? null : (JSON.parse(text) as Record<string, unknown>),
    };
  }

  const member = (i: number): string => world.people[i]!.memberId;

  it('takes reports, roll calls, head counts and corrections, and shows what they make', async () => {
    const rows = ['2026-01-07', '2026-01-08', '2026-01-09'].map((on) => ({ memberId: member(0), day: on }));
    expect(await ask('activity', { rows })).toEqual({ status: 200, body: { days: 3 } });
    expect(
      await ask(
        'activity/file',
        `day;member\n2026-01-09;${member(0)}\n2026-01-09;${member(1)}\n`,
        'text/csv',
      ),
    ).toEqual({ status: 200, body: { days: 1 } });
    expect(await ask('roll-call', { day: '2026-01-11', present: [member(1)] })).toEqual({
      status: 200,
      body: { people: 1 },
    });
    expect((await ask('roll-call', { present: [member(1)] })).status).toBe(409);
    expect((await ask('head-count', { placeId: world.places.source, people: 312 })).status).toBe(204);
    const out = { memberId: member(2), change: 'out', reason: 'moved away' };
    expect((await ask('baseline/corrections', out)).status).toBe(204);
    expect((await ask('friction/let-go', { reason: 'we help' })).status).toBe(409);

    const rollout = await app.dataSource.manager.findOneByOrFail(Rollout, { id: world.rolloutId });
    await app.dataSource.transaction((tx) =>
      app.get(Measurement).take(tx, rollout, day('2026-01-12'), app.clock.now()),
    );
    expect((await ask('adoption')).body).toMatchObject({
      target: { from: 0.6, to: 0.7 },
      baseline: {
        from: '2025-12-08',
        frozenOn: null,
        corrections: [{ change: 'out', reason: 'moved away' }],
      },
      headCounts: [{ people: 312, inOurList: 0 }],
      series: [
        { day: '2026-01-12', baseline: 3, comfortable: 1, arrived: 2, unknown: 0, assumed: 1, takenOut: 1 },
      ],
    });
    expect((await ask('adoption/left-behind')).body).toMatchObject({
      breakdowns: ['language', 'comfort', 'place', 'invited'].map((dimension) => ({
        dimension,
        classes: [],
      })),
      worklist: [{ memberId: member(3), outcome: 'no device' }],
    });
  });

  it('refuses what makes no sense with every reason, and keeps nothing of it', async () => {
    const rows = [{ day: '2026-13-01', memberId: member(0) }, { day: '2026-01-09' }];
    const { status, body } = await ask('activity', { rows });
    expect(status).toBe(422);
    expect(body!['reasons']).toHaveLength(2);
  });

  it('serves nobody without a token', async () => {
    const answer = await fetch(`${app.url}/api/v1/rollouts/${world.rolloutId}/adoption`);
    expect(answer.status).toBe(401);
  });
});
