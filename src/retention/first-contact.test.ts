import { jest } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { factsWith } from '../../test/support/facts.js';
import type { Enrolled, People } from '../../test/support/people.js';
import { settlePlanned, startRetention } from '../../test/support/retention-world.js';
import type { TestApp } from '../../test/support/test-app.js';
import { AgendaService } from '../rollout/agenda.service.js';
import { ImportService } from '../community/import.service.js';
import { Purge } from './purge.service.js';
import { RetentionSweep } from './sweep.service.js';

const known = factsWith();

async function* csv(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

describe('somebody to whom nothing was said', () => {
  let app: TestApp;
  let people: People;
  let anna: Enrolled;
  let came: Temporal.Instant;
  let place: string;

  beforeAll(async () => {
    app = await startRetention({ known });
  });
  afterAll(() => app.close());

  beforeEach(async () => {
    app.clock.jump('2026-01-05T09:00:00Z');
    came = app.clock.now();
    known['launch.waves'] = [];
    await app.dataSource.query('delete from community');
    people = await settlePlanned(app);
    await app.dataSource.query(`update rollout set started_at = '2026-01-05T09:00:00Z' where id = $1`, [
      people.rolloutId,
    ]);
    for (const phase of ['pilot', 'refine', 'launch', 'sunset'])
      await app.dataSource.query('insert into phase (rollout_id, key) values ($1, $2)', [
        people.rolloutId,
        phase,
      ]);
    const [row] = await app.dataSource.query<[{ id: string }]>(
      `insert into place (community_id, name, platform) values ($1, 'The old group', 'whatsapp') returning id`,
      [people.communityId],
    );
    place = row.id;
    await app.dataSource.query(
      `insert into rollout_place (rollout_id, place_id, side) values ($1, $2, 'source')`,
      [people.rolloutId, place],
    );
    anna = await people.add({ name: 'Anna Berg', email: 'anna@hill.example' });
  });

  const on = (day: number): Temporal.PlainDate =>
    came.toZonedDateTimeISO('Europe/Berlin').toPlainDate().add({ days: day });
  /** Looks on that night after they came, counted from 0. */
  const night = (day: number): Promise<void> => {
    app.clock.jump(came.add({ hours: 24 * day }).toString());
    return app.get(RetentionSweep).run(app.clock.now());
  };
  const names = async (): Promise<string[]> =>
    (
      await app.dataSource.query<{ display_name: string }[]>(
        'select display_name from member where community_id = $1 order by display_name',
        [people.communityId],
      )
    ).map((row) => row.display_name);
  const alerts = async (): Promise<string[]> =>
    (
      await app.dataSource.query<{ line: string }[]>(
        `select kind || ': ' || text as line from alert
          where rollout_id = $1 and ended_at is null and kind in ('first contact', 'names go') order by kind, subject`,
        [people.rolloutId],
      )
    ).map((row) => row.line);
  /** A notice to Anna that ended so. */
  const told = (channel: string, state: string, who = anna): Promise<unknown> =>
    app.dataSource.query(
      `with said as (
         insert into notice (community_id, rollout_id, key, play, purpose, by_hand, time_zone, created_at)
         values ($1, $2, gen_random_uuid()::text, 'launch.invitation', 'invitation', true, 'Europe/Berlin', $6) returning id)
       insert into delivery (notice_id, community_id, rollout_id, member_id, channel, state, created_at)
       select id, $1, $2, $3, $4, $5, $6 from said`,
      [people.communityId, people.rolloutId, who.memberId, channel, state, app.clock.now().toString()],
    );
  const posted = (placeId: string): Promise<unknown> =>
    app.dataSource.query(
      `with said as (
         insert into notice (community_id, rollout_id, key, play, purpose, by_hand, time_zone, created_at)
         values ($1, $2, gen_random_uuid()::text, 'rollout.opening-word', 'community', false, 'Europe/Berlin', $4) returning id)
       insert into post (notice_id, community_id, rollout_id, place_id, due_on, short, long, posted_at)
       select id, $1, $2, $3, $4::timestamptz::date, 'x', 'x', $4 from said`,
      [people.communityId, people.rolloutId, placeId, app.clock.now().toString()],
    );

  it('is asked about after 30 days, announced a week before their name goes, and emptied to a number after 60', async () => {
    await night(29);
    expect(await alerts()).toEqual([]);
    await night(30);
    const asked =
      'first contact: Nothing was said to 1 person on your list since Monday 5 January. Tell them, or post in their old place. If nobody does, their names go from Friday 6 March on.';
    expect(await alerts()).toEqual([asked]);
    await night(53);
    expect(await alerts()).toEqual([
      asked,
      'names go: On Friday 6 March the name of 1 person goes. Nothing was ever said to them. Tell them before, or let it be.',
    ]);
    await night(59);
    expect(await names()).toEqual(['Anna Berg']);
    await night(60);
    expect(await names()).toEqual(['']);
    expect(await alerts()).toEqual([]);
    const left = await app.dataSource.query<unknown[]>(
      `select (select count(*)::int from member_channel where member_id = $1) as ways,
              (select count(*)::int from link where subject = $2) as links,
              (select count(*)::int from participation where id = $2) as numbers,
              (select people from purge_record where community_id = $3 and kind = 'first contact') as people`,
      [anna.memberId, anna.participationId, people.communityId],
    );
    expect(left).toEqual([{ ways: 0, links: 0, numbers: 1, people: 1 }]);
    expect((await fetch(`${app.url}/m/${anna.token}`)).status).toBe(410);
    const ahead = await app.get(Purge).ahead(app.dataSource.manager, people.rolloutId);
    expect(ahead).toEqual({ people: 0, staying: 0 });
  });

  it('is told to the leads by letter too', async () => {
    await night(30);
    const rows = await app.dataSource.query<unknown[]>(
      `select 1 from occurrence o join alert a on a.id::text = o.step
        where o.rollout_id = $1 and o.play = 'lead.alert' and a.kind = 'first contact'`,
      [people.rolloutId],
    );
    expect(rows).toHaveLength(1);
  });

  it.each([
    ['a message that was accepted on the last day', () => told('email', 'accepted')],
    ['a person who told them', () => told('by hand', 'told')],
    ['a post in their old place', () => posted(place)],
    ['their own word that they would rather not', () => outcome('declined')],
    ['their arrival', () => set(`arrived_on = '2026-02-01'`)],
  ])('stays after %s, and the leads are asked no more', async (_what, happens) => {
    await night(30);
    await night(53);
    app.clock.jump(came.add({ hours: 24 * 59 }).toString());
    await happens();
    await night(60);
    await night(90);
    expect(await names()).toEqual(['Anna Berg']);
    expect(await alerts()).toEqual([]);
  });

  it.each([
    ['a message that came back', () => told('email', 'bounced')],
    ['a message in the built-in mailbox, which reaches nobody', () => told('mailbox', 'accepted')],
    ['a list on which they wait to be told', () => told('by hand', 'to tell')],
    ['two people who tried in vain', () => outcome('unreachable')],
    ['a word on a page of which they have no link', () => told('own page', 'posted')],
  ])('is not kept by %s', async (_what, happens) => {
    await happens();
    await night(30);
    await night(53);
    await night(60);
    expect(await names()).toEqual(['']);
  });

  it('is not kept by a post in a place that is not theirs, nor by one from before they came', async () => {
    const [other] = await app.dataSource.query<[{ id: string }]>(
      `insert into place (community_id, name, platform) values ($1, 'Another group', 'whatsapp') returning id`,
      [people.communityId],
    );
    await app.dataSource.query(
      `insert into rollout_place (rollout_id, place_id, side) values ($1, $2, 'source')`,
      [people.rolloutId, other.id],
    );
    await app.dataSource.query('insert into member_place (member_id, place_id) values ($1, $2)', [
      anna.memberId,
      place,
    ]);
    await posted(other.id);
    app.clock.jump('2026-01-02T09:00:00Z');
    await posted(place);
    await night(30);
    expect(await alerts()).toHaveLength(1);
  });

  it('waits for 30 days after their wave; a held wave stops the count', async () => {
    known['launch.waves'] = [
      { number: 1, on: on(28), held: false },
      { number: 2, on: on(49), held: false },
    ];
    await night(71);
    await night(72);
    expect((await alerts())[1]).toContain('names go: On Wednesday 25 March');
    await night(78);
    expect(await names()).toEqual(['Anna Berg']);
    known['launch.waves'] = [{ number: 2, on: on(49), held: true }];
    await night(79);
    await night(120);
    expect(await names()).toEqual(['Anna Berg']);
    expect(await alerts()).toEqual([expect.stringContaining('They stay while their wave is held.')]);
  });

  it('goes with a week’s notice where the program stood still, and only then', async () => {
    await night(200);
    expect(await names()).toEqual(['Anna Berg']);
    expect((await alerts())[1]).toContain('names go: On Friday 31 July');
    await night(206);
    expect(await names()).toEqual(['Anna Berg']);
    await night(207);
    expect(await names()).toEqual(['']);
  });

  it('keeps the day on which they first came, however often the list is sent', async () => {
    const list = async (seen: string): Promise<void> => {
      const imports = app.get(ImportService);
      const id = await imports.start(
        people.communityId,
        place,
        csv(`Name,E-mail,Last seen\nBo Lind,bo@hill.example,${seen}`),
      );
      await imports.confirm(people.communityId, id);
    };
    await list('2026-01-01');
    app.clock.jump(came.add({ hours: 24 * 40 }).toString());
    await list('2026-02-10');
    await people.add({ name: 'Cy Young' });
    expect(await names()).toEqual(['Anna Berg', 'Bo Lind', 'Cy Young']);
    await night(53);
    expect((await alerts())[1]).toContain('the names of 2 people go');
    await night(60);
    expect(await names()).toEqual(['', '', 'Cy Young']);
  });

  it('is nobody’s business where they came by themselves', async () => {
    await app.dataSource.query(`update member set source = 'join' where id = $1`, [anna.memberId]);
    await night(60);
    await night(70);
    expect(await names()).toEqual(['Anna Berg']);
    expect(await alerts()).toEqual([]);
  });

  it('is looked at though another community cannot be', async () => {
    await app.dataSource.query(
      `insert into community (id, name, time_zone, responsible_name, responsible_contact_sealed, care, created_at)
       select '00000000-0000-4000-8000-000000000000', name, 'Nowhere/At all', responsible_name,
              responsible_contact_sealed, care, created_at from community`,
    );
    await night(30);
    expect(await alerts()).toHaveLength(1);
  });

  it('goes in batches; every move that goes on is planned anew', async () => {
    await app.dataSource.query(
      `insert into member (community_id, display_name, source, added_on)
       select community_id, 'Bo ' || n, source, added_on from member, generate_series(1, 1000) n where id = $1`,
      [anna.memberId],
    );
    const [second] = await app.dataSource.query<[{ id: string }]>(
      `insert into rollout (community_id, name, plan, state, started_at)
       select community_id, 'Another', plan, state, started_at + interval '1 day' from rollout returning id`,
    );
    await night(53);
    const replan = jest.spyOn(app.get(AgendaService), 'replan');
    await night(60);
    expect(new Set(replan.mock.calls.map(([, id]) => id))).toEqual(new Set([people.rolloutId, second.id]));
    replan.mockRestore();
    expect(new Set(await names())).toEqual(new Set(['']));
    const batches = await app.dataSource.query(
      `select people from purge_record where community_id = $1 order by people`,
      [people.communityId],
    );
    expect(batches).toEqual([{ people: 1 }, { people: 1000 }]);
  });

  const set = (what: string): Promise<unknown> =>
    app.dataSource.query(`update participation set ${what} where id = $1`, [anna.participationId]);
  const outcome = (what: string): Promise<unknown> => set(`outcome = '${what}'`);
});
