import type { Caught } from '../../test/support/catcher.js';
import { channel, Sending } from '../../test/support/sending.js';
import { AT_ONCE } from './deliveries.service.js';
import type { Saying } from './saying.js';

describe('sending what is ready', () => {
  let house: Sending;

  beforeAll(async () => {
    house = await Sending.open();
  });
  afterAll(() => house.app.close());
  beforeEach(() => house.settle());

  it('does not repeat what is on its way, however far the clock jumps meanwhile', async () => {
    const to = await house.said(1);
    const other = house.carriedBy(house.catcher);
    const slow = channel(async (batch) => {
      house.app.clock.advance({ hours: 5 });
      await other.run();
      return batch.map(() => ({ is: 'accepted' }));
    });
    expect(await house.carriedBy(slow).run()).toBe(1);
    expect(house.catcher.caught).toEqual([]);
    expect(await house.ledger(to)).toEqual(['email · accepted']);
  });

  it('repeats after a crash under the same Message-ID, at once, and never while the process lives', async () => {
    const to = await house.said(1);
    const [dying, living] = [house.anotherProcess(), house.anotherProcess()];
    const takenFromTheLiving: number[] = [];
    const crashing = channel(async (batch) => {
      await house.catcher.send(batch);
      house.app.clock.advance({ hours: 30 });
      takenFromTheLiving.push(await house.carriedBy(house.catcher, living).run());
      dying.lost();
      throw new Error('the process died');
    });
    await expect(house.carriedBy(crashing, dying).run()).rejects.toThrow('died');
    expect(takenFromTheLiving).toEqual([0]);
    // The database sees the end of a connection a moment after it.
    while ((await house.carriedBy(house.catcher, living).run()) === 0);
    const [first, second] = house.catcher.caught as [Caught, Caught];
    expect(second.messageId).toBe(first.messageId);
    expect(await house.ledger(to)).toEqual(['email · accepted']);
    living.lost();
  });

  it('repeats letters that went as one as one, under the same Message-ID, whatever is new since', async () => {
    const news = (play: string, to?: string[]): Promise<string[]> =>
      house.said(1, 'hill.example', { key: play, play, purpose: 'community', ...(to && { to }) });
    const to = await news('refine.charter-review');
    await news('pilot.thanks', to);
    const [dying, living] = [house.anotherProcess(), house.anotherProcess()];
    const crashing = channel(async (batch) => {
      await house.catcher.send(batch);
      await news('finding.resolved', to);
      dying.lost();
      throw new Error('the process died');
    });
    await expect(house.carriedBy(crashing, dying).run()).rejects.toThrow('died');
    // The database sees the end of a connection a moment after it.
    while (house.catcher.caught.length === 1) await house.carriedBy(house.catcher, living).run();
    const [first, second] = house.catcher.caught as [Caught, Caught];
    expect([second.messageId, second.text]).toEqual([first.messageId, first.text]);
    expect(await house.states(to)).toEqual({ 'email · accepted': 2, 'email · queued': 1 });
    house.app.clock.advance({ days: 3 });
    expect(await house.carriedBy(house.catcher, living).run()).toBe(1);
    living.lost();
  });

  it('sends as one what is said in the same half hour, has no fixed day and waits for its minute', async () => {
    // Everybody's minute depends on the name.
    const to: string[] = [];
    for (let i = 0; i < 20; i++)
      to.push((await house.people.add({ name: `Anna ${i}`, email: `m${i}@hill.example` })).memberId);
    const say = (play: string, purpose: 'community' | 'essential'): Promise<string[]> =>
      house.said(0, 'hill.example', { key: play, play, purpose, byHand: false, to, jitterMinutes: 30 });
    await say('refine.charter-review', 'community');
    await say('pilot.thanks', 'community');
    await say('sunset.announcement', 'essential');
    const minutes: number[][] = [];
    for (let minute = 0; minute <= 30; minute++) {
      const before = house.catcher.caught.length;
      await house.carriedBy(house.catcher).run();
      minutes.push(house.catcher.caught.slice(before).map(({ noticeIds }) => noticeIds.length));
      house.app.clock.advance({ minutes: 1 });
    }
    const asOne = (letters: number): number => minutes.flat().filter((count) => count === letters).length;
    expect([asOne(1), asOne(2)]).toEqual([20, 20]);
    expect(await house.states(to)).toEqual({ 'email · accepted': 60 });
    // Their start is spread as before.
    expect(minutes.filter((went) => went.includes(2)).length).toBeGreaterThan(5);
  });

  it('leaves its minute to what has a fixed day', async () => {
    const news = (play: string, given: Partial<Saying>): Promise<string[]> =>
      house.said(given.to ? 0 : 3, 'hill.example', { key: play, play, purpose: 'community', ...given });
    const to = await news('pilot.thanks', {});
    const usefulUntil = house.app.clock.now().add({ hours: 24 });
    await news('sunset.celebration', { to, usefulUntil, jitterMinutes: 30 });
    await house.carriedBy(house.catcher).run();
    expect(await house.states(to)).toEqual({ 'email · accepted': 3, 'email · queued': 3 });
    house.app.clock.advance({ minutes: 30 });
    await house.carriedBy(house.catcher).run();
    expect(await house.states(to)).toEqual({ 'email · accepted': 6 });
  });

  it('hands over no more than it may repeat before it has written down what became of them', async () => {
    const to = await house.said(AT_ONCE + 30);
    let [open, most] = [0, 0];
    const counting = channel(async (batch) => {
      most = Math.max(most, ++open);
      await house.app.dataSource.query('select pg_sleep(0.01)');
      open--;
      return batch.map(() => ({ is: 'accepted' }));
    }, 1);
    expect(await house.carriedBy(counting).run()).toBe(AT_ONCE + 30);
    expect(most).toBeGreaterThan(1);
    expect(most).toBeLessThanOrEqual(AT_ONCE);
    expect(await house.states(to)).toEqual({ 'email · accepted': AT_ONCE + 30 });
  });

  it('forgets nobody whose claim was committed when the answer to it was lost', async () => {
    const to = await house.said(3);
    const claims = house.anotherProcess();
    const real = house.app.dataSource.transaction.bind(house.app.dataSource) as <T>(
      work: (tx: typeof house.app.dataSource.manager) => Promise<T>,
    ) => Promise<T>;
    let lost = 0;
    const breaking = {
      manager: house.app.dataSource.manager,
      transaction: async <T>(work: (tx: typeof house.app.dataSource.manager) => Promise<T>): Promise<T> => {
        const done = await real(work);
        if (lost++ === 0) throw new Error('terminating connection');
        return done;
      },
    } as unknown as typeof house.app.dataSource;
    const sender = house.carriedBy(house.catcher, claims, breaking);
    await expect(sender.run()).rejects.toThrow('terminating');
    expect(await house.states(to)).toEqual({ 'email · sending': 3 });
    while ((await sender.run()) === 0);
    expect(house.catcher.caught).toHaveLength(3);
    expect(await house.states(to)).toEqual({ 'email · accepted': 3 });
    claims.lost();
  });

  it('remembers a yes while the database is away', async () => {
    const to = await house.said(3);
    let away = 2;
    const failing = {
      transaction: house.app.dataSource.transaction.bind(house.app.dataSource),
      manager: {
        query: (...all: [string, unknown[]]) =>
          away-- > 0
            ? Promise.reject(new Error('terminating connection'))
            : house.app.dataSource.manager.query(...all),
      },
    } as unknown as typeof house.app.dataSource;
    const sender = house.carriedBy(house.catcher, undefined, failing);
    expect(await sender.run()).toBe(3);
    expect(away).toBeLessThan(0);
    expect(await house.states(to)).toEqual({ 'email · accepted': 3 });
    await house.carriedBy(house.catcher).run();
    expect(house.catcher.caught).toHaveLength(3);
  });

  it('gives back what it did not hand over when our own server is away, without counting a try', async () => {
    const to = await house.said(AT_ONCE * 2);
    let tried = 0;
    const down = channel(async (batch) => {
      tried += batch.length;
      return batch.map(() => ({ is: 'later', ours: true, reason: 'our mail server does not answer (x)' }));
    }, 1);
    expect(await house.carriedBy(down).run()).toBe(0);
    expect(tried).toBeLessThan(AT_ONCE * 2);
    expect(await house.states(to)).toEqual({
      'email · failed · our mail server does not answer (x)': tried,
      'email · queued': AT_ONCE * 2 - tried,
    });
    house.app.clock.advance({ minutes: 3 });
    expect(await house.carriedBy(house.catcher).run()).toBe(AT_ONCE * 2);
  });

  it('leaves nothing behind where what it gives back cannot be written down', async () => {
    const to = await house.said(AT_ONCE * 2);
    const claims = house.anotherProcess();
    const real = claims.giveBack.bind(claims);
    let broken = 0;
    claims.giveBack = async (...all) => {
      await real(...all);
      if (broken++ === 0) throw new Error('terminating connection');
    };
    const down = channel(async (batch) => {
      return batch.map(() => ({ is: 'later', ours: true, reason: 'our mail server does not answer (x)' }));
    }, 1);
    await expect(house.carriedBy(down, claims).run()).rejects.toThrow('terminating');
    house.app.clock.advance({ minutes: 3 });
    let sent = 0;
    while (sent < AT_ONCE * 2) sent += await house.carriedBy(house.catcher, claims).run();
    expect(await house.states(to)).toEqual({ 'email · accepted': AT_ONCE * 2 });
    claims.lost();
  });

  it('looks again by itself after a run that failed, for whoever rang before or meanwhile', async () => {
    const to = await house.said(2);
    let broken = 2;
    const rung: Promise<void>[] = [];
    const sender = house.carriedBy(
      channel(async (batch) => {
        if (broken-- <= 0) return house.catcher.send(batch);
        rung.push(sender.wake());
        throw new Error('the database was away');
      }),
    );
    await expect(sender.wake()).rejects.toThrow('was away');
    await Promise.all(rung);
    while ((await house.states(to))['email · accepted'] !== 2);
    expect(house.catcher.caught).toHaveLength(2);
    sender.onModuleDestroy();
  });

  it('writes to a domain that says “not now” more slowly, and to all others as before', async () => {
    const here = await house.said(3, 'slow.example');
    const busy = channel(async (batch) =>
      batch.map(({ to }) =>
        to.endsWith('@slow.example')
          ? { is: 'later', reason: 'the receiving server said not now (421)', slower: 'domain' }
          : { is: 'accepted' },
      ),
    );
    await house.carriedBy(busy).run();
    const more = await house.said(20, 'slow.example', { key: 'launch.invitation/2' });
    const others = await house.said(5, 'quick.example', { key: 'launch.invitation/3' });
    await house.carriedBy(house.catcher).run();
    expect(house.catcher.caught.every(({ to }) => to.endsWith('@quick.example'))).toBe(true);
    expect(await house.states(more)).toEqual({ 'email · queued': 20 });
    house.app.clock.advance({ hours: 2 });
    await house.carriedBy(house.catcher).run();
    expect(await house.states([...here, ...more, ...others])).toEqual({ 'email · accepted': 28 });
  });

  it('answers whoever asks while it runs after one more look', async () => {
    const to = await house.said(2);
    const sender: { run(): Promise<number> } = house.carriedBy(
      channel(async (batch) => {
        if (asked === undefined) {
          later.push(...(await house.said(1, 'late.example', { key: 'launch.invitation/2' })));
          asked = sender.run();
        }
        return house.catcher.send(batch);
      }),
    );
    let asked: Promise<number> | undefined;
    const later: string[] = [];
    expect(await sender.run()).toBe(3);
    expect(await asked).toBe(3);
    expect(await house.states([...to, ...later])).toEqual({ 'email · accepted': 3 });
  });
});
