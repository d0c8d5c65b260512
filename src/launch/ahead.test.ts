import { launchedWorld } from '../../test/support/launched-world.js';
import type { PilotWorld } from '../../test/support/pilot-world.js';
import { Ahead } from '../rollout/ahead.js';
import { comingOf } from '../rollout/coming.queries.js';
import { leftOutWords } from '../rollout/left-out.rules.js';
import { Rollout } from '../rollout/rollout.entity.js';

let world: PilotWorld;
beforeEach(async () => {
  world = await launchedWorld(Array.from({ length: 13 }, () => ({})));
});
afterEach(() => world.close());

const query = <T>(sql: string, ...params: unknown[]): Promise<T[]> => world.app.dataSource.query(sql, params);
const participation = (person: number): string => world.world.people[person]!.participationId;
const counted = async (key: string) => {
  const rollout = await world.app.dataSource.manager.findOneByOrFail(Rollout, { id: world.world.rolloutId });
  return (await world.app.get(Ahead).counts(rollout, [key])).get(key);
};
const rowsOf = (key: string) =>
  query<{ n: number }>(
    'select count(*)::int as n from delivery d join notice n on n.id = d.notice_id where n.key = $1',
    key,
  );

describe('what comes by itself', () => {
  it('is a line a wave, each with its own number', async () => {
    const now = world.app.clock.now().subtract({ hours: 1 });
    const lines = await comingOf(world.app.dataSource.manager, world.world.rolloutId, now, 'launch');
    expect(
      lines.filter(({ play }) => play === 'launch.invitation').map(({ key, what }) => [key, what]),
    ).toEqual([1, 2, 3, 4].map((n) => [`launch.invitation/${n}`, `how to come along, who helps: wave ${n}`]));
    expect(lines.filter(({ play }) => play === 'launch.nudge')).toHaveLength(1);
    for (const n of [1, 2, 3, 4])
      expect(await counted(`launch.invitation/${n}`)).toMatchObject({ people: 3 });
  });

  it('says who is left out and why, and looking says nothing to anybody', async () => {
    await query(`update participation set outcome = 'declined' where id = $1`, participation(4));
    const seen = await counted('launch.invitation/1');
    expect(seen).toMatchObject({ people: 3, leftOut: expect.any(Array) });
    expect(leftOutWords(seen!.leftOut!)).toBe(
      'Left out: 8 are in no wave or in another one; 1 has come already; 1 would rather not come along.',
    );
    expect(await rowsOf('launch.invitation/1')).toEqual([{ n: 0 }]);
  });

  it('is the number that the rules of sending let through', async () => {
    const before = await counted('launch.invitation/1');
    await world.play('launch.invitation', '1');
    expect(await rowsOf('launch.invitation/1')).toEqual([{ n: before!.people }]);
    expect((await counted('launch.invitation/2'))!.leftOut).toContainEqual({
      ...{ why: 'were invited before', people: 3 },
    });
  });

  it('does not count who asked for no messages of the kind', async () => {
    const all = await counted('launch.invitation/1');
    const people = await query<{ id: string }>('select member_id as id from participation');
    for (const { id } of people)
      await query(`insert into opt_out values ($1, 'invitation', '2026-02-01Z')`, id);
    expect(await counted('launch.invitation/1')).toEqual(all);
    world.app.clock.advance({ minutes: 6 });
    expect(await counted('launch.invitation/1')).toMatchObject({
      people: 0,
      leftOut: expect.arrayContaining([{ why: 'asked for no messages of this kind', people: 3 }]),
    });
  });
});
