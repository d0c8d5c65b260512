import { channel, Sending } from '../../test/support/sending.js';
import type { Channel } from './channels/channel.js';
import { AT_ONCE } from './deliveries.service.js';
import { Notices } from './notices.service.js';
import { offTheMail } from './reroute.writes.js';
import { Stops } from './stops.service.js';

describe('what is called off', () => {
  let house: Sending;

  beforeAll(async () => {
    house = await Sending.open();
  });
  afterAll(() => house.app.close());
  beforeEach(() => house.settle());

  it.each(['stopped', 'paused'] as const)('sends nothing more of what is %s in the middle', async (how) => {
    const to = await house.said(300);
    const [{ id }] = await house.app.dataSource.query<[{ id: string }]>(
      `select notice_id as id from delivery where member_id = $1`,
      [to[0]],
    );
    const off = new Set<Promise<unknown>>();
    const inTheMiddle = channel(async (batch) => {
      if (off.size === 0)
        off.add(
          house.app.dataSource.transaction(async (tx) => {
            if (how === 'stopped')
              await house.app
                .get(Stops)
                .stop(tx, house.people.rollout.communityId, id, house.app.clock.now());
            else {
              await tx.query('update rollout set paused_at = $2 where id = $1', [
                house.people.rolloutId,
                house.app.clock.now().toString(),
              ]);
              await house.app.get(Notices).hold(tx, house.people.rolloutId, 'the rollout is paused');
            }
          }),
        );
      await Promise.all(off);
      return house.catcher.send(batch);
    }, 1);
    const went = await house.carriedBy(inTheMiddle).run();
    expect(went).toBeLessThanOrEqual(AT_ONCE * 2);
    expect(await house.states(to)).toEqual({
      'email · accepted': went,
      [how === 'stopped' ? 'email · suppressed · stopped by a lead' : 'email · held · the rollout is paused']:
        300 - went,
    });
  });

  it('says who was reached and who was not as soon as whoever sends has heard of the stop', async () => {
    const to = await house.said(120);
    const [{ id }] = await house.app.dataSource.query<[{ id: string }]>(
      'select notice_id as id from delivery where member_id = $1',
      [to[0]],
    );
    const stops = house.app.get(Stops);
    let stopped: Promise<unknown> | undefined;
    const slow = channel(async (batch) => {
      stopped ??= house.app.dataSource
        .transaction((tx) => stops.stop(tx, house.people.rollout.communityId, id, house.app.clock.now()))
        .then(() => stops.settled(id));
      await house.app.dataSource.query('select pg_sleep(0.1)');
      return house.catcher.send(batch);
    }, 1);
    const went = await house.carriedBy({ ...slow, atOnce: 4 }).run();
    expect(await stopped).toMatchObject({ went, inFlight: 0, stopped: 120 - went });
    expect(went).toBeLessThanOrEqual(20);
  });

  it.each(['stopped', 'withdrawn'] as const)(
    'does not try again what was %s while a server had it, nor what a dead process had',
    async (how) => {
      const to = await house.said(6);
      const end = (): Promise<unknown> =>
        house.app.dataSource.transaction(async (tx) => {
          const [{ id }] = await tx.query<[{ id: string }]>(
            'select notice_id as id from delivery where member_id = $1',
            [to[0]],
          );
          return how === 'stopped'
            ? house.app.get(Stops).stop(tx, house.people.rollout.communityId, id, house.app.clock.now())
            : house.app.get(Notices).withdraw(tx, house.people.rolloutId, 'the rollout was cancelled');
        });
      const [dying, living] = [house.anotherProcess(), house.anotherProcess()];
      let taken = 0;
      const busy = channel(async (batch) => {
        if (++taken > 3) {
          dying.lost();
          throw new Error('the process died');
        }
        if (taken === 3) await end();
        return batch.map(() => ({ is: 'later', reason: 'the receiving server said not now (450)' }));
      }, 1);
      await expect(house.carriedBy(busy, dying).run()).rejects.toThrow('died');
      for (let hour = 0; hour < 3; hour++) {
        house.app.clock.advance({ hours: 1 });
        await house.carriedBy(house.catcher, living).run();
      }
      expect(house.catcher.caught).toEqual([]);
      const reason = how === 'stopped' ? 'stopped by a lead' : 'the rollout was cancelled';
      // The database sees the end of a connection a moment after it.
      const ended = { [`email · suppressed · ${reason}`]: 6 };
      for (let look = 0; look < 200 && (await house.states(to))[Object.keys(ended)[0]!] !== 6; look++)
        await house.carriedBy(house.catcher, living).run();
      expect(await house.states(to)).toEqual(ended);
      living.lost();
    },
  );

  describe('because its reader wants no mail any more', () => {
    const byHandFromNow = (memberId: string): Promise<unknown> =>
      house.app.dataSource.transaction(async (tx) => {
        await tx.query('update member_channel set preferred = false where member_id = $1', [memberId]);
        await tx.query(
          `insert into member_channel (community_id, member_id, kind, preferred, created_at)
           values ($1, $2, 'by-hand', true, $3)`,
          [house.people.communityId, memberId, house.app.clock.now().toString()],
        );
        await offTheMail(tx, memberId, true);
      });

    it('goes on in person where a server did not take what it had', async () => {
      const to = await house.said(1);
      const busy = channel(async () => {
        await byHandFromNow(to[0]!);
        return [{ is: 'later', reason: 'the receiving server said not now (450)' }];
      });
      await house.carriedBy(busy).run();
      expect(await house.ledger(to)).toEqual(['by hand · to tell']);
      house.app.clock.advance({ hours: 20 });
      expect(await house.carriedBy(house.catcher).run()).toBe(0);
    });

    it('counts as told where the server took it all the same', async () => {
      const to = await house.said(1);
      const quick = channel(async (batch) => {
        await byHandFromNow(to[0]!);
        return house.catcher.send(batch);
      });
      await house.carriedBy(quick).run();
      expect(await house.ledger(to)).toEqual(['email · accepted']);
    });

    it('goes on in person after a crash, and where it was given back', async () => {
      const to = await house.said(2);
      const [dying, living] = [house.anotherProcess(), house.anotherProcess()];
      const crashing: Channel = {
        ...channel(async () => {
          for (const memberId of to) await byHandFromNow(memberId);
          dying.lost();
          throw new Error('the process died');
        }, 1),
        atOnce: 1,
      };
      await expect(house.carriedBy(crashing, dying).run()).rejects.toThrow('died');
      // The database sees the end of a connection a moment after it.
      const all = { 'by hand · to tell': 2 };
      for (let look = 0; look < 200 && (await house.states(to))['by hand · to tell'] !== 2; look++)
        await house.carriedBy(house.catcher, living).run();
      expect(await house.states(to)).toEqual(all);
      expect(house.catcher.caught).toEqual([]);
      living.lost();
    });
  });

  it('sends nothing to whoever is erased before it is handed over', async () => {
    const to = await house.said(60);
    const slow = channel(async (batch) => {
      if (house.catcher.caught.length === 0)
        await house.app.dataSource.query(
          `update delivery set state = 'suppressed', reason = 'erased', leased_by = null where state = 'sending'`,
        );
      await house.app.dataSource.query('select pg_sleep(0.05)');
      return house.catcher.send(batch);
    }, 1);
    await house.carriedBy({ ...slow, atOnce: 2 }).run();
    const gone = (await house.states(to))['email · suppressed · erased'] ?? 0;
    expect(gone).toBeGreaterThan(10);
    // Beside those who were not erased: what was handed over, two at a time, until the next look.
    expect(house.catcher.caught.length).toBeLessThanOrEqual(60 - gone + 20);
  });
});
