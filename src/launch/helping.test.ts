import { launchedWorlds } from '../../test/support/launched-world.js';
import type { SmallMember } from '../../test/support/small-world.js';
import { Plugged } from '../notices/plugged.js';
import { TickService } from '../rollout/tick.service.js';

const t = launchedWorlds();
const { settle, query, participation, send, at } = t;
const many = (n: number): SmallMember[] => Array.from({ length: n }, () => ({}));
const waiting = (): Promise<unknown[]> =>
  query(`select 1 from alert where rollout_id = $1 and kind = 'help waiting' and ended_at is null`);

describe('help that nobody takes', () => {
  it('goes to the leads 48 hours after it was asked, to the minute, before the launch opens as well', async () => {
    await settle([{ language: 'tr' }, { language: 'tr' }]);
    await query(`update phase set opened_on = null where rollout_id = $1 and key = 'launch'`);
    await send(1, '/help', { way: 'call' });
    const [due] = await query<{ key: string; due_at: Date; speaks: boolean }>(
      `select key, due_at, speaks from occurrence where rollout_id = $1 and play = 'launch.help-waiting'`,
    );
    expect(due).toMatchObject({ due_at: new Date('2026-02-04T09:00:00Z'), speaks: false });
    at('2026-02-04T09:00:00Z');
    await t.world.play('launch.help-waiting', due!.key.split('/')[1]);
    expect(await waiting()).toHaveLength(1);
    expect(await t.world.api('GET', 'help-requests')).toMatchObject({
      body: [{ helper: null, taken: false }],
    });
  });

  it('is no matter for the leads once it was taken', async () => {
    await settle([{ language: 'tr' }, { language: 'tr' }]);
    await send(1, '/help', { way: 'call' });
    const [request] = await query<{ id: string }>('select id from help_request where rollout_id = $1');
    await send(0, `/people/requests/${request!.id}/take`);
    await t.world.play('launch.help-waiting', request!.id);
    expect(await waiting()).toEqual([]);
  });

  it('is one’s own, where a helper and a lead press at once: the other is told so', async () => {
    await settle([{ language: 'tr' }, { language: 'tr' }]);
    await send(1, '/help', { way: 'call' });
    const [request] = await query<{ id: string }>('select id from help_request where rollout_id = $1');
    const [helper, lead] = await Promise.all([
      send(0, `/people/requests/${request!.id}/take`),
      t.world.api('POST', `help-requests/${request!.id}/take`),
    ]);
    const isTheHelpers = helper.status === 303;
    expect([helper.status, lead.status]).toEqual(isTheHelpers ? [303, 409] : [409, 204]);
    expect(
      await query(
        'select advocate_id = $2 as helper, account_id is not null as lead from help_request where rollout_id = $1',
        participation(0),
      ),
    ).toEqual([isTheHelpers ? { helper: true, lead: false } : { helper: null, lead: true }]);
  });

  it('is handed to a lead by a program, whoever had it, and to nobody who leads nothing', async () => {
    await settle([{ language: 'tr' }, { language: 'tr' }]);
    await send(1, '/help', { way: 'call' });
    const [request] = await query<{ id: string }>('select id from help_request where rollout_id = $1');
    const [lead] = await query<{ id: string }>(
      `select a.id from account a join rollout r on r.community_id = a.community_id where r.id = $1 and role = 'lead'`,
    );
    const handOver = (accountId?: string) =>
      t.world.api('POST', `help-requests/${request!.id}/hand-over`, { accountId });
    expect(await handOver()).toMatchObject({ status: 422, body: { reasons: [{ field: 'accountId' }] } });
    expect(await handOver(participation(0))).toMatchObject({
      ...{ status: 422, body: { reasons: [{ field: 'accountId', message: 'Choose one of the leads.' }] } },
    });
    expect(await t.world.api('GET', 'help-requests')).toMatchObject({ body: [{ taken: false }] });
    expect(await handOver(lead!.id)).toMatchObject({ status: 204 });
    expect(
      await query('select advocate_id, account_id as id from help_request where rollout_id = $1'),
    ).toEqual([{ ...lead, advocate_id: null }]);
    await t.world.api('POST', `help-requests/${request!.id}/done`);
    expect(await handOver(lead!.id)).toMatchObject({ status: 404 });
  });

  it('reaches the helper at once whatever else they got, and by day', async () => {
    await settle([{ language: 'tr' }, { language: 'tr' }, { language: 'tr' }]);
    await send(1, '/help', { way: 'call' });
    at('2026-02-02T22:00:00Z');
    await send(2, '/help', { way: 'call' });
    expect(
      await query(
        `select n.at_once, d.created_at as goes from delivery d join notice n on n.id = d.notice_id
          where n.rollout_id = $1 and n.play = 'launch.help' order by goes`,
      ),
    ).toEqual([
      { at_once: true, goes: new Date('2026-02-02T09:00:00Z') },
      { at_once: true, goes: new Date('2026-02-03T07:00:00Z') },
    ]);
  });
});

