import { Temporal } from 'temporal-polyfill';
import type { DataSource } from 'typeorm';
import type { Actor } from '../access/actor.js';
import { TestClock } from '../kernel/clock.js';
import type { Vault } from '../kernel/crypto/vault.js';
import { AlertService } from '../rollout/alert.service.js';
import type { AtDesk } from '../rollout/lead-desk.js';
import { Participation } from '../rollout/participation.entity.js';
import { Phase } from '../rollout/phase.entity.js';
import { Rollout, RolloutPlace } from '../rollout/rollout.entity.js';
import type { SocketBoard } from '../rollout/socket-board.js';
import { smallWorld, type SmallMember, type SmallWorld } from '../../test/support/small-world.js';
import { testDataSource } from '../../test/support/test-db.js';
import { series } from './adoption.queries.js';
import { Adoption, BaselineCorrection, BaselineMember } from './baseline.entity.js';
import { takenOut } from './baseline.queries.js';
import { Baseline } from './baseline.service.js';
import { Friction } from './friction.service.js';
import { KeyTaskAnswers, KeyTasks } from './key-tasks.service.js';
import { LeftBehind } from './left-behind.service.js';
import { Measurement } from './measurement.service.js';
import { HeadCount, Sighting } from './sighting.entity.js';
import { Sightings } from './sightings.service.js';
import { Signals } from './signals.service.js';
import { Statements } from './statements.service.js';

const start = '2026-01-05';
const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text);
const actor: Actor = { accountId: 'a lead', communityId: '', name: 'Ada', role: 'lead' };

/** Seals by writing backwards: enough to see that the text itself is not kept. */
const flip = (text: string): string => [...text].toReversed().join('');
const vault = {
  ring: () =>
    Promise.resolve({
      seal: (text: string) => Buffer.from(flip(text)),
      open: (sealed: Buffer) => flip(sealed.toString()),
      fingerprint: (text: string) => Buffer.from(text),
    }),
} as unknown as Vault;

