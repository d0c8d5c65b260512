import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { RolloutStage, type RolloutWorld } from '../../test/support/rollout-world.js';
import { HeartbeatService } from './heartbeat.service.js';
import { HoldService } from './hold.service.js';

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

const beatAt = async (at: string) => {
  stage.app.clock.jump(at);
  await heart.beat(stage.app.clock.now());
  return heart.hold(world.leads[0].communityId);
};
const spoken = async (of = world): Promise<string[]> => (await of.played('launch.seeding/%')).toSorted();

describe('the heartbeat', () => {
  it('that never stood still for a day holds nothing', async () => {
    await beatAt('2026-01-05T08:00:00Z');
    expect(await beatAt('2026-01-06T08:00:00Z')).toBeNull();
    expect(await beatAt('2026-01-06T07:00:00Z')).toBeNull();
  });

  it('that stood still for longer holds everything that speaks until it is released; measuring goes on', async () => {
    await world.pile(2);
    await beatAt('2026-01-05T08:00:00Z');
    const hold = await beatAt('2026-01-06T09:00:00Z');
    expect(hold?.since.toString()).toBe('2026-01-06T09:00:00Z');
    expect(hold?.reason).toBe('nothing ran here for more than 24 hours');
    await world.tick();
    await beatAt('2026-01-06T09:01:00Z');
    await world.tick();
    expect(await spoken()).toEqual([]);
    expect(await world.played('adoption.measure/2026-01-06')).toHaveLength(1);
    await stage.app.get(HoldService).release(world.leads[0]);
    expect(await beatAt('2026-01-06T09:02:00Z')).toBeNull();
    await world.tick();
    expect(await spoken()).toEqual(['launch.seeding/1', 'launch.seeding/2']);
  });

  it('is released by each community for itself', async () => {
    const other = world;
    world = await stage.settle();
    await other.rows(`update rollout set state = 'running' where id = $1`);
    await other.pile(1);
    await world.pile(1);
    await beatAt('2026-01-05T08:00:00Z');
    await beatAt('2026-01-06T09:00:00Z');
    const holds = stage.app.get(HoldService);
    expect(await holds.release(world.leads[0])).toMatchObject({ heldSince: null, reason: null, people: 0 });
    expect(await holds.read(other.leads[0])).toMatchObject({ reason: expect.any(String) });
    await world.tick();
    expect(await spoken()).toEqual(['launch.seeding/1']);
    expect(await spoken(other)).toEqual([]);
  });

  it('that the database has forgotten holds everything: it was put back, even by an hour', async () => {
    await beatAt('2026-01-06T08:00:00Z');
    const putBack = (to: string) =>
      stage.app.dataSource.query('update installation set heartbeat_at = $1', [to]);
    // A standby that took over lacks a moment: no more than that.
    await putBack('2026-01-06T07:51:00Z');
    expect(await beatAt('2026-01-06T08:01:00Z')).toBeNull();
    await putBack('2026-01-06T07:00:00Z');
    expect(await beatAt('2026-01-06T08:02:00Z')).toMatchObject({
      reason: 'this database was put back to an earlier moment',
    });
    await stage.app.get(HoldService).release(world.leads[0]);
    expect(await beatAt('2026-01-06T08:03:00Z')).toBeNull();
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
    expect((await beatAt('2026-01-06T09:01:00Z'))?.since.toString()).toBe('2026-01-06T09:00:00Z');
  });
});
