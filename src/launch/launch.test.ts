import { spoken, unplain } from '../../test/support/plain-words.js';
import { launchedWorld } from '../../test/support/launched-world.js';
import type { PilotWorld } from '../../test/support/pilot-world.js';
import type { SmallMember } from '../../test/support/small-world.js';
import { TickService } from '../rollout/tick.service.js';

let world: PilotWorld;
afterEach(() => world.close());

const query = <T>(sql: string, params: unknown[] = []): Promise<T[]> =>
  world.app.dataSource.query(sql, params);
const participation = (person: number): string => world.world.people[person]!.participationId;
const open = (person: number, below = '') => world.open(world.pages[person]! + below);
const send = (person: number, below: string, fields: Record<string, string> = {}) =>
  world.send(world.pages[person]! + below, fields);

async function launched(members: readonly SmallMember[], ready = true): Promise<void> {
  world = await launchedWorld(members, ready);
}

interface WaveRow {
  number: number;
  on: string;
  said: boolean;
  holds: string[];
  people: number;
}
const waves = async (): Promise<WaveRow[]> => (await world.api('GET', 'waves')).body;
/** The wave of each person; null where they are in none. */
const waveOf = async (): Promise<(number | null)[]> => {
  const rows = await query<{ id: string; number: number }>(
    `select i.participation_id as id, w.number from invitation i join wave w on w.id = i.wave_id`,
  );
  return world.world.people.map((one) => rows.find((row) => row.id === one.participationId)?.number ?? null);
};
const many = (n: number): SmallMember[] => Array.from({ length: n }, () => ({}));
/** The ledger says that a server took it, five days ago at least. */
const accepted = (key: string, day: string): Promise<unknown> =>
  query(
    `update delivery d set state = 'accepted', accepted_at = $2 from notice n where n.id = d.notice_id and n.key = $1`,
    [key, `${day}T10:00:00Z`],
  );

