import { launchedWorlds } from '../../test/support/launched-world.js';
import type { Plan } from '../rollout/plan.js';

const worlds = launchedWorlds();

/** The plan with another number of waves: previewed, and saved. */
async function askFor(count: number): Promise<{ status: number; body: unknown }[]> {
  const rows = await worlds.query<{ plan: Plan; version: number }>(
    'select plan, version from rollout where id = $1',
  );
  const { plan, version } = rows[0]!;
  const changed = { ...plan, waves: { ...plan.waves, count } };
  return [
    await worlds.world.api('POST', 'plan/preview', { plan: changed }),
    await worlds.world.api('PUT', 'plan', { plan: changed, version }),
  ];
}

describe('the number of waves in the plan', () => {
  it('counts until the waves stand; from then on another is refused, with what can be done instead', async () => {
    await worlds.settle([{}, {}, {}]);
    for (const { status } of await askFor(3)) expect(status).toBe(200);
    expect((await worlds.world.api('GET', 'waves')).body).toHaveLength(3);
    await worlds.world.play('launch.invitation', '1');
    for (const { status, body } of await askFor(5)) {
      expect(status).toBe(422);
      expect((body as { reasons: unknown }).reasons).toEqual([
        {
          field: 'plan.waves.count',
          message: expect.stringContaining('More are added by themselves until everybody is invited'),
        },
      ]);
    }
    for (const { status } of await askFor(3)) expect(status).toBe(200);
  });
});
