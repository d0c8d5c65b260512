import { LaunchModule } from '../../src/launch/launch.module.js';
import { RefineModule } from '../../src/refine/refine.module.js';
import { PilotWorld } from './pilot-world.js';
import type { SmallMember } from './small-world.js';
import type { TestApp } from './test-app.js';

const features = { modules: [RefineModule, LaunchModule], rooms: ['refine', 'launch'] };

/** One application for many launched worlds, each a community of its own. */
export const launchedApp = (): Promise<TestApp> => PilotWorld.start(features);

/** Monday 2 February 2026, 10:00 in Berlin, the launch's first day. The people's first is in the circle and helps. */
export async function launchedWorld(
  members: readonly SmallMember[],
  ready = true,
  app?: TestApp,
): Promise<PilotWorld> {
  const at = '2026-02-02T09:00:00Z';
  const world = await PilotWorld.settle(members, { ...features, at, ...(app && { app }) });
  await world.rows(
    `update phase set opened_on = '2026-01-05', closed_on = '2026-02-01', closed_at = '2026-02-01Z'
      where rollout_id = $1 and key = 'pilot'`,
  );
  await world.rows(`update phase set opened_on = '2026-02-02' where rollout_id = $1 and key = 'launch'`);
  if (!ready) return world;
  await world.rows(
    `update participation set pilot = true, advocate = true, arrived_on = '2026-01-12' where rollout_id = $1 and id = $2`,
    world.world.people[0]?.participationId ?? null,
  );
  const guide = { kind: 'quick start', title: 'On one page', body: 'Open it.', audience: 'public' };
  const { id } = (await world.api('POST', 'guides', guide)).body as { id: string };
  await world.api('POST', `guides/${id}/publish`);
  await world.api('PUT', 'charter/draft', { body: 'We are kind.' });
  await world.api('POST', 'charter/open');
  return world;
}
