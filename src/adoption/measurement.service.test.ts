import { adopting, at, atDesk, day, there } from '../../test/support/adopting.js';
import { series } from './adoption.queries.js';

describe('a morning', () => {
  let a: Awaited<ReturnType<typeof adopting>>;
  beforeAll(async () => {
    a = await adopting();
  });
  afterAll(() => a.db.destroy());

  it('fills in the days that were missed, from activity days, and marks them late', async () => {
    const world = await a.begin([{}]);
    await a.morning(world, '2026-01-06');
    await a.statements.record(a.db.manager, at(world, 0), 'at home', day('2026-01-07'));
    await a.morning(world, '2026-01-10');
    expect(
      (await series(a.db.manager, world.rolloutId)).map(({ day: on, late, low }) => [String(on), late, low]),
    ).toEqual([
      ['2026-01-06', false, 0],
      ['2026-01-07', true, 0],
      ['2026-01-08', true, 1],
      ['2026-01-09', true, 1],
      ['2026-01-10', false, 1],
    ]);
  });

  it('revises days of which something was learned since, and keeps what was seen then', async () => {
    const world = await a.begin([{}]);
    await a.morning(world, '2026-01-08');
    await a.morning(world, '2026-01-09');
    const rows = ['2026-01-05', '2026-01-06', '2026-01-07'].map((on) => there(world, on));
    await a.sightings.report(atDesk(a.db, world.rollout, '2026-01-09'), 'a lead', { rows, complete: false });
    await a.morning(world, '2026-01-10');
    expect((await series(a.db.manager, world.rolloutId)).map(({ revision, low }) => [revision, low])).toEqual(
      [
        [1, 1],
        [1, 1],
        [0, 1],
      ],
    );
    expect(
      await a.db.query(
        'select comfortable from adoption_snapshot where rollout_id = $1 and revision = 0 order by day',
        [world.rolloutId],
      ),
    ).toEqual([{ comfortable: 0 }, { comfortable: 0 }, { comfortable: 1 }]);
  });

  it('keeps each milestone once', async () => {
    const world = await a.begin([{}]);
    await a.statements.record(a.db.manager, at(world, 0), 'at home', day('2026-01-05'));
    for (let n = 6; n <= 16; n++) await a.morning(world, `2026-01-${String(n).padStart(2, '0')}`);
    expect(
      await a.db.query('select percent, day from adoption_milestone where rollout_id = $1 order by 1', [
        world.rolloutId,
      ]),
    ).toEqual([
      { percent: 60, day: '2026-01-12' },
      { percent: 70, day: '2026-01-12' },
    ]);
  });

  it('of a Monday counts who is left behind, and shows no group under five', async () => {
    const world = await a.begin([
      ...Array.from({ length: 12 }, () => ({ language: 'de' })),
      ...Array.from({ length: 9 }, () => ({ language: 'en' })),
      ...Array.from({ length: 2 }, () => ({ language: 'tr' })),
    ]);
    await a.morning(world, '2026-01-12');
    const shown = await a.leftBehind.show(a.db.manager, world.rolloutId);
    expect(shown.find(({ dimension }) => dimension === 'language')?.classes).toEqual([
      { names: ['de'], comfortable: 0, behind: 12 },
      { names: ['en', 'tr'], comfortable: 0, behind: 11 },
    ]);
  });
});
