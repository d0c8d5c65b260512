import { Temporal } from 'temporal-polyfill';
import { launchedWorlds } from '../../test/support/launched-world.js';
import { Friction } from '../adoption/friction.service.js';

/** Monday 2 February: of fifteen people ten have come; three of them could not share a file. */
describe('newcomers who get stuck', () => {
  const t = launchedWorlds();
  const { settle, query } = t;

  beforeEach(async () => {
    await settle(Array.from({ length: 15 }, () => ({})));
    const come = t.world.world.people.slice(1, 11).map(({ participationId }) => participationId);
    await query(
      `update participation set arrived_on = '2026-01-30' where id = any($2) and rollout_id = $1`,
      come,
    );
    await query(
      `insert into key_task_answer (rollout_id, participation_id, task, answer, answered_on, done_on)
       select $1, id, 'file', case when n <= 3 then 'not yet' else 'yes' end, '2026-02-01',
              case when n > 3 then date '2026-02-01' end
         from unnest($2::uuid[]) with ordinality p(id, n)`,
      come,
    );
  });

  const measured = (day: string): Promise<void> =>
    t.world.app.dataSource.transaction((tx) =>
      t.world.app.get(Friction).look(tx, t.world.world.rolloutId, Temporal.PlainDate.from(day)),
    );
  const next = async (): Promise<{ number: number; holds: string[] }> => {
    const waves: { number: number; said: boolean; holds: string[] }[] = (await t.world.api('GET', 'waves'))
      .body;
    return waves.find((wave) => !wave.said)!;
  };
  const alerts = () =>
    query<{ text: string }>(
      `select text from alert where rollout_id = $1 and kind = 'friction' and ended_at is null`,
    );

  it('hold the next wave, and the leads are told what was seen and what helps, something simpler included', async () => {
    await measured('2026-02-02');
    expect((await next()).holds).toEqual([
      expect.stringContaining('3 of 10 who arrived in the last 21 days could not do this yet'),
      expect.stringMatching(/What helps: .*something simpler/),
    ]);
    await t.world.play('launch.invitation', '1');
    expect(await t.world.told('launch.invitation/1')).toEqual([]);
    expect(await alerts()).toEqual([
      { text: expect.stringMatching(/could not do this yet.*something simpler/) },
    ]);
  });

  it('let it go as soon as the figures fall', async () => {
    await measured('2026-02-02');
    await query(`update key_task_answer set answer = 'yes', done_on = '2026-02-02' where rollout_id = $1`);
    await measured('2026-02-03');
    expect([(await next()).holds, await alerts()]).toEqual([[], []]);
  });

  it('let the next one go by a lead’s word with a reason; the one after it is held again while the figures stay', async () => {
    await measured('2026-02-02');
    const letGo = (body: unknown) => t.world.api('POST', 'friction/let-go', body);
    expect((await letGo({})).status).toBe(422);
    expect((await letGo({ reason: 'we help at the door' })).status).toBeLessThan(300);
    await measured('2026-02-03');
    expect([await next(), await alerts()]).toMatchObject([{ number: 1, holds: [] }, []]);
    t.world.app.clock.advance({ days: 1 });
    await t.world.play('launch.invitation', '1');
    await measured('2026-02-04');
    expect(await next()).toMatchObject({ number: 2, holds: [expect.anything(), expect.anything()] });
    expect(await alerts()).toHaveLength(1);
  });

  it('ring, fall silent and ring again on one day without a fault, however often it is measured', async () => {
    await measured('2026-02-02');
    const stuck = await query<{ id: string }>(
      `select participation_id as id from key_task_answer where rollout_id = $1 and answer = 'not yet'`,
    );
    await query(`update key_task_answer set answer = 'yes', done_on = '2026-02-01' where rollout_id = $1`);
    await measured('2026-02-02');
    expect([(await next()).holds, await alerts()]).toEqual([[], []]);
    await query(
      `update key_task_answer set answer = 'not yet', done_on = null where rollout_id = $1 and participation_id = any ($2)`,
      stuck.map(({ id }) => id),
    );
    await measured('2026-02-02');
    await measured('2026-02-02');
    expect((await next()).holds).toHaveLength(2);
    expect(await alerts()).toHaveLength(1);
  });

  it('hold the wave after one that was let go and has gone out, though it is the same day', async () => {
    await measured('2026-02-02');
    await t.world.api('POST', 'friction/let-go', { reason: 'we help at the door' });
    await t.world.play('launch.invitation', '1');
    await measured(t.world.app.clock.now().toString().slice(0, 10));
    expect(await next()).toMatchObject({ number: 2, holds: [expect.anything(), expect.anything()] });
  });
});
