import { ByHand } from '../notices/by-hand.service.js';
import { launchedWorlds } from '../../test/support/launched-world.js';
import type { SmallMember } from '../../test/support/small-world.js';

const t = launchedWorlds();
const { settle, query, participation, send } = t;
/** The helper of each person, by their place in the list; null where they have none. */
const helperOf = async (): Promise<(number | null)[]> => {
  const rows = await query<{ id: string; advocate_id: string | null }>(
    'select id, advocate_id from participation where rollout_id = $1',
  );
  const place = (id: string | null): number | null =>
    id === null ? null : t.world.world.people.findIndex((one) => one.participationId === id);
  return t.world.world.people.map((one) =>
    place(rows.find((row) => row.id === one.participationId)!.advocate_id),
  );
};
const toldLeads = (): Promise<unknown[]> =>
  query(`select 1 from notice where rollout_id = $1 and play = 'launch.helper-stopped'`);

/** Person 0 helps; 1 to 3 are invited and theirs. Person 4 has come, and would help one. */
async function helping(places: number): Promise<void> {
  const tr: SmallMember = { language: 'tr' };
  await settle([tr, tr, tr, tr, tr]);
  await query(
    `update participation set arrived_on = '2026-02-01' where rollout_id = $1 and id = $2`,
    participation(4),
  );
  await send(4, '/helper', { answer: 'yes' });
  await t.world.api('PUT', `advocates/${participation(4)}`, { places });
  const theirs = [1, 2, 3].map(participation);
  await query(
    `update participation set advocate_id = $2, invited_on = '2026-02-01' where rollout_id = $1 and id = any($3)`,
    ...[participation(0), theirs],
  );
  await query(
    `with gone as (
       insert into wave (rollout_id, number, kind, leans, said_on) values ($1, 9, 'share', false, '2026-02-01') returning id
     )
     insert into invitation (participation_id, wave_id, said_on) select unnest($2::uuid[]), id, '2026-02-01' from gone`,
    theirs,
  );
}

describe('somebody who stops helping', () => {
  it('leaves nobody behind: others take over whom they helped, what was asked of them and whom they were to tell', async () => {
    await helping(8);
    await send(1, '/help', { way: 'call' });
    const [request] = await query<{ id: string }>('select id from help_request where rollout_id = $1');
    await send(0, `/people/requests/${request!.id}/take`);
    const { communityId, people } = t.world.world;
    await t.world.app.dataSource.query(
      'delete from member_channel where community_id = $1 and member_id = $2',
      [communityId, people[2]!.memberId],
    );
    await t.world.api('POST', 'waves/resend', { participationId: participation(2) });
    const waiting = `rollout_id = $1 and state = 'to tell'`;
    await query(
      `update delivery set teller_participation_id = $2, shown_on = '2026-02-02' where ${waiting}`,
      participation(0),
    );
    await send(0, '/helper', { answer: 'no' });
    expect(await helperOf()).toEqual([null, 4, 4, 4, null]);
    expect(await query('select advocate_id, taken_at from help_request where rollout_id = $1')).toEqual([
      { advocate_id: participation(4), taken_at: null },
    ]);
    expect(await t.world.told(`launch.help/${request!.id}/1`)).toEqual([0]);
    expect(await t.world.told(`launch.help/${request!.id}/2`)).toEqual([4]);
    expect(await query(`select teller_participation_id as id from delivery where ${waiting}`)).toEqual([
      { id: participation(4) },
    ]);
    expect(await toldLeads()).toEqual([]);
    // A lead who leads no more, and a helper who was deleted, keep nobody waiting until their three days are over.
    const handOut = (): Promise<void> =>
      t.world.app.dataSource.transaction((tx) =>
        t.world.app.get(ByHand).assign(tx, t.world.world.rolloutId, t.world.app.clock.now()),
      );
    await query(
      `with reads as (
         insert into account (community_id, name, role, created_at)
         select community_id, 'Rita', 'viewer', '2026-01-06Z' from rollout where id = $1 returning id)
       update delivery set teller_participation_id = null, teller_account_id = (select id from reads) where ${waiting}`,
    );
    await handOut();
    const holder = `select teller_participation_id as id, teller_account_id is null as helps from delivery where ${waiting}`;
    expect(await query(holder)).toEqual([{ id: participation(4), helps: true }]);
    await query(
      `update member set erased_at = '2026-02-02Z'
        where id = (select member_id from participation where rollout_id = $1 and id = $2)`,
      participation(4),
    );
    await handOut();
    expect(await query(holder)).toEqual([{ id: null, helps: false }]);
  });

  it('and helps again is told of a request that comes back, as are the leads', async () => {
    await helping(8);
    await send(1, '/help', { way: 'call' });
    const [request] = await query<{ id: string }>('select id from help_request where rollout_id = $1');
    await send(0, '/helper', { answer: 'no' });
    await send(0, '/helper', { answer: 'yes' });
    await send(4, '/helper', { answer: 'no' });
    expect(await t.world.told(`launch.help/${request!.id}/3`)).toEqual([0]);
    const leads = (): Promise<unknown[]> =>
      query(
        `select 1 from delivery d join notice n on n.id = d.notice_id
          where n.rollout_id = $1 and n.play = 'launch.help' and d.account_id is not null`,
      );
    await send(0, '/helper', { answer: 'no' });
    expect(await leads()).toHaveLength(1);
    await query('update help_request set advocate_id = $2 where rollout_id = $1', participation(4));
    await send(4, '/helper', { answer: 'yes' });
    await send(4, '/helper', { answer: 'no' });
    expect(await leads()).toHaveLength(2);
  });

  it('tells the leads for how many nobody is free, and shows them who', async () => {
    await helping(1);
    await send(0, '/helper', { answer: 'no' });
    expect((await helperOf()).filter((helper) => helper === 4)).toHaveLength(1);
    expect(await toldLeads()).toHaveLength(1);
    expect((await t.world.api('GET', 'advocates/needed')).body).toHaveLength(2);
  });

  it.each([
    ['turns away on their page', () => send(0, '/rather-not')],
    [
      'takes it back where the circle was asked',
      async () => {
        await query(
          'update participation set advocate = false where rollout_id = $1 and id = $2',
          participation(0),
        );
        await t.world.play('launch.day', '2026-02-03');
      },
    ],
    [
      'is gone',
      async () => {
        await query(
          `update member set gone = 'departed' where id = (select member_id from participation where rollout_id = $1 and id = $2)`,
          participation(0),
        );
        await t.world.play('launch.day', '2026-02-03');
      },
    ],
  ])('is noticed where somebody %s', async (_how, stops: () => Promise<unknown>) => {
    await helping(8);
    await stops();
    expect(await helperOf()).toEqual([null, 4, 4, 4, null]);
  });
});
