import { LaunchModule } from '../../src/launch/launch.module.js';
import { RefineModule } from '../../src/refine/refine.module.js';
import { PilotWorld } from './pilot-world.js';
import type { SmallMember } from './small-world.js';
import type { TestApp } from './test-app.js';

const features = { modules: [RefineModule, LaunchModule], rooms: ['refine', 'launch'] };

/** One application for many launched worlds, each a community of its own. */
const launchedApp = (): Promise<TestApp> => PilotWorld.start(features);

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

/** For a file of tests: one application, and the world that was settled last with what tests say of it. */
export function launchedWorlds() {
  let app: TestApp;
  let world: PilotWorld;
  beforeAll(async () => {
    app = await launchedApp();
  });
  afterAll(() => app.close());
  return {
    get world() {
      return world;
    },
    settle: async (members: readonly SmallMember[]): Promise<void> => {
      world = await launchedWorld(members, true, app);
    },
    /** What the tables hold of this world's rollout, which is `$1`. */
    query: <T>(sql: string, ...more: unknown[]): Promise<T[]> => world.rows<T>(sql, ...more),
    participation: (person: number): string => world.world.people[person]!.participationId,
    /** Somebody presses a button on their own page, or below it. */
    send: (person: number, below: string, fields: Record<string, string> = {}) =>
      world.send(world.pages[person]! + below, fields),
    at: (moment: string): void => world.app.clock.jump(moment),
  };
}
