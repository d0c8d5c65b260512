import { launchedWorld } from '../../test/support/launched-world.js';
import type { PilotWorld } from '../../test/support/pilot-world.js';
import type { SmallMember } from '../../test/support/small-world.js';

let world: PilotWorld;
afterEach(() => world.close());

const query = <T>(sql: string, params: unknown[] = []): Promise<T[]> =>
  world.app.dataSource.query(sql, params);
const participation = (person: number): string => world.world.people[person]!.participationId;
const send = (person: number, below: string, fields: Record<string, string> = {}) =>
  world.send(world.pages[person]! + below, fields);
/** The helper of each person, by their place in the list; null where they have none. */
const helperOf = async (): Promise<(number | null)[]> => {
  const rows = await query<{ id: string; advocate_id: string | null }>(
    'select id, advocate_id from participation',
  );
  const place = (id: string | null): number | null =>
    id === null ? null : world.world.people.findIndex((one) => one.participationId === id);
  return world.world.people.map((one) =>
    place(rows.find((row) => row.id === one.participationId)!.advocate_id),
  );
};
const toldLeads = (): Promise<unknown[]> =>
  query(`select 1 from notice where play = 'launch.helper-stopped'`);

/** Person 0 helps; 1 to 3 are invited and theirs. Person 4 has come, and would help one. */
async function helping(places: number): Promise<void> {
  const tr: SmallMember = { language: 'tr' };
  world = await launchedWorld([tr, tr, tr, tr, tr]);
  await query(`update participation set arrived_on = '2026-02-01' where id = $1`, [participation(4)]);
  await send(4, '/helper', { answer: 'yes' });
  await world.api('PUT', `advocates/${participation(4)}`, { places });
  await query(`update participation set advocate_id = $1, invited_on = '2026-02-01' where id = any($2)`, [
    participation(0),
    [1, 2, 3].map(participation),
  ]);
  await query(
    `insert into wave (rollout_id, number, kind, leans, said_on) values ($1, 9, 'share', false, '2026-02-01')`,
    [world.world.rolloutId],
  );
  await query(
    `insert into invitation (participation_id, wave_id, said_on) select unnest($1::uuid[]), id, said_on from wave where number = 9`,
    [[1, 2, 3].map(participation)],
  );
}

describe('somebody who stops helping', () => {
  it('leaves nobody behind: others take over whom they helped, what was asked of them and whom they were to tell', async () => {
    await helping(8);
    await send(1, '/help', { way: 'call' });
    const [request] = await query<{ id: string }>('select id from help_request');
    await send(0, `/people/requests/${request!.id}/take`);
    await query('delete from member_channel where member_id = $1', [world.world.people[2]!.memberId]);
    await world.api('POST', 'waves/resend', { participationId: participation(2) });
    await query(
      `update delivery set teller_participation_id = $1, shown_on = '2026-02-02' where state = 'to tell'`,
      [participation(0)],
    );
    await send(0, '/helper', { answer: 'no' });
    expect(await helperOf()).toEqual([null, 4, 4, 4, null]);
    expect(await query('select advocate_id, taken_at from help_request')).toEqual([
      { advocate_id: participation(4), taken_at: null },
    ]);
    expect(await world.told(`launch.help/${request!.id}`)).toEqual([0, 4]);
    expect(await query(`select teller_participation_id as id from delivery where state = 'to tell'`)).toEqual(
      [{ id: participation(4) }],
    );
    expect(await toldLeads()).toEqual([]);
  });

  it('tells the leads for how many nobody is free, and shows them who', async () => {
    await helping(1);
    await send(0, '/helper', { answer: 'no' });
    expect((await helperOf()).filter((helper) => helper === 4)).toHaveLength(1);
    expect(await toldLeads()).toHaveLength(1);
    expect((await world.api('GET', 'advocates/needed')).body).toHaveLength(2);
  });

  it.each([
    ['turns away on their page', () => send(0, '/rather-not')],
    [
      'takes it back where the circle was asked',
      async () => {
        await query('update participation set advocate = false where id = $1', [participation(0)]);
        await world.play('launch.day', '2026-02-03');
      },
    ],
    [
      'is gone',
      async () => {
        await query(`update member set gone = 'departed' where id = $1`, [world.world.people[0]!.memberId]);
        await world.play('launch.day', '2026-02-03');
      },
    ],
  ])('is noticed where somebody %s', async (_how, stops: () => Promise<unknown>) => {
    await helping(8);
    await stops();
    expect(await helperOf()).toEqual([null, 4, 4, 4, null]);
  });
});