describe('what a helper does beside somebody', () => {
  const caughtUp = (): Promise<void> => t.world.app.get(TickService).catchUp(t.world.app.clock.now());
  const invited = async (): Promise<unknown> => {
    await caughtUp();
    const [row] = await query<{ gate: unknown }>(
      `select gate from phase where rollout_id = $1 and key = 'launch'`,
    );
    return JSON.stringify(row!.gate).match(/proven invited: (\d+ of \d+)/)?.[1];
  };

  it('changes what the gate counts, with the next tick: somebody came in after all, somebody was told', async () => {
    await settle(many(3));
    await query(
      'update participation set advocate_id = $2 where rollout_id = $1 and id <> $2',
      participation(0),
    );
    await t.world.app.dataSource.query('delete from member_channel where community_id = $1', [
      t.world.world.communityId,
    ]);
    for (const wave of ['1', '2', '3', '4']) await t.world.play('launch.invitation', wave);
    await send(1, '/rather-not');
    expect(await invited()).toBe('1 of 2');
    await send(0, `/people/${participation(1)}/in`);
    expect(await invited()).toBe('2 of 3');
    const toTell = `rollout_id = $1 and member_id = $2 and state = 'to tell'`;
    const { memberId } = t.world.world.people[2]!;
    await query(
      `update delivery set teller_participation_id = $3, shown_on = '2026-02-02' where ${toTell}`,
      ...[memberId, participation(0)],
    );
    const [row] = await query<{ id: string }>(`select id from delivery where ${toTell}`, memberId);
    await send(0, `/people/to-tell/${row!.id}`, { how: 'phone' });
    expect(await invited()).toBe('3 of 3');
  });

  it('ends what the leads would be told of, with the next tick', async () => {
    await settle([{ language: 'tr' }, { language: 'tr' }]);
    await send(1, '/help', { way: 'call' });
    const [due] = await query<{ id: string }>('select id from help_request where rollout_id = $1');
    const planned = async (): Promise<unknown[]> => {
      await caughtUp();
      return query(
        `select 1 from occurrence where rollout_id = $1 and play = 'launch.help-waiting' and state = 'planned'`,
      );
    };
    expect(await planned()).toHaveLength(1);
    await send(0, `/people/requests/${due!.id}/take`);
    expect(await planned()).toEqual([]);
  });
});

describe('a greeting', () => {
  const evening = async (day: string): Promise<number[]> => {
    at(`${day}T17:00:00Z`);
    await t.world.play('launch.welcome', day);
    return t.world.told(`launch.welcome/${day}`);
  };

  it('is asked for once an arrival: after the evening’s hour on the next evening, after a held one later', async () => {
    await settle(many(4));
    await t.world.play('launch.invitation', '1');
    await query(
      'update participation set advocate_id = $2 where rollout_id = $1 and id <> $2',
      participation(0),
    );
    await send(1, '/in');
    expect(await evening('2026-02-02')).toEqual([0]);
    at('2026-02-02T21:00:00Z');
    await send(2, '/in');
    expect(await evening('2026-02-03')).toEqual([0]);
    expect(await evening('2026-02-04')).toEqual([]);
    at('2026-02-05T11:00:00Z');
    await send(3, '/in');
    expect(await evening('2026-02-10')).toEqual([0]);
  });
});

