import { LaunchModule } from '../../src/launch/launch.module.js';
import { RefineModule } from '../../src/refine/refine.module.js';
import { PilotWorld } from './pilot-world.js';
import type { SmallMember } from './small-world.js';

/** Monday 2 February 2026, 10:00 in Berlin, the launch's first day. The people's first is in the circle and helps. */
export async function launchedWorld(members: readonly SmallMember[], ready = true): Promise<PilotWorld> {
  const world = await PilotWorld.settle(members, {
    modules: [RefineModule, LaunchModule],
    rooms: ['refine', 'launch'],
    at: '2026-02-02T09:00:00Z',
  });
  await world.app.dataSource.query(
    `update phase set opened_on = '2026-01-05', closed_on = '2026-02-01', closed_at = '2026-02-01Z' where key = 'pilot'`,
  );
  await world.app.dataSource.query(`update phase set opened_on = '2026-02-02' where key = 'launch'`);
  if (!ready) return world;
  await world.app.dataSource.query(
    `update participation set pilot = true, advocate = true, arrived_on = '2026-01-12' where id = $1`,
    [world.world.people[0]!.participationId],
  );
  const guide = { kind: 'quick start', title: 'On one page', body: 'Open it.', audience: 'public' };
  const { id } = (await world.api('POST', 'guides', guide)).body as { id: string };
  await world.api('POST', `guides/${id}/publish`);
  await world.api('PUT', 'charter/draft', { body: 'We are kind.' });
  await world.api('POST', 'charter/open');
  return world;
}
