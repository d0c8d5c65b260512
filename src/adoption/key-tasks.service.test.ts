import { Temporal } from 'temporal-polyfill';
import { adopting, at, day, lead } from '../../test/support/adopting.js';
import { series } from './adoption.queries.js';

describe('key tasks', () => {
  let a: Awaited<ReturnType<typeof adopting>>;
  beforeAll(async () => {
    a = await adopting();
  });
  afterAll(() => a.db.destroy());

  it('all done make somebody comfortable; a yes is not lost to a later answer', async () => {
    const world = await a.begin([{}]);
    for (const key of ['post', 'reply', 'file'])
      await a.answers.answer(a.db.manager, at(world, 0), key, 'yes', day('2026-01-06'));
    await a.answers.answer(a.db.manager, at(world, 0), 'file', 'not yet', day('2026-01-07'));
    expect((await a.answers.of(a.db.manager, at(world, 0).participationId)).get('file')).toBe('yes');
    await a.morning(world, '2026-01-08');
    expect(await series(a.db.manager, world.rolloutId)).toMatchObject([{ comfortable: 1 }]);
  });

  it('of too many newcomers not done hold the next wave, until a lead lets it go', async () => {
    const world = await a.begin(Array.from({ length: 10 }, () => ({})));
    for (const [i] of world.people.entries()) {
      await a.answers.answer(a.db.manager, at(world, i), 'post', 'yes', day('2026-01-06'));
      if (i < 3) await a.answers.answer(a.db.manager, at(world, i), 'file', 'not yet', day('2026-01-07'));
    }
    const active = () => a.friction.active(a.db.manager, world.rolloutId);
    await a.morning(world, '2026-01-08');
    expect(await active()).toMatchObject({
      why: [expect.stringContaining('share a file'), expect.anything()],
    });
    const now = Temporal.Instant.from('2026-01-08T10:00:00Z');
    await a.friction.letGo(a.db.manager, lead, world.rolloutId, 'we help at the door', now);
    expect(await active()).toBeNull();
    await a.morning(world, '2026-01-09');
    expect(await active()).toBeNull();
    expect(await a.db.query('select kind, ended_at is not null as ended from alert')).toEqual([
      { kind: 'friction', ended: true },
    ]);
  });
});
