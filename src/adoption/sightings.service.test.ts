import { adopting, at, atDesk, day, there } from '../../test/support/adopting.js';
import { Participation } from '../rollout/participation.entity.js';
import { series } from './adoption.queries.js';

describe('what is reported', () => {
  let a: Awaited<ReturnType<typeof adopting>>;
  beforeAll(async () => {
    a = await adopting();
  });
  afterAll(() => a.db.destroy());

  it('is kept once, however often it is sent, and tells when somebody arrived', async () => {
    const world = await a.begin([{}]);
    const rows = ['2026-01-07', '2026-01-06', '2026-01-06'].map((on) => there(world, on));
    const desk = atDesk(a.db, world.rollout, '2026-01-08');
    expect(await a.sightings.report(desk, 'a lead', { rows, complete: true })).toEqual({ days: 2 });
    expect(await a.sightings.report(desk, 'a lead', { rows, complete: true })).toEqual({ days: 0 });
    const person = await a.db.manager.findOneByOrFail(Participation, { id: at(world, 0).participationId });
    expect(String(person.arrivedOn)).toBe('2026-01-06');
  });

  it('may name people by what they are called there', async () => {
    const world = await a.begin([{}]);
    const { destination } = world.places;
    await a.db.query('insert into member_place (member_id, place_id, handle_lookup) values ($1, $2, $3)', [
      ...[world.people[0]!.memberId, destination, Buffer.from(`handle:${destination}:ada`)],
    ]);
    const row = { side: 'destination' as const, day: day('2026-01-06') };
    const desk = atDesk(a.db, world.rollout, '2026-01-08');
    const report = { placeId: destination, complete: true };
    expect(
      await a.sightings.report(desk, 'a lead', { ...report, rows: [{ ...row, handle: '@Ada' }] }),
    ).toEqual({ days: 1 });
  });

  it('is refused whole with every reason: nobody of that name, a day that has not come', async () => {
    const world = await a.begin([{}]);
    const row = { memberId: world.people[0]!.memberId, side: 'destination' as const };
    const rows = [
      { ...row, day: day('2026-01-06') },
      { ...row, day: day('2026-01-09') },
      { ...row, memberId: '00000000-0000-4000-8000-000000000000', day: day('2026-01-06') },
    ];
    await expect(
      a.sightings.report(atDesk(a.db, world.rollout, '2026-01-08'), 'a lead', { rows, complete: false }),
    ).rejects.toMatchObject({ kind: 'invalid', reasons: [{ field: 'rows.1.day' }, { field: 'rows.2' }] });
    expect(await a.db.query('select 1 from activity where rollout_id = $1', [world.rolloutId])).toEqual([]);
  });

  it('by roll call makes whoever is not ticked seen, and is held at most weekly', async () => {
    const world = await a.begin([{}, {}]);
    const call = {
      day: day('2026-01-08'),
      present: [world.people[0]!.memberId],
      spoke: [],
      complete: true,
    };
    const desk = atDesk(a.db, world.rollout, '2026-01-14');
    await a.sightings.rollCall(desk, 'a lead', call);
    await expect(a.sightings.rollCall(desk, 'a lead', { ...call, day: day('2026-01-14') })).rejects.toThrow(
      'at most weekly',
    );
    await a.morning(world, '2026-01-14');
    expect(await series(a.db.manager, world.rolloutId)).toMatchObject([
      { arrived: 1, active: 1, unknown: 0 },
    ]);
  });
});
