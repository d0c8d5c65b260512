import { adopting, at, atDesk, day, lead, type AdoptionWorld } from '../../test/support/adopting.js';
import { series } from './adoption.queries.js';
import { BaselineMember } from './baseline.entity.js';
import { takenOut } from './baseline.queries.js';

describe('the baseline', () => {
  let a: Awaited<ReturnType<typeof adopting>>;
  beforeAll(async () => {
    a = await adopting();
  });
  afterAll(() => a.db.destroy());

  const evidence = async ({ rolloutId, people }: AdoptionWorld): Promise<(string | undefined)[]> => {
    const rows = await a.db.manager.findBy(BaselineMember, { rolloutId });
    return people.map(
      ({ participationId }) => rows.find((row) => row.participationId === participationId)?.evidence,
    );
  };

  it('counts who was there in the 28 days before day 0, and says why it counts each', async () => {
    const world = await a.begin([
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
    await a.signals.keep(a.db.manager, world.rolloutId, [said(5, '2025-12-20'), said(6, '2025-10-01')]);
    await a.baseline.follow(a.db.manager, world.rollout);
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

  it('ends the window at day 0: who was seen only since, by a report that saw the time before too, was not there', async () => {
    const world = await a.begin([{}, { lastSeenOn: '2026-01-20' }, { lastSeenOn: '2025-12-20' }, {}]);
    const said = (i: number, on: string) => ({
      ...{ participationId: at(world, i).participationId, day: day(on), side: 'source' as const },
      kind: 'reported' as const,
    });
    const since = [0, 1, 2].map((i) => said(i, '2026-01-05'));
    await a.signals.keep(a.db.manager, world.rolloutId, since);
    await a.baseline.follow(a.db.manager, world.rollout);
    // Nothing is reported of the window itself, so that nobody's absence says anything.
    expect(await evidence(world)).toEqual(['assumed', 'last seen', 'last seen', 'assumed']);
    await a.signals.keep(a.db.manager, world.rolloutId, [said(3, '2026-01-04')]);
    await a.baseline.follow(a.db.manager, world.rollout);
    expect(await evidence(world)).toEqual([undefined, undefined, 'last seen', 'activity']);
  });

  it('follows what is learned until the launch opens, and is frozen then', async () => {
    const world = await a.begin([{}, {}]);
    await a.baseline.follow(a.db.manager, world.rollout);
    await a.db.query('update member set last_seen_on = $2 where id = $1', [
      world.people[0]!.memberId,
      '2025-11-01',
    ]);
    await a.baseline.follow(a.db.manager, world.rollout);
    expect(await evidence(world)).toEqual([undefined, 'assumed']);
    await a.db.query(`update phase set opened_on = '2026-02-02' where rollout_id = $1 and key = 'launch'`, [
      world.rolloutId,
    ]);
    await a.baseline.follow(a.db.manager, world.rollout);
    await a.db.query('update member set last_seen_on = $2 where id = $1', [
      world.people[1]!.memberId,
      '2025-11-01',
    ]);
    await a.baseline.follow(a.db.manager, world.rollout);
    expect(await evidence(world)).toEqual([undefined, 'assumed']);
  });

  it('is corrected by a lead with a reason, which is kept sealed and shown', async () => {
    const world = await a.begin([{}, { lastSeenOn: '2025-01-01' }]);
    const [out, into] = world.people.map(({ memberId }) => memberId) as [string, string];
    const desk = atDesk(a.db, world.rollout, '2026-01-08');
    await a.baseline.correct(desk, lead, { memberId: out, change: 'out', reason: 'moved away last year' });
    await a.baseline.correct(desk, lead, { memberId: into, change: 'in', reason: 'reads daily' });
    await a.morning(world, '2026-01-09');
    expect(await series(a.db.manager, world.rolloutId)).toMatchObject([
      { baseline: 1, takenOut: 1, assumed: 0 },
    ]);
    expect(await takenOut(a.db.manager, world.rolloutId)).toEqual([{ reason: 'corrected', people: 1 }]);
    expect(
      (await a.baseline.corrections(a.db.manager, world.rollout)).map(({ reason }) => reason).toSorted(),
    ).toEqual(['moved away last year', 'reads daily']);
    expect(
      JSON.stringify(await a.db.query('select reason_sealed::text from baseline_correction')),
    ).not.toContain('moved');
  });

  it('stands once the transition is announced', async () => {
    const world = await a.begin([{}]);
    a.announced.transition = { revision: 1 };
    await expect(
      a.baseline.correct(atDesk(a.db, world.rollout, '2026-04-01'), lead, {
        ...{ memberId: world.people[0]!.memberId, change: 'out', reason: 'too late' },
      }),
    ).rejects.toThrow('The transition is announced');
    a.announced.transition = null;
  });

  it('shrinks by erasure from the next measurement on; older snapshots stay', async () => {
    const world = await a.begin([{}, {}]);
    await a.morning(world, '2026-01-06');
    await a.db.query('delete from member where id = $1', [world.people[0]!.memberId]);
    await a.morning(world, '2026-01-07');
    expect((await series(a.db.manager, world.rolloutId)).map((point) => point.baseline)).toEqual([2, 1]);
  });
});