describe('adoption', () => {
  let db: DataSource;
  let announced: unknown = null;
  const clock = new TestClock('2026-01-05T02:00:00Z');
  const signals = new Signals();
  const statements = new Statements(signals);
  const tasks = new KeyTasks();
  const answers = new KeyTaskAnswers(statements, tasks);
  const sightings = new Sightings(signals, vault);
  const baseline = new Baseline(vault, { tell: () => Promise.resolve(announced) } as unknown as SocketBoard);
  const friction = new Friction(tasks, new AlertService(clock), vault);
  const leftBehind = new LeftBehind();
  const measurement = new Measurement(baseline, leftBehind, friction);

  beforeAll(async () => {
    db = await testDataSource([
      ...[Rollout, RolloutPlace, Phase, Participation, Adoption, BaselineMember, BaselineCorrection],
      ...[Sighting, HeadCount],
    ]);
  });
  afterAll(() => db.destroy());
  beforeEach(() => {
    announced = null;
  });

  async function begin(members: SmallMember[]): Promise<SmallWorld & { rollout: Rollout }> {
    const world = await smallWorld(db, members, start);
    return { ...world, rollout: await db.manager.findOneByOrFail(Rollout, { id: world.rolloutId }) };
  }

  const atDesk = (rollout: Rollout, today: string): AtDesk => ({
    ...{ tx: db.manager, rollout, today: day(today), now: Temporal.Instant.from(`${today}T10:00:00Z`) },
  });

  /** The play, as the tick does it at 03:00 of a winter day in Berlin. */
  const morning = (rollout: Rollout, on: string, found = on): Promise<void> =>
    measurement.take(db.manager, rollout, day(on), Temporal.Instant.from(`${found}T02:00:00Z`));

  const evidence = async ({ rolloutId, people }: SmallWorld): Promise<(string | undefined)[]> => {
    const rows = await db.manager.findBy(BaselineMember, { rolloutId });
    return people.map(
      ({ participationId }) => rows.find((row) => row.participationId === participationId)?.evidence,
    );
  };

  const at = ({ people, rolloutId }: SmallWorld, i: number) => ({
    ...{ rolloutId, participationId: people[i]!.participationId },
  });

  describe('the baseline', () => {
    it('counts who was there in the 28 days before day 0, and says why it counts each', async () => {
      const world = await begin([
        { lastSeenOn: '2025-12-08' },
        { lastSeenOn: '2025-12-07' },
        {},
        { source: 'join', addedOn: '2026-01-05' },
        { lastSeenOn: '2025-12-31', gone: 'deceased' },
        { lastSeenOn: '2025-01-01' },
        {},
        { outcome: 'declined', outcomeOn: '2026-01-06', lastSeenOn: '2026-01-01' },
      ]);
      const said = (i: number, on: string) => ({
        ...{ participationId: at(world, i).participationId, day: day(on), side: 'source' as const },
        kind: 'reported' as const,
      });
      await signals.keep(db.manager, world.rolloutId, [said(5, '2025-12-20'), said(6, '2025-10-01')]);
      await baseline.follow(db.manager, world.rollout);
      expect(await evidence(world)).toEqual([
        'last seen',
        undefined,
        'assumed',
        'joined',
        undefined,
        'activity',
        undefined,
        'last seen',
      ]);
    });

    it('follows what is learned until the launch opens, and is frozen then', async () => {
      const world = await begin([{}, {}]);
      await baseline.follow(db.manager, world.rollout);
      await db.query('update member set last_seen_on = $2 where id = $1', [
        world.people[0]!.memberId,
        '2025-11-01',
      ]);
      await baseline.follow(db.manager, world.rollout);
      expect(await evidence(world)).toEqual([undefined, 'assumed']);
      await db.query(`update phase set opened_on = '2026-02-02' where rollout_id = $1 and key = 'launch'`, [
        world.rolloutId,
      ]);
      await baseline.follow(db.manager, world.rollout);
      await db.query('update member set last_seen_on = $2 where id = $1', [
        world.people[1]!.memberId,
        '2025-11-01',
      ]);
      await baseline.follow(db.manager, world.rollout);
      expect(await evidence(world)).toEqual([undefined, 'assumed']);
    });

    it('is corrected by a lead with a reason, which is kept sealed and shown', async () => {
      const world = await begin([{}, { lastSeenOn: '2025-01-01' }]);
      const [out, into] = world.people.map(({ memberId }) => memberId) as [string, string];
      const desk = atDesk(world.rollout, '2026-01-08');
      await baseline.correct(desk, actor, { memberId: out, change: 'out', reason: 'moved away last year' });
      await baseline.correct(desk, actor, { memberId: into, change: 'in', reason: 'reads daily' });
      await morning(world.rollout, '2026-01-09');
      expect(await series(db.manager, world.rolloutId)).toMatchObject([
        { baseline: 1, takenOut: 1, assumed: 0 },
      ]);
      expect(await takenOut(db.manager, world.rolloutId)).toEqual([{ reason: 'corrected', people: 1 }]);
      expect(
        (await baseline.corrections(db.manager, world.rollout)).map(({ reason }) => reason).toSorted(),
      ).toEqual(['moved away last year', 'reads daily']);
      expect(
        JSON.stringify(await db.query('select reason_sealed::text from baseline_correction')),
      ).not.toContain('moved');
    });

    it('stands once the transition is announced', async () => {
      const world = await begin([{}]);
      announced = { revision: 1 };
      await expect(
        baseline.correct(atDesk(world.rollout, '2026-04-01'), actor, {
          ...{ memberId: world.people[0]!.memberId, change: 'out', reason: 'too late' },
        }),
      ).rejects.toThrow('The transition is announced');
    });

    it('shrinks by erasure from the next measurement on; older snapshots stay', async () => {
      const world = await begin([{}, {}]);
      await morning(world.rollout, '2026-01-06');
      await db.query('delete from member where id = $1', [world.people[0]!.memberId]);
      await morning(world.rollout, '2026-01-07');
      expect((await series(db.manager, world.rolloutId)).map((point) => point.baseline)).toEqual([2, 1]);
    });
  });

  describe('a morning', () => {
    it('fills in the days that were missed, from activity days, and marks them late', async () => {
      const world = await begin([{}]);
      await morning(world.rollout, '2026-01-06');
      await statements.record(db.manager, at(world, 0), 'at home', day('2026-01-07'));
      await morning(world.rollout, '2026-01-10');
      expect(
        (await series(db.manager, world.rolloutId)).map(({ day: on, late, low }) => [String(on), late, low]),
      ).toEqual([
        ['2026-01-06', false, 0],
        ['2026-01-07', true, 0],
        ['2026-01-08', true, 1],
        ['2026-01-09', true, 1],
        ['2026-01-10', false, 1],
      ]);
    });

    it('revises days of which something was learned since, and keeps what was seen then', async () => {
      const world = await begin([{}]);
      await morning(world.rollout, '2026-01-08');
      await morning(world.rollout, '2026-01-09');
      const row = { memberId: world.people[0]!.memberId, side: 'destination' as const };
      const rows = ['2026-01-05', '2026-01-06', '2026-01-07'].map((on) => ({ ...row, day: day(on) }));
      await sightings.report(atDesk(world.rollout, '2026-01-09'), 'a lead', { rows, complete: false });
      await morning(world.rollout, '2026-01-10');
      expect((await series(db.manager, world.rolloutId)).map(({ revision, low }) => [revision, low])).toEqual(
        [
          [1, 1],
          [1, 1],
          [0, 1],
        ],
      );
      expect(
        await db.query(
          'select comfortable from adoption_snapshot where rollout_id = $1 and revision = 0 order by day',
          [world.rolloutId],
        ),
      ).toEqual([{ comfortable: 0 }, { comfortable: 0 }, { comfortable: 1 }]);
    });

    it('keeps each milestone once', async () => {
      const world = await begin([{}]);
      await statements.record(db.manager, at(world, 0), 'at home', day('2026-01-05'));
      for (let n = 6; n <= 16; n++) await morning(world.rollout, `2026-01-${String(n).padStart(2, '0')}`);
      expect(
        await db.query('select percent, day from adoption_milestone where rollout_id = $1 order by 1', [
          world.rolloutId,
        ]),
      ).toEqual([
        { percent: 60, day: '2026-01-12' },
        { percent: 70, day: '2026-01-12' },
      ]);
    });

    it('of a Monday counts who is left behind, and shows no group under five', async () => {
      const world = await begin([
        ...Array.from({ length: 12 }, () => ({ language: 'de' })),
        ...Array.from({ length: 9 }, () => ({ language: 'en' })),
        ...Array.from({ length: 2 }, () => ({ language: 'tr' })),
      ]);
      await morning(world.rollout, '2026-01-12');
      const shown = await leftBehind.show(db.manager, world.rolloutId);
      expect(shown.find(({ dimension }) => dimension === 'language')?.classes).toEqual([
        { names: ['de'], comfortable: 0, behind: 12 },
        { names: ['en', 'tr'], comfortable: 0, behind: 11 },
      ]);
    });
  });

  describe('what is reported', () => {
    it('is kept once, however often it is sent, and tells when somebody arrived', async () => {
      const world = await begin([{}]);
      const rows = ['2026-01-07', '2026-01-06', '2026-01-06'].map((on) => ({
        ...{ memberId: world.people[0]!.memberId, side: 'destination' as const, day: day(on) },
      }));
      const desk = atDesk(world.rollout, '2026-01-08');
      expect(await sightings.report(desk, 'a lead', { rows, complete: true })).toEqual({ days: 2 });
      expect(await sightings.report(desk, 'a lead', { rows, complete: true })).toEqual({ days: 0 });
      const person = await db.manager.findOneByOrFail(Participation, { id: at(world, 0).participationId });
      expect(String(person.arrivedOn)).toBe('2026-01-06');
    });

    it('may name people by what they are called there', async () => {
      const world = await begin([{}]);
      const { destination } = world.places;
      await db.query('insert into member_place (member_id, place_id, handle_lookup) values ($1, $2, $3)', [
        ...[world.people[0]!.memberId, destination, Buffer.from(`handle:${destination}:ada`)],
      ]);
      const row = { side: 'destination' as const, day: day('2026-01-06') };
      const desk = atDesk(world.rollout, '2026-01-08');
      const report = { placeId: destination, complete: true };
      expect(
        await sightings.report(desk, 'a lead', { ...report, rows: [{ ...row, handle: '@Ada' }] }),
      ).toEqual({ days: 1 });
    });

    it('is refused whole with every reason: nobody of that name, a day that has not come', async () => {
      const world = await begin([{}]);
      const row = { memberId: world.people[0]!.memberId, side: 'destination' as const };
      const rows = [
        { ...row, day: day('2026-01-06') },
        { ...row, day: day('2026-01-09') },
        { ...row, memberId: '00000000-0000-4000-8000-000000000000', day: day('2026-01-06') },
      ];
      await expect(
        sightings.report(atDesk(world.rollout, '2026-01-08'), 'a lead', { rows, complete: false }),
      ).rejects.toMatchObject({ kind: 'invalid', reasons: [{ field: 'rows.1.day' }, { field: 'rows.2' }] });
      expect(await db.query('select 1 from activity where rollout_id = $1', [world.rolloutId])).toEqual([]);
    });

    it('by roll call makes whoever is not ticked seen, and is held at most weekly', async () => {
      const world = await begin([{}, {}]);
      const call = {
        day: day('2026-01-08'),
        present: [world.people[0]!.memberId],
        spoke: [],
        complete: true,
      };
      const desk = atDesk(world.rollout, '2026-01-14');
      await sightings.rollCall(desk, 'a lead', call);
      await expect(sightings.rollCall(desk, 'a lead', { ...call, day: day('2026-01-14') })).rejects.toThrow(
        'at most weekly',
      );
      await morning(world.rollout, '2026-01-14');
      expect(await series(db.manager, world.rolloutId)).toMatchObject([
        { arrived: 1, active: 1, unknown: 0 },
      ]);
    });
  });

  describe('key tasks', () => {
    it('all done make somebody comfortable; a yes is not lost to a later answer', async () => {
      const world = await begin([{}]);
      for (const key of ['post', 'reply', 'file'])
        await answers.answer(db.manager, at(world, 0), key, 'yes', day('2026-01-06'));
      await answers.answer(db.manager, at(world, 0), 'file', 'not yet', day('2026-01-07'));
      expect((await answers.of(db.manager, at(world, 0).participationId)).get('file')).toBe('yes');
      await morning(world.rollout, '2026-01-08');
      expect(await series(db.manager, world.rolloutId)).toMatchObject([{ comfortable: 1 }]);
    });

    it('of too many newcomers not done hold the next wave, until a lead lets it go', async () => {
      const world = await begin(Array.from({ length: 10 }, () => ({})));
      for (const [i] of world.people.entries()) {
        await answers.answer(db.manager, at(world, i), 'post', 'yes', day('2026-01-06'));
        if (i < 3) await answers.answer(db.manager, at(world, i), 'file', 'not yet', day('2026-01-07'));
      }
      const active = () => friction.active(db.manager, world.rolloutId);
      await morning(world.rollout, '2026-01-08');
      expect(await active()).toMatchObject({
        why: [expect.stringContaining('share a file'), expect.anything()],
      });
      const now = Temporal.Instant.from('2026-01-08T10:00:00Z');
      await friction.letGo(db.manager, actor, world.rolloutId, 'we help at the door', now);
      expect(await active()).toBeNull();
      await morning(world.rollout, '2026-01-09');
      expect(await active()).toBeNull();
      expect(await db.query('select kind, ended_at is not null as ended from alert')).toEqual([
        { kind: 'friction', ended: true },
      ]);
    });
  });
});
