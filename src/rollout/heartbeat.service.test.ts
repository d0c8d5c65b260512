import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { RolloutStage, type RolloutWorld } from '../../test/support/rollout-world.js';
import { HeartbeatService } from './heartbeat.service.js';

let stage: RolloutStage;
let heart: HeartbeatService;
let world: RolloutWorld;
beforeAll(async () => {
  stage = await RolloutStage.open();
  heart = stage.app.get(HeartbeatService);
});
afterAll(() => stage.app.close());
beforeEach(async () => {
  world = await stage.settle();
});

const beatAt = (at: string) => {
  stage.app.clock.jump(at);
  return heart.beat(stage.app.clock.now());
};
const spoken = async (): Promise<string[]> => (await world.played('launch.seeding/%')).toSorted();

describe('the heartbeat', () => {
  it('that never stood still for a day holds nothing', async () => {
    await beatAt('2026-01-05T08:00:00Z');
    expect(await beatAt('2026-01-06T08:00:00Z')).toMatchObject({ heldSince: null });
    expect(await beatAt('2026-01-06T07:00:00Z')).toMatchObject({ heldSince: null });
  });

  it('that stood still for longer holds everything that speaks until it is released; measuring goes on', async () => {
    await world.pile(2);
    await beatAt('2026-01-05T08:00:00Z');
    const held = await beatAt('2026-01-06T09:00:00Z');
    expect(held.heldSince?.toString()).toBe('2026-01-06T09:00:00Z');
    expect(held.reason).toBe('nothing ran here for more than 24 hours');
    await world.tick();
    await beatAt('2026-01-06T09:01:00Z');
    await world.tick();
    expect(await spoken()).toEqual([]);
    expect(await world.played('adoption.measure/2026-01-06')).toHaveLength(1);
    await stage.app.dataSource.transaction((tx) => heart.release(tx));
    expect(await beatAt('2026-01-06T09:02:00Z')).toMatchObject({ heldSince: null, reason: null });
    await world.tick();
    expect(await spoken()).toEqual(['launch.seeding/1', 'launch.seeding/2']);
  });

  it('of another installation holds everything that speaks, even if it beat a minute ago', async () => {
    await world.pile(1);
    await beatAt('2026-01-06T08:59:00Z');
    await stage.app.dataSource.query(`update installation set mark = gen_random_uuid()`);
    expect(await beatAt('2026-01-06T09:00:00Z')).toMatchObject({
      reason: 'this database comes from another installation',
    });
    await world.tick();
    expect(await spoken()).toEqual([]);
    // Its mark is ours by now: it stays held all the same.
    expect((await beatAt('2026-01-06T09:01:00Z')).heldSince?.toString()).toBe('2026-01-06T09:00:00Z');
  });
});