describe('waves', () => {
  it('wait for everything that the first needs, say all of it, and slide day by day', async () => {
    await launched(many(4), false);
    const [first] = await waves();
    expect(first).toMatchObject({ on: '2026-02-02', said: false });
    expect(first!.holds).toHaveLength(3);
    await world.play('launch.invitation', '1');
    expect(await world.told('launch.invitation/1')).toEqual([]);
    await world.play('launch.day', '2026-02-02');
    expect((await waves()).map(({ on }) => on)).toEqual([
      '2026-02-03',
      '2026-02-10',
      '2026-02-17',
      '2026-02-24',
    ]);
  });

  it('invite everybody once, each with a helper while one has room; who came already needs no invitation', async () => {
    await launched(many(13));
    expect((await query(`select key from occurrence where play = 'launch.invitation'`)).length).toBe(4);
    for (const [step, after] of [
      ['1', 7],
      ['2', 7],
      ['3', 7],
      ['4', 0],
    ] as const) {
      await world.play('launch.invitation', step);
      world.app.clock.advance({ days: after });
    }
    const told: number[][] = [];
    for (const n of [1, 2, 3, 4]) told.push(await world.told(`launch.invitation/${n}`));
    expect(told.map((people) => people.length)).toEqual([3, 3, 3, 3]);
    expect(told.flat().toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    // 3 and 3 take 6 of 8 places; two more find one; after 14 days the first three places are free again.
    const [{ helped }] = (await query<{ helped: number }>(
      'select count(advocate_id)::int as helped from participation',
    )) as [{ helped: number }];
    expect(helped).toBe(12);
    expect((await waves()).every(({ said }) => said)).toBe(true);
  });

  it('take newcomers into the last one, or into one more', async () => {
    await launched(many(5));
    await query(`update participation set outcome = 'declined' where id = $1`, [participation(4)]);
    await world.play('launch.invitation', '1');
    await query(`update participation set outcome = null where id = $1`, [participation(4)]);
    await world.play('launch.day', '2026-02-02');
    expect((await waveOf())[4]).toBe(4);
  });

  it('can be planned otherwise: a place, a helper’s list, no larger than the free places', async () => {
    await launched(many(13));
    const { destination } = world.world.places;
    await query(`insert into member_place (member_id, place_id) values ($1, $2)`, [
      world.world.people[5]!.memberId,
      destination,
    ]);
    const wrong = [{ kind: 'place' }, { kind: 'list', advocateId: participation(3) }];
    const refused = await world.api('PUT', 'waves', { waves: wrong });
    expect((refused.body as { reasons: unknown[] }).reasons).toHaveLength(2);
    const wishes = [
      { kind: 'place', placeId: destination },
      { kind: 'share', leans: true },
    ];
    const planned = (await world.api('PUT', 'waves', { waves: wishes })).body as WaveRow[];
    expect(planned.map(({ people }) => people)).toEqual([1, 8, 3]);
  });

  it('are not invited again when resent: the same invitation, open for longer', async () => {
    await launched(many(2));
    await world.play('launch.invitation', '1');
    const again = { participationId: participation(1) };
    expect((await world.api('POST', 'waves/resend', again)).status).toBe(204);
    expect(await query('select resent, open_until from invitation')).toEqual([
      { resent: 1, open_until: '2026-02-16' },
    ]);
    expect(await world.told('launch.invitation/1/again/1')).toEqual([1]);
  });
});

describe('nudges', () => {
  it('go 7 and 21 days after a proven invitation, once each, to who has neither come nor answered', async () => {
    await launched([...many(5)]);
    for (const step of ['1', '2', '3', '4']) await world.play('launch.invitation', step);
    for (const n of [1, 2, 3, 4]) await accepted(`launch.invitation/${n}`, '2026-02-02');
    await send(2, '/in');
    await send(3, '/rather-not');
    await send(4, '/help', { way: 'call' });
    world.app.clock.advance({ days: 6 });
    await world.play('launch.nudge', '2026-02-08');
    expect(await world.told('launch.nudge/1')).toEqual([]);
    world.app.clock.advance({ days: 1 });
    await world.play('launch.nudge', '2026-02-09');
    await world.play('launch.nudge', '2026-02-10');
    expect(await world.told('launch.nudge/1')).toEqual([1]);
    world.app.clock.advance({ days: 14 });
    await world.play('launch.nudge', '2026-02-23');
    expect(await world.told('launch.nudge/2')).toEqual([1]);
    expect(
      (
        await query(
          `select 1 from delivery d join notice n on n.id = d.notice_id where n.play = 'launch.nudge'`,
        )
      ).length,
    ).toBe(2);
  });
});

describe('the own page', () => {
  it('takes “I’m in”, “I’d rather not” and a changed mind, and confirms what was said before', async () => {
    await launched(many(2));
    await world.play('launch.invitation', '1');
    await accepted('launch.invitation/1', '2026-02-02');
    expect((await open(1)).text).toContain('I’m in');
    const [opened] = await query<{ on: string }>(`select opened_on as "on" from phase where key = 'launch'`);
    await query(`update phase set opened_on = null where key = 'launch'`);
    expect((await open(1)).text).not.toContain('begin now');
    expect(await send(1, '/in')).toMatchObject({ status: 409 });
    await query(`update phase set opened_on = $1 where key = 'launch'`, [opened!.on]);
    expect(await send(1, '/rather-not')).toMatchObject({ status: 303 });
    expect((await open(1)).text).toContain('You said that you would rather not');
    await send(1, '/changed-mind');
    await send(1, '/in');
    expect(
      await query('select outcome, arrived_on from participation where id = $1', [participation(1)]),
    ).toEqual([{ outcome: null, arrived_on: '2026-02-02' }]);
    expect((await query(`select 1 from delivery where confirmed_at is not null`)).length).toBe(1);
    await world.play('launch.welcome', '2026-02-02');
    expect(await world.told('launch.welcome/2026-02-02')).toEqual([0]);
  });

  it('changes what the gate counts, with the next tick', async () => {
    await launched(many(3));
    const counts = async (): Promise<unknown> => {
      await world.app.get(TickService).catchUp(world.app.clock.now());
      const [row] = await query<{ gate: unknown }>(`select gate from phase where key = 'launch'`);
      return JSON.stringify(row!.gate).match(/proven invited: (\d+ of \d+)/)?.[1];
    };
    await send(1, '/in');
    expect(await counts()).toBe('2 of 3');
    await send(2, '/rather-not');
    expect(await counts()).toBe('2 of 2');
    await send(2, '/changed-mind');
    expect(await counts()).toBe('2 of 3');
  });

  it('answers “Help me” with a first name and a day; the helper takes it, and it is done', async () => {
    await launched([{ language: 'tr' }, { language: 'tr' }, { language: 'fr' }]);
    const twice = [send(1, '/help', { way: 'door' }), send(1, '/help', { way: 'door' })];
    expect((await Promise.all(twice)).map(({ status }) => status)).toEqual([303, 303]);
    expect((await query('select 1 from help_request')).length).toBe(1);
    expect((await open(1)).text).toContain('Somebody comes back to you by Wednesday 4 February');
    const sheet = (await open(0, '/people')).text;
    expect(sheet).toContain('Come to my door');
    const [request] = await query<{ id: string }>('select id from help_request');
    await send(0, `/people/requests/${request!.id}/take`);
    await send(0, `/people/requests/${request!.id}/done`);
    expect((await open(1)).text).not.toContain('comes back to you');
    expect((await open(2, '/people')).status).toBe(403);
  });

  it('sends to the leads what no helper fits, and what nobody took in 48 hours', async () => {
    await launched([{ language: 'tr' }, { language: 'tr' }, { language: 'fr' }]);
    await send(2, '/help', { way: 'message' });
    await send(1, '/help', { way: 'message' });
    world.app.clock.advance({ days: 2 });
    for (const { id } of await query<{ id: string }>('select id from help_request'))
      await world.play('launch.help-waiting', id);
    const list = (await world.api('GET', 'help-requests')).body as { id: string; helper: string | null }[];
    expect(list.map(({ helper }) => helper)).toEqual([null, null]);
    expect((await query(`select 1 from alert where kind = 'help waiting' and ended_at is null`)).length).toBe(
      2,
    );
    expect((await world.api('POST', `help-requests/${list[0]!.id}/take`)).status).toBe(204);
    expect((await query(`select 1 from alert where kind = 'help waiting' and ended_at is null`)).length).toBe(
      1,
    );
  });

  it('lets nobody help who has not come, or who said no; a seat in the circle is enough', async () => {
    await launched(many(4));
    const help = async (person: number): Promise<number> =>
      (await send(person, '/helper', { answer: 'yes' })).status;
    expect(await help(1)).toBe(409);
    await query(`update participation set arrived_on = '2026-02-02', outcome = 'will leave' where id = $1`, [
      participation(1),
    ]);
    expect(await help(1)).toBe(409);
    await query(`update participation set arrived_on = '2026-02-02' where id = $1`, [participation(2)]);
    await query(`update participation set pilot = true where id = $1`, [participation(3)]);
    expect([await help(2), await help(3)]).toEqual([303, 303]);
    expect(await query('select id from participation where advocate order by id')).toEqual(
      [0, 2, 3].map((person) => ({ id: participation(person) })).toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    );
    expect((await send(2, '/helper', { answer: 'no' })).status).toBe(303);
  });

  it('speaks plain words', async () => {
    await launched(many(2));
    await send(1, '/help', { way: 'call' });
    await world.api('POST', 'office-hours', {
      startsAt: '2026-02-03T17:00:00Z',
      host: 'Ada',
      room: 'the kitchen',
    });
    for (const page of [await open(1), await open(0), await open(0, '/people'), await open(1, '/charter')]) {
      expect(page.status).toBe(200);
      expect(unplain(spoken(page.text))).toEqual([]);
    }
  });
});

describe('help hours', () => {
  it('are joined while there is room, put into a calendar, reminded of, and counted afterwards', async () => {
    await launched(many(3));
    const hour = {
      startsAt: '2026-02-04T17:00:00Z',
      minutes: 90,
      host: 'Ada',
      room: 'the kitchen',
      capacity: 1,
    };
    expect(
      (await world.api('POST', 'office-hours', { ...hour, startsAt: '2026-02-01T17:00:00Z' })).status,
    ).toBe(422);
    const { id } = (await world.api('POST', 'office-hours', hour)).body as { id: string };
    expect(await send(1, `/office-hours/${id}/come`)).toMatchObject({ status: 303 });
    expect((await send(2, `/office-hours/${id}/come`)).text).toContain('This help hour is full');

    const file = await open(1, `/office-hours/${id}/calendar.ics`);
    expect(file.text).toMatch(/^BEGIN:VCALENDAR\r\n/);
    expect(file.text).toContain('DTSTART:20260204T170000Z');
    expect(file.text).toContain('DTEND:20260204T183000Z');
    expect(file.text).toContain(`UID:${id}@changeover`);

    const keys = await query<{ key: string }>(
      `select key from occurrence where play = 'launch.office-hour' order by due_at`,
    );
    expect(keys.map(({ key }) => key)).toEqual([
      `launch.office-hour/${id}/24h`,
      `launch.office-hour/${id}/1h`,
    ]);
    await world.play('launch.office-hour', `${id}/24h`);
    expect(await world.told(`launch.office-hour/${id}/24h`)).toEqual([1]);

    expect((await world.api('POST', `office-hours/${id}/attendance`, { attended: 2 })).status).toBe(409);
    world.app.clock.advance({ days: 3 });
    const held = await world.api('POST', `office-hours/${id}/attendance`, { attended: 2 });
    expect(held.body).toMatchObject({ attended: 2, guests: 1 });
  });
});
