import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { RolloutStage, type RolloutWorld } from '../../test/support/rollout-world.js';
import { playbook, type PlayKey } from './playbook.js';
import { PlaySettings, type PlaySetting } from './play-settings.service.js';

const asItIs: PlaySetting = { off: false, movedDays: 0, hour: null, reworded: null };

let stage: RolloutStage;
let world: RolloutWorld;
beforeAll(async () => {
  stage = await RolloutStage.open();
});
afterAll(() => stage.app.close());
beforeEach(async () => {
  world = await stage.settle();
});

const set = (play: PlayKey, setting: Partial<PlaySetting>): Promise<void> =>
  stage.app.get(PlaySettings).set(stage.app.dataSource.manager, world.id, play, { ...asItIs, ...setting });

describe('a play that the rollout stands on', () => {
  it('is neither switched off nor moved, and every reason is given', async () => {
    const fixed = playbook.filter((row) => row.fixed).map((row) => row.play);
    expect(fixed).toContain('retention.purge');
    for (const play of fixed)
      await expect(set(play, { off: true, movedDays: 2, hour: '09:00' })).rejects.toMatchObject({
        kind: 'conflict',
        reasons: [{ field: 'off' }, { field: 'movedDays' }, { field: 'hour' }],
      });
    expect(await world.rows('select 1 from play_setting where rollout_id = $1')).toEqual([]);
  });

  it('is not reworded by more than goes out whole', async () => {
    const reworded = { subject: 'x'.repeat(51), body: 'y'.repeat(601) };
    await expect(set('sunset.decision', { reworded })).rejects.toMatchObject({
      kind: 'invalid',
      reasons: [{ field: 'reworded.subject' }, { field: 'reworded.body' }],
    });
  });

  it('may be said in other words, and every other play may be switched off', async () => {
    await set('sunset.decision', { reworded: { body: 'Not yet.' } });
    await set('sunset.celebration', { off: true });
    const book = await stage.app.get(PlaySettings).bookOf(stage.app.dataSource.manager, world.id);
    expect(book.map((row) => row.play)).not.toContain('sunset.celebration');
    expect(book.map((row) => row.play)).toContain('sunset.decision');
  });
});
