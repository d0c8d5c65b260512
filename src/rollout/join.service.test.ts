import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { RolloutStage, type RolloutWorld } from '../../test/support/rollout-world.js';
import { MemberService } from '../community/member.service.js';
import { JoinDesk } from './join-desk.service.js';
import { ParticipationService } from './participation.service.js';
import { ledTo } from '../../test/support/led-to.js';

describe('coming into a rollout', () => {
  let stage: RolloutStage;
  let world: RolloutWorld;

  beforeAll(async () => {
    stage = await RolloutStage.open();
  });
  afterAll(() => stage.app.close());

  beforeEach(async () => {
    world = await stage.settle();
    const { communityId } = await world.rollout();
    const today = stage.app.clock.now().toZonedDateTimeISO('UTC').toPlainDate();
    await stage.app.dataSource.transaction(async (tx) => {
      for (const displayName of ['Anna Berg', 'Bo Lind'])
        await stage.app.get(MemberService).add(tx, communityId, { displayName, source: 'file', today });
    });
  });

  const enrol = async (): Promise<number> => {
    const rollout = await world.rollout();
    return stage.app.dataSource.transaction((tx) => stage.app.get(ParticipationService).enrol(tx, rollout));
  };

  it('happens once where two enrol at the same moment, with one own page each', async () => {
    const { app } = stage;
    const rollout = await world.rollout();
    const links = async (): Promise<number> =>
      (await app.dataSource.query<unknown[]>(`select 1 from link where purpose = 'own-page'`)).length;
    const before = await links();
    let other!: Promise<number>;
    const added = await app.dataSource.transaction(async (tx) => {
      const mine = await app.get(ParticipationService).enrol(tx, rollout);
      other = enrol();
      // It has chosen the same people, and waits for what becomes of ours.
      for (let waits = 0; waits === 0;)
        waits = (
          await app.dataSource.query<unknown[]>(
            `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
          )
        ).length;
      return mine;
    });
    expect([added, await other]).toEqual([2, 0]);
    expect(await world.rows('select 1 from participation where rollout_id = $1')).toHaveLength(2);
    expect((await links()) - before).toBe(2);
    expect(
      await world.rows(
        'select 1 from participation p join link l on l.id = p.link_id and l.subject = p.id where rollout_id = $1',
      ),
    ).toHaveLength(2);
  });

  it('is asked once by a form that is sent twice at the same moment, and by each person of a family', async () => {
    const { app } = stage;
    const { code: open } = await app.get(JoinDesk).newCode(world.leads[0], world.id, { enough: true });
    const form = await (await fetch(`${app.url}/j/${open}`)).text();
    const once = /name="once" value="([^"]+)"/.exec(form)![1]!;
    const send = async (name: string): Promise<string | null> => {
      const body = new URLSearchParams({ name, how: 'here', once });
      const answer = await fetch(`${app.url}/j/${open}`, { method: 'POST', body, redirect: 'manual' });
      return ledTo(answer);
    };
    const [first, second] = await Promise.all([send('Cleo Marsh'), send('Cleo Marsh')]);
    expect(first).toMatch(/^\/join\//);
    expect(second).toBe(first);
    expect(await send('Cleo Marsh')).toBe(first);
    expect(await send('Dan Marsh')).not.toBe(first);
    expect(
      await world.rows(
        `select m.display_name as name from participation p join member m on m.id = p.member_id
          where p.rollout_id = $1 and m.source = 'join' order by 1`,
      ),
    ).toEqual([{ name: 'Cleo Marsh' }, { name: 'Dan Marsh' }]);
  });

  it('is two requests where two people of one name fill in a form each', async () => {
    const { app } = stage;
    const { code } = await app.get(JoinDesk).newCode(world.leads[0], world.id, {});
    for (let n = 0; n < 2; n++) {
      const form = await (await fetch(`${app.url}/j/${code}`)).text();
      const once = /name="once" value="([^"]+)"/.exec(form)![1]!;
      const body = new URLSearchParams({ name: 'Eva Roth', how: 'here', once });
      for (let press = 0; press < 2; press++) await fetch(`${app.url}/j/${code}`, { method: 'POST', body });
    }
    expect(await app.get(JoinDesk).requests(world.leads[0], world.id)).toHaveLength(2);
  });

  it('by a code: only for a place of this move, and with a helper who agreed to help in it', async () => {
    await enrol();
    const [anna] = await world.rows<{ id: string }>(
      'select id from participation where rollout_id = $1 limit 1',
    );
    const advocateId = anna!.id;
    const [place] = await world.rows<{ place_id: string }>(
      'select place_id from rollout_place where rollout_id = $1 limit 1',
    );
    const placeId = place!.place_id;
    const newCode = (of: { placeId?: string; advocateId?: string }): Promise<{ code: string }> =>
      stage.app.get(JoinDesk).newCode(world.leads[0], world.id, of);
    await expect(newCode({ placeId: world.id, advocateId })).rejects.toMatchObject({
      kind: 'invalid',
      reasons: [{ field: 'placeId' }, { field: 'advocateId' }],
    });
    await world.rows('update participation set advocate = true where rollout_id = $1');
    await newCode({ placeId, advocateId });

    const first = world;
    world = await stage.settle();
    await expect(newCode({ placeId, advocateId })).rejects.toMatchObject({
      reasons: [{ field: 'placeId' }, { field: 'advocateId' }],
    });
    expect(await first.rows('select 1 from join_code where rollout_id = $1')).toHaveLength(1);
  });
});
