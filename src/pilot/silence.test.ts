import { PilotWorld } from '../../test/support/pilot-world.js';

const somebody = { lastSeenOn: '2026-01-03', language: 'en' };

interface CircleAnswer {
  seats: { state: string; silent: boolean }[];
  toReplace: number;
}

describe('a circle in which some stay silent', () => {
  let world: PilotWorld;
  beforeAll(async () => {
    world = await PilotWorld.settle(Array.from({ length: 21 }, () => somebody));
  });
  afterAll(() => world.close());

  const circle = async (): Promise<CircleAnswer> => (await world.api('GET', 'pilot/circle')).body;
  const id = (n: number): string => world.world.people[n]!.participationId;
  const add = (n: number) => world.api('POST', 'pilot/circle/members', { participationId: id(n) });
  const yes = async (n: number): Promise<number> =>
    (await world.send(`${world.pages[n]}/first/yes`, { comfort: 'doubts' })).status;
  const alerts = () =>
    world.rows(`select text from alert where rollout_id = $1 and kind = 'circle' and ended_at is null`);

  it('waits a week for an answer, then tells the leads to ask somebody else', async () => {
    await world.circle(10, ['likes', 'gets-along', 'gets-along', 'gets-along']);
    expect((await add(10)).text).toContain('10 is the most');
    world.app.clock.advance({ days: 6 });
    await world.play('pilot.day', '2026-01-11');
    expect([(await circle()).toReplace, await alerts()]).toEqual([0, []]);
    world.app.clock.advance({ days: 1 });
    await world.play('pilot.day', '2026-01-12');
    expect((await circle()).toReplace).toBe(1);
    expect((await circle()).seats.filter((seat) => seat.silent)).toHaveLength(6);
    expect(await alerts()).toEqual([{ text: expect.stringContaining('somebody hesitant, or a skeptic') }]);
  });

  it('keeps its size: others are asked in their stead, and a late yes is welcome while there is room', async () => {
    for (const n of [10, 11, 12, 13, 14, 15]) expect((await add(n)).status).toBe(201);
    expect((await add(16)).status).toBe(409);
    for (const n of [10, 11, 12, 13, 14]) expect(await yes(n)).toBe(303);
    expect(await yes(4)).toBe(303);
    expect(await yes(5)).toBe(409);
    expect((await circle()).seats.filter((seat) => seat.state === 'accepted')).toHaveLength(10);
  });

  it('is not asked about while everything is paused', async () => {
    await world.rows(`update alert set ended_at = raised_at where rollout_id = $1`);
    await world.rows(`update circle_seat set state = 'declined' where rollout_id = $1`);
    await world.rows(`update rollout set paused_at = '2026-01-12Z' where id = $1`);
    await world.play('pilot.day', '2026-01-13');
    expect(await alerts()).toEqual([]);
  });
});
