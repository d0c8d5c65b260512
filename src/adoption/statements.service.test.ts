import { adopting, at, day } from '../../test/support/adopting.js';
import { series } from './adoption.queries.js';

describe('what somebody said of themselves, and takes back', () => {
  let a: Awaited<ReturnType<typeof adopting>>;
  beforeAll(async () => {
    a = await adopting();
  });
  afterAll(() => a.db.destroy());

  type World = Awaited<ReturnType<typeof a.begin>>;
  const arrivedOn = async (world: World): Promise<string | null> =>
    (
      await a.db.query<{ on: string | null }[]>(
        'select arrived_on::text as on from participation where id = $1',
        [at(world, 0).participationId],
      )
    )[0]!.on;
  const counted = async (world: World, on: string) => {
    await a.morning(world, on);
    const { arrived, active, comfortable } = (await series(a.db.manager, world.rolloutId)).at(-1)!;
    return { arrived, active, comfortable };
  };
  const alone = (world: World): Promise<boolean> =>
    a.statements.restsOn(a.db.manager, at(world, 0).participationId, 'arrived');
  const takeBack = (world: World): Promise<void> =>
    a.statements.takeBack(a.db.manager, at(world, 0), 'arrived');

  it('is as if it had never been said, also for the days that were measured since', async () => {
    const world = await a.begin([{}]);
    await a.statements.record(a.db.manager, at(world, 0), 'arrived', day('2026-01-06'));
    expect(await counted(world, '2026-01-07')).toMatchObject({ arrived: 1, active: 1 });
    expect(await alone(world)).toBe(true);
    await takeBack(world);
    expect(await arrivedOn(world)).toBeNull();
    expect(await counted(world, '2026-01-08')).toMatchObject({ arrived: 0, active: 0 });
    expect(await series(a.db.manager, world.rolloutId)).toMatchObject([{ arrived: 0 }, { arrived: 0 }]);
    await takeBack(world);
    expect(await alone(world)).toBe(false);
    await a.statements.record(a.db.manager, at(world, 0), 'arrived', day('2026-01-08'));
    expect(await arrivedOn(world)).toBe('2026-01-08');
  });

  it('leaves what the place reported, or somebody else saw', async () => {
    const world = await a.begin([{}]);
    await a.statements.record(a.db.manager, at(world, 0), 'arrived', day('2026-01-06'));
    await a.signals.keep(a.db.manager, world.rolloutId, [
      {
        participationId: at(world, 0).participationId,
        side: 'destination',
        day: day('2026-01-08'),
        kind: 'reported',
      },
    ]);
    expect(await alone(world)).toBe(false);
    await takeBack(world);
    expect(await arrivedOn(world)).toBe('2026-01-08');
    expect(await counted(world, '2026-01-09')).toMatchObject({ arrived: 1, active: 1 });
  });

  it('leaves a day on which they said something else, and what settles them', async () => {
    const world = await a.begin([{}]);
    await a.statements.record(a.db.manager, at(world, 0), ['arrived', 'at home'], day('2026-01-06'));
    await takeBack(world);
    expect(await arrivedOn(world)).toBe('2026-01-06');
    expect(await counted(world, '2026-01-08')).toMatchObject({ comfortable: 1 });
  });

  it('of one thing they tried leaves the others; of the last takes what all together had shown', async () => {
    const world = await a.begin([{}]);
    for (const [key, on] of [
      ['post', '06'],
      ['reply', '06'],
      ['file', '07'],
    ] as const)
      await a.answers.answer(a.db.manager, at(world, 0), key, 'yes', day(`2026-01-${on}`));
    expect(await counted(world, '2026-01-08')).toMatchObject({ comfortable: 1 });
    await a.answers.takeBack(a.db.manager, at(world, 0), 'reply');
    expect([...(await a.answers.of(a.db.manager, at(world, 0).participationId)).keys()].toSorted()).toEqual([
      'file',
      'post',
    ]);
    expect(await counted(world, '2026-01-09')).toMatchObject({ arrived: 1, active: 1, comfortable: 0 });
    await a.answers.takeBack(a.db.manager, at(world, 0), 'file');
    await a.answers.takeBack(a.db.manager, at(world, 0), 'post');
    await a.answers.takeBack(a.db.manager, at(world, 0), 'post');
    expect(await arrivedOn(world)).toBeNull();
    expect(await counted(world, '2026-01-10')).toMatchObject({ arrived: 0, active: 0 });
  });
});
