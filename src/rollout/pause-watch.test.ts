import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { announced } from '../../test/support/facts.js';
import { RolloutStage, type RolloutWorld } from '../../test/support/rollout-world.js';
import { CourseService } from './course.service.js';

let stage: RolloutStage;
let course: CourseService;
let world: RolloutWorld;
beforeAll(async () => {
  stage = await RolloutStage.open();
  course = stage.app.get(CourseService);
});
afterAll(() => stage.app.close());
beforeEach(async () => {
  world = await stage.settle();
});

const lead = () => world.leads[0];

describe('a pause', () => {
  it('that reaches the closing day is said to the leads while it lasts, until a new day is named', async () => {
    const alerts = (): Promise<unknown[]> =>
      world.rows(
        `select text, ended_at is not null as ended from alert where rollout_id = $1 and kind = 'pause'`,
      );
    await world.told({ 'sunset.transition': announced('2026-05-04') });
    await world.pass('2026-05-03T12:00:00Z');
    await course.pause(lead(), world.id, 'There is a strike.');
    await world.tick('2026-05-04T02:00:00Z');
    expect(await alerts()).toEqual([]);
    await world.tick('2026-05-05T02:00:00Z');
    const text = expect.stringContaining('Name a new closing day, then go on.') as unknown;
    expect(await alerts()).toEqual([{ text, ended: false }]);
    await world.tick('2026-05-05T02:01:00Z');
    expect(
      await world.rows(
        `select 1 from edition e join notice n on n.id = e.notice_id
          where n.rollout_id = $1 and n.play = 'lead.alert' and e.letters::text like '%pause has reached%'`,
      ),
    ).toHaveLength(1);
    await world.tick('2026-05-06T02:00:00Z');
    await world.told({
      'sunset.transition': announced('2026-06-12', [{ id: 'r2', at: '2026-05-06T09:00:00Z' }]),
    });
    stage.app.clock.jump('2026-05-06T09:00:00Z');
    await course.resume(lead(), world.id, 'keep');
    expect(await alerts()).toEqual([{ text, ended: true }]);
  });
});
