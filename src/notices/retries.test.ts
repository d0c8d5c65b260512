import type { EntityManager } from 'typeorm';
import { channel, Sending } from '../../test/support/sending.js';
import { Bounces } from './bounces.js';
import { ByHand } from './by-hand.service.js';
import type { Result } from './channels/channel.js';
import type { RetriedFate } from './fates.rules.js';
import { countAnew } from './hold.writes.js';
import { Notices } from './notices.service.js';
import { Retries } from './retries.service.js';
import type { Saying } from './saying.js';
import { Stops } from './stops.service.js';

describe('what is tried again', () => {
  let house: Sending;
  let to: string[];
  let noticeId: string;

  beforeAll(async () => {
    house = await Sending.open();
  });
  afterAll(() => house.app.close());
  beforeEach(async () => {
    await house.settle();
    to = await house.said(1, 'hill.example', { byHand: false });
    [{ noticeId }] = await house.app.dataSource.query<[{ noticeId: string }]>(
      'select notice_id as "noticeId" from delivery where member_id = $1',
      [to[0]],
    );
  });

  const inTx = <T>(work: (tx: EntityManager) => Promise<T>): Promise<T> =>
    house.app.dataSource.transaction(work);
  const again = (fates: RetriedFate[]): Promise<number> =>
    inTx((tx) =>
      house.app.get(Retries).again(tx, house.people.communityId, noticeId, house.app.clock.now(), { fates }),
    );
  const answering = (result: Result): Promise<number> =>
    house.carriedBy(channel(async (batch) => batch.map(() => result))).run();

  it.each<[RetriedFate, string, () => Promise<unknown>]>([
    [
      'refused',
      'email · refused · the receiving server said no (552)',
      () => answering({ is: 'refused', reason: 'the receiving server said no (552)' }),
    ],
    [
      'given up',
      'email · failed · the receiving server said not now (450)',
      async () => {
        for (let hour = 0; hour < 30; hour++) {
          await answering({ is: 'later', reason: 'the receiving server said not now (450)' });
          house.app.clock.advance({ hours: 1 });
        }
      },
    ],
    [
      'bounced',
      'email · bounced · their mailbox is full (5.2.2)',
      async () => {
        await house.carriedBy(house.catcher).run();
        const { messageId } = house.catcher.caught.pop()!;
        const full = { gone: false, reason: 'their mailbox is full (5.2.2)' };
        await inTx((tx) => house.app.get(Bounces).record(tx, messageId, full, house.app.clock.now()));
      },
    ],
  ])('after “%s” goes to the same address once more, as a message of its own', async (fate, said, fail) => {
    await fail();
    expect(await house.ledger(to)).toEqual([said]);
    for (let time = 1; time <= 2; time++) {
      expect(await again([time === 1 ? fate : 'refused'])).toBe(1);
      expect(await house.carriedBy(house.catcher).run()).toBe(1);
      expect(await house.ledger(to)).toEqual(['email · accepted']);
      expect(house.catcher.caught.map(({ to: address }) => address)).toEqual(
        Array.from({ length: time }, () => 'm0@hill.example'),
      );
      await house.app.dataSource.query(
        `update delivery set state = 'refused', reason = 'again' where member_id = $1`,
        to,
      );
    }
    expect(new Set(house.catcher.caught.map(({ messageId }) => messageId)).size).toBe(2);
  });

  it('is not given up for one unclear answer after several clear ones', async () => {
    const later = { is: 'later', reason: 'the receiving server said not now (450)' } as const;
    const unclear = { is: 'later', reason: 'it may have arrived', ours: true, unclear: true } as const;
    for (const answer of [later, later, later, unclear, unclear]) {
      await answering(answer);
      house.app.clock.advance({ minutes: 40 });
    }
    expect(await house.carriedBy(house.catcher).run()).toBe(1);
  });

  it('is not tried again once it is of no use', async () => {
    const usefulUntil = house.app.clock.now().add({ hours: 24 });
    to = await house.said(1, 'hill.example', { key: 'launch.invitation/9', byHand: false, usefulUntil });
    const [row] = await house.app.dataSource.query<[{ noticeId: string }]>(
      'select notice_id as "noticeId" from delivery where member_id = $1',
      [to[0]],
    );
    noticeId = row.noticeId;
    await answering({ is: 'refused', reason: 'no' });
    const possible = (): Promise<object> =>
      house.app.get(Retries).possible(house.app.dataSource.manager, noticeId, house.app.clock.now());
    expect(await possible()).toEqual({ refused: 1 });
    house.app.clock.advance({ hours: 24 });
    expect(await possible()).toEqual({});
    await expect(again(['refused'])).rejects.toThrow('too late');
    // Said anew since, and of use for ever: only who has the first words is too late.

    const more = await house.said(1, 'mill.example', { key: 'launch.invitation/9', byHand: false });
    await answering({ is: 'refused', reason: 'no' });
    expect(more).toHaveLength(1);
    expect(await possible()).toEqual({ refused: 1 });
    expect(await again(['refused'])).toBe(1);
  });

  describe('by itself', () => {
    const notNow = { is: 'later', reason: 'the receiving server said not now (450)' } as const;
    const away = { is: 'later', ours: true, reason: 'our mail server does not answer (x)' } as const;
    const wait = (duration: { hours?: number; minutes?: number }): void => house.app.clock.advance(duration);
    const fiveMinutesLater = async (): Promise<string[]> => {
      wait({ minutes: 5 });
      await house.carriedBy(house.catcher).run();
      return house.ledger(to);
    };

    it('after our own server was away for two days, at a receiver that wants to be asked twice', async () => {
      for (let hour = 0; hour < 48; hour += 2) {
        await answering(away);
        wait({ hours: 2 });
      }
      wait({ hours: 4 });
      await answering(notNow);
      expect(await fiveMinutesLater()).toEqual(['email · accepted']);
    });

    it('waits the whole week for our own server, whatever a receiver had said before', async () => {
      for (let hour = 0; hour < 20; hour++) {
        await answering(notNow);
        wait({ hours: 1 });
      }
      for (let hour = 0; hour < 6 * 24 + 12; hour += 2) {
        await answering(away);
        wait({ hours: 2 });
      }
      wait({ hours: 2 });
      expect(await fiveMinutesLater()).toEqual(['email · accepted']);
    });

    it.each<[string, Partial<Saying>, string]>([
      ['goes on by hand while it is of use', { byHand: true }, 'by hand · to tell'],
      ['waits where nobody can tell it', { byHand: false }, 'email · failed'],
    ])('what is essential and of use for a week, and ours to mend, %s', async (_, given, ends) => {
      const usefulUntil = house.app.clock.now().add({ hours: 7 * 24 - 1 });
      const notice = { key: 'sunset.notice/T-7', play: 'sunset.notice', purpose: 'essential' } as const;
      const read = await house.said(1, 'blocks.example', { ...notice, usefulUntil, ...given });
      const blocked = {
        ...away,
        reason: 'our mail server refuses to send: it does not accept what we send (550)',
      };
      const found: string[] = [];
      for (let hour = 0; hour < 5 * 24; hour += 2) {
        await answering(blocked);
        found.push(...(await house.ledger(read)));
        wait({ hours: 2 });
      }
      expect(found[36]).toBe(`email · failed · ${blocked.reason}`);
      expect(found.at(-1)).toBe(`${ends} · ${blocked.reason}`);
    });

    it.each([
      [
        'a pause of the move',
        (tx: EntityManager) =>
          house.app.get(Notices).hold(tx, house.people.rolloutId, 'the rollout is paused'),
        (tx: EntityManager) => house.app.get(Notices).release(tx, house.people.rolloutId),
      ],
      [
        'a stop',
        (tx: EntityManager) =>
          house.app.get(Stops).stop(tx, house.people.communityId, noticeId, house.app.clock.now()),
        (tx: EntityManager) =>
          house.app.get(Stops).resume(tx, house.people.communityId, noticeId, house.app.clock.now()),
      ],
      [
        'a restore',
        (tx: EntityManager) =>
          tx.query(`insert into hold values ($1, now(), 'restored')`, [house.people.communityId]),
        async (tx: EntityManager) => {
          await tx.query('delete from hold');
          await countAnew(tx, house.people.communityId);
        },
      ],
    ])('after %s of two days, for which its receiver is not to blame', async (_, end, goOn) => {
      for (let minutes = 2; minutes <= 64; minutes *= 2) {
        await answering(notNow);
        wait({ minutes });
      }
      await inTx<unknown>(end);
      wait({ hours: 48 });
      await inTx<unknown>(goOn);
      await answering(notNow);
      expect(await fiveMinutesLater()).toEqual(['email · accepted']);
    });
  });

  describe('but was withdrawn meanwhile', () => {
    const withdraw = (): Promise<void> =>
      inTx((tx) => house.app.get(Notices).withdraw(tx, house.people.rolloutId, 'the move was called off'));
    const ended = 'not said any more: the move was called off';

    it('is refused, with the reason', async () => {
      await answering({ is: 'refused', reason: 'no' });
      await withdraw();
      await expect(again(['refused'])).rejects.toThrow(ended);
    });

    it('is not let go on after a stop either', async () => {
      const { communityId } = house.people;
      const stops = house.app.get(Stops);
      await inTx((tx) => stops.stop(tx, communityId, noticeId, house.app.clock.now()));
      await withdraw();
      await expect(
        inTx((tx) => stops.resume(tx, communityId, noticeId, house.app.clock.now())),
      ).rejects.toThrow(ended);
    });

    it('is told by nobody to who looks on their own page, nor after a mark by mistake', async () => {
      await house.people.addLead();
      const looking = await house.people.add({ prefers: 'own-page' });
      const told = await house.people.add({ name: 'Told' });
      await house.app.dataSource.query('delete from delivery');
      const both = [looking.memberId, told.memberId];
      await house.said(0, 'hill.example', { to: both, key: 'launch.invitation/2' });
      const hands = house.app.get(ByHand);
      const handOut = (): Promise<unknown> => inTx((tx) => hands.assignAll(tx, house.app.clock.now()));
      await handOut();
      const [row] = await house.app.dataSource.query<[{ id: string; accountId: string }]>(
        `select id, teller_account_id as "accountId" from delivery where member_id = $1`,
        [told.memberId],
      );
      const by = { accountId: row.accountId, communityId: house.people.communityId };
      await inTx((tx) => hands.told(tx, row.id, 'door', by, house.app.clock.now()));
      await withdraw();
      await inTx((tx) => hands.notTold(tx, row.id, by, house.app.clock.now()));
      house.app.clock.advance({ hours: 24 * 9 });
      await handOut();
      expect(await house.ledger(both)).toEqual([
        'own page · posted',
        'by hand · suppressed · the move was called off',
      ]);
    });
  });
});
