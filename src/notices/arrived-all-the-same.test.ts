import type { EntityManager } from 'typeorm';
import { channel, Sending } from '../../test/support/sending.js';
import { Bounces } from './bounces.js';
import type { Channel, Result } from './channels/channel.js';
import { Notices } from './notices.service.js';
import { Readings } from './readings.service.js';
import { Retries } from './retries.service.js';
import { Stops } from './stops.service.js';

const unclear: Result = {
  ...{ is: 'later', ours: true, unclear: true },
  reason: 'our mail server does not answer; it may have arrived',
};
const full = { gone: false, reason: 'their mailbox is full' };

describe('a message that arrived although nobody heard the yes', () => {
  let house: Sending;

  beforeAll(async () => {
    house = await Sending.open();
  });
  afterAll(() => house.app.close());
  beforeEach(async () => {
    await house.settle();
    await house.app.dataSource.query('delete from delivery');
  });

  const inTx = <T>(work: (tx: EntityManager) => Promise<T>): Promise<T> =>
    house.app.dataSource.transaction(work);
  const now = () => house.app.clock.now();
  /** Takes every message and answers with this. */
  const taking = (answer: Result, meanwhile?: () => Promise<unknown>): Channel =>
    channel(async (batch) => {
      await house.catcher.send(batch);
      await meanwhile?.();
      return batch.map(() => answer);
    });
  const noticeOf = async ([id]: string[]): Promise<string> => {
    const [row] = await house.app.dataSource.query<[{ id: string }]>(
      'select notice_id as id from delivery where member_id = $1',
      [id],
    );
    return row.id;
  };
  const hasRead = ([id]: string[]): Promise<void> =>
    inTx((tx) =>
      house.app.get(Readings).confirm(tx, id!, house.people.rolloutId, { shown: now(), now: now() }),
    );
  const answers = ([id]: string[]): Promise<void> =>
    inTx((tx) => house.app.get(Notices).confirm(tx, id!, house.people.rolloutId, now()));
  const confirmed = async (): Promise<boolean> => {
    const [row] = await house.app.dataSource.query<[{ confirmed: boolean }]>(
      'select bool_and(confirmed_at is not null) as confirmed from delivery where rollout_id = $1',
      [house.people.rolloutId],
    );
    return row.confirmed;
  };

  it.each([
    ['reads it on their own page', hasRead],
    ['answers it', answers],
  ])('is not repeated to who %s', async (_, act) => {
    const to = await house.said(1);
    await house.carriedBy(taking(unclear)).run();
    house.app.clock.advance({ minutes: 1 });
    await act(to);
    house.app.clock.advance({ minutes: 10 });
    await house.carriedBy(house.catcher).run();
    expect(house.catcher.caught).toHaveLength(1);
    expect(await house.ledger(to)).toEqual(['own page · posted']);
    expect(await confirmed()).toBe(true);
  });

  it('stands on the own page at once', async () => {
    const to = await house.said(1);
    await house.carriedBy(taking(unclear)).run();
    const shown = await inTx((tx) => house.app.get(Readings).of(tx, to[0]!, house.people.rolloutId));
    expect(shown).toHaveLength(1);
  });

  it.each<[string, Result, string]>([
    ['not answered again', unclear, 'own page · posted'],
    ['refused then', { is: 'refused', reason: 'it is too large' }, 'email · refused · it is too large'],
  ])('is over for who read it while it was on its way once more: %s', async (_, answer, left) => {
    const to = await house.said(1);
    await house.carriedBy(taking(unclear)).run();
    house.app.clock.advance({ minutes: 10 });
    await house.carriedBy(taking(answer, () => hasRead(to))).run();
    house.app.clock.advance({ minutes: 30 });
    await house.carriedBy(house.catcher).run();
    expect(house.catcher.caught).toHaveLength(2);
    expect(await house.ledger(to)).toEqual([left]);
    expect(await confirmed()).toBe(true);
  });

  it('is not tried again for who read it on their own page after it came back', async () => {
    const to = await house.said(1, 'hill.example', { byHand: false });
    await house.carriedBy(house.catcher).run();
    const { messageId } = house.catcher.caught[0]!;
    await inTx((tx) => house.app.get(Bounces).record(tx, messageId, full, now()));
    const retries = house.app.get(Retries);
    const possible = async () => retries.possible(house.app.dataSource.manager, await noticeOf(to), now());
    expect(await possible()).toEqual({ bounced: 1 });
    await hasRead(to);
    expect(await possible()).toEqual({});
  });

  it('keeps its Message-ID over a night in which it waits', async () => {
    house.app.clock.advance({ hours: 10, minutes: 59 }); // 20:59
    const news = { key: 'refine.charter-review', play: 'refine.charter-review', byHand: false } as const;
    const to = await house.said(1, 'hill.example', { ...news, purpose: 'community' });
    await house.carriedBy(taking(unclear)).run();
    house.app.clock.advance({ minutes: 3 });
    await house.carriedBy(house.catcher).run();
    expect(await house.ledger(to)).toEqual([expect.stringContaining('email · queued')]);
    await house.said(0, 'hill.example', {
      ...news,
      key: 'pilot.thanks',
      play: 'pilot.thanks',
      purpose: 'community',
      to,
    });
    house.app.clock.advance({ hours: 11 });
    await house.carriedBy(house.catcher).run();
    const [first, again] = house.catcher.caught;
    expect(again).toMatchObject({ messageId: first!.messageId, noticeIds: first!.noticeIds });
  });

  describe('and whose process was thought dead', () => {
    it('counts, though another has put it off meanwhile', async () => {
      house.app.clock.advance({ hours: 10, minutes: 59 }); // 20:59
      const to = await house.said(1);
      const [mine, other] = [house.anotherProcess(), house.anotherProcess()];
      const slow = taking({ is: 'accepted' }, async () => {
        mine.lost();
        house.app.clock.advance({ minutes: 2 });
        await untilSeen(other);
        expect(await house.ledger(to)).toEqual([expect.stringContaining('email · queued')]);
      });
      await house.carriedBy(slow, mine).run();
      expect(await house.ledger(to)).toEqual(['email · accepted']);
      house.app.clock.advance({ hours: 12 });
      await house.carriedBy(house.catcher, other).run();
      expect(house.catcher.caught).toHaveLength(1);
      other.lost();
    });

    it('counts, though it was stopped meanwhile, and a stop says so', async () => {
      const to = await house.said(1);
      const noticeId = await noticeOf(to);
      const [mine, other] = [house.anotherProcess(), house.anotherProcess()];
      const stops = house.app.get(Stops);
      const slow = taking({ is: 'accepted' }, async () => {
        mine.lost();
        await inTx((tx) => stops.stop(tx, house.people.communityId, noticeId, now()));
        await untilSeen(other);
      });
      await house.carriedBy(slow, mine).run();
      expect(await house.ledger(to)).toEqual(['email · accepted']);
      expect(await stops.counts(house.app.dataSource.manager, noticeId)).toMatchObject({
        went: 1,
        stopped: 0,
      });
      other.lost();
    });

    it('does not count once it came back', async () => {
      const to = await house.said(1);
      const [mine] = [house.anotherProcess()];
      const slow = taking({ is: 'accepted' }, () => {
        const { messageId } = house.catcher.caught[0]!;
        return inTx((tx) => house.app.get(Bounces).record(tx, messageId, full, now()));
      });
      await house.carriedBy(slow, mine).run();
      expect(await house.ledger(to)).toEqual(['by hand · to tell · their mailbox is full']);
      mine.lost();
    });

    /** The server that holds its life needs a moment to see that it is over. */
    async function untilSeen(other: ReturnType<Sending['anotherProcess']>): Promise<void> {
      for (let i = 0; i < 20; i++) await house.carriedBy(house.catcher, other).run();
    }
  });
});