describe('a help hour that changes', () => {
  interface Hour {
    id: string;
    startsAt: string;
  }
  const hour = { startsAt: '2026-02-04T17:00:00Z', host: 'Ada', room: 'the kitchen' };
  const added = async (): Promise<Hour> => (await t.world.api('POST', 'office-hours', hour)).body;
  const reminders = async (): Promise<string[]> =>
    (
      await query<{ key: string }>(
        `select key from occurrence where rollout_id = $1 and play = 'launch.office-hour' and state = 'planned' order by due_at`,
      )
    ).map(({ key }) => key);
  const wanted = (key: string, person: number): Promise<ReadonlySet<string>> =>
    t.world.app.dataSource.transaction((tx) =>
      t.world.app.get(Plugged).stillWanted(tx, 'launch.office-hour', {
        ...{ rolloutId: t.world.world.rolloutId, key, memberIds: [t.world.world.people[person]!.memberId] },
      }),
    );

  it('is told at once to who registered or was reminded of it, and to nobody twice', async () => {
    await settle(many(4));
    const { id } = await added();
    await send(1, `/office-hours/${id}/come`);
    await send(2, '/help', { way: 'meeting' });
    await t.world.play('launch.office-hour', `${id}/24h`);
    await t.world.api('POST', `office-hours/${id}/cancel`);
    await t.world.api('POST', `office-hours/${id}/cancel`);
    expect(await t.world.told(`launch.office-hour/${id}/cancelled`)).toEqual([1, 2]);
    expect(
      await query(`select at_once from notice where rollout_id = $1 and key like '%/cancelled'`),
    ).toEqual([{ at_once: true }]);
    expect(await wanted(`launch.office-hour/${id}/24h`, 1)).toEqual(new Set());
    expect((await wanted(`launch.office-hour/${id}/cancelled`, 1)).size).toBe(1);
  });

  it('is no news for who was never told of it', async () => {
    await settle(many(4));
    const { id } = await added();
    for (const person of [1, 2, 3]) await send(person, '/help', { way: 'meeting' });
    await t.world.play('launch.office-hour', `${id}/24h`);
    for (const [person, state] of [
      [1, 'suppressed'],
      [2, 'refused'],
    ] as const)
      await query(
        'update delivery set state = $3 where rollout_id = $1 and member_id = $2 and state <> $3',
        ...[t.world.world.people[person]!.memberId, state],
      );
    await t.world.api('POST', `office-hours/${id}/move`, { startsAt: '2026-02-06T17:00:00Z' });
    expect(await t.world.told(`launch.office-hour/${id}~1/moved-1`)).toEqual([3]);
  });

  it('is reminded of anew at its new time, and its old reminders are not said any more', async () => {
    await settle(many(3));
    const { id } = await added();
    await send(1, `/office-hours/${id}/come`);
    const to = { startsAt: '2026-02-06T17:00:00Z', room: 'the hall' };
    expect((await t.world.api('POST', `office-hours/${id}/move`, to)).body).toMatchObject(to);
    await t.world.api('POST', `office-hours/${id}/move`, to);
    expect(await t.world.told(`launch.office-hour/${id}~1/moved-1`)).toEqual([1]);
    expect(await reminders()).toEqual([`launch.office-hour/${id}~1/24h`, `launch.office-hour/${id}~1/1h`]);
    expect(await wanted(`launch.office-hour/${id}/24h`, 1)).toEqual(new Set());
    await t.world.play('launch.office-hour', `${id}~1/24h`);
    expect(await t.world.told(`launch.office-hour/${id}~1/24h`)).toEqual([1]);
    const file = await t.world.open(`${t.world.pages[1]}/office-hours/${id}/calendar.ics`);
    expect(file.text).toContain('DTSTART:20260206T170000Z');
    expect(file.text).toContain('SEQUENCE:1');
  });

  it('is refused to move once it was held or cancelled, and into the past', async () => {
    await settle(many(1));
    const { id } = await added();
    const move = async (startsAt: string): Promise<number> =>
      (await t.world.api('POST', `office-hours/${id}/move`, { startsAt })).status;
    expect(await move('2026-02-01T17:00:00Z')).toBe(422);
    await t.world.api('POST', `office-hours/${id}/cancel`);
    expect(await move('2026-02-06T17:00:00Z')).toBe(409);
  });
});
