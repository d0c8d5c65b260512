import { launchedWorld } from '../../test/support/launched-world.js';
import type { PilotWorld } from '../../test/support/pilot-world.js';

let world: PilotWorld;
afterEach(() => world.close());

const query = <T>(sql: string, params: unknown[] = []): Promise<T[]> =>
  world.app.dataSource.query(sql, params);

describe('life in the new place', () => {
  it('has a calendar of things to post, each told to its owner on its day unless it is posted', async () => {
    world = await launchedWorld([{}, {}]);
    const item = { onDay: '2026-02-05', title: 'The bread list', body: 'Who bakes on Friday?' };
    const { id } = (await world.api('POST', 'seeding', item)).body as { id: string };
    expect((await world.api('POST', 'seeding', { ...item, onDay: '2026-01-05' })).status).toBe(422);
    await world.play('launch.seeding', id);
    expect((await query(`select account_id from delivery where account_id is not null`)).length).toBe(1);
    await world.api('POST', `seeding/${id}/posted`);
    expect((await world.api('DELETE', `seeding/${id}`)).status).toBe(409);
  });

  it('asks who has arrived how it is going, and posts the opening in the old place', async () => {
    world = await launchedWorld([{}, {}, {}]);
    await world.send(`${world.pages[1]!}/in`, {});
    await world.play('launch.pulse', '1');
    expect(await world.told('launch.pulse/1')).toEqual([0, 1]);
    await world.play('launch.opening');
    const [post] = await query<{ place_id: string; short: string }>(`select place_id, short from post`);
    expect(post!.place_id).toBe(world.world.places.source);
    expect(post!.short.length).toBeLessThanOrEqual(600);
  });
});
