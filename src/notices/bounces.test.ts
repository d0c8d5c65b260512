import type { EntityManager } from 'typeorm';
import { Catcher } from '../../test/support/catcher.js';
import { ledgerOf, People, type Enrolled } from '../../test/support/people.js';
import { provenMembers } from '../../test/support/proof.js';
import { someWait } from '../../test/support/someone-waits.js';
import { startTestApp, type TestApp } from '../../test/support/test-app.js';
import { Bounces, type Bounce } from './bounces.js';
import { ByHand } from './by-hand.service.js';
import type { Channel } from './channels/channel.js';
import { Claims } from './claims.js';
import { Deliveries } from './deliveries.service.js';
import { MailTrouble } from './mail-trouble.js';
import { NoticesModule } from './notices.module.js';
import { Notices } from './notices.service.js';
import { Stops } from './stops.service.js';
import type { Saying } from './saying.js';

const letters = {
  en: {
    ...{ subject: 'The old place closes', opening: 'It closes on 7 July.', paragraphs: [] },
    ...{ action: { label: 'My page', to: '' }, nothing: 'Nothing changes.', why: 'You are in the group.' },
  },
};
const gone: Bounce = { gone: true, reason: 'their address does not exist (5.1.1)' };
const full: Bounce = { gone: false, reason: 'their mailbox is full (5.2.2)' };

describe('a message that comes back', () => {
  let app: TestApp;
  let people: People;
  let catcher: Catcher;
  let anna: Enrolled;

  beforeAll(async () => {
    app = await startTestApp({ modules: [NoticesModule], settings: { role: 'web' } });
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    const today = app.clock.now().toZonedDateTimeISO('Europe/Berlin').toPlainDate();
    app.clock.set(
      today.add({ days: 30 }).toZonedDateTime({ timeZone: 'Europe/Berlin', plainTime: '10:00' }).toInstant(),
    );
    people = await People.settle(app);
    catcher = new Catcher();
    anna = await people.add({ name: 'Anna Berg', email: 'anna@hill.example' });
  });

  const inTx = <T>(work: (tx: EntityManager) => Promise<T>): Promise<T> => app.dataSource.transaction(work);
  const say = (to: Enrolled[], given: Partial<Saying> = {}): Promise<unknown> =>
    inTx((tx) =>
      app.get(Notices).say(tx, {
        rollout: people.rollout,
        ...{ key: 'sunset.announcement/r1', play: 'sunset.announcement', purpose: 'essential', letters },
        ...{ to: to.map(({ memberId }) => memberId), byHand: true, now: app.clock.now(), jitterMinutes: 0 },
        ...given,
      }),
    );
  const run = (): Promise<number> =>
    new Deliveries(app.dataSource, app.clock, app.get(Claims), catcher, app.get(MailTrouble)).run();
  /** The letter to somebody: its Message-ID. */
  const letterTo = (address: string): string =>
    catcher.caught.findLast(({ to }) => to === address)!.messageId;
  const bounce = (messageId: string, why = gone): Promise<number> =>
    inTx((tx) => app.get(Bounces).record(tx, messageId, why, app.clock.now()));
  const ledger = (...some: Enrolled[]): Promise<string[]> =>
    ledgerOf(
      app.dataSource,
      some.map(({ memberId }) => memberId),
    );
  const proven = async (): Promise<string[]> =>
    (
      await provenMembers(app.dataSource.manager, people.rolloutId, ['sunset.announcement'], app.clock.now())
    ).map(({ grade, on }) => `${grade} ${String(on)}`);
  const addresses = (): Promise<{ name: string; state: string }[]> =>
    app.dataSource.query(
      `select m.display_name as name, c.state from member_channel c join member m on m.id = c.member_id
        where c.community_id = $1 order by 1, c.created_at, 2`,
      [people.communityId],
    );
  const rowOf = async ({ memberId }: Enrolled): Promise<{ id: string; tried: Record<string, unknown>[] }> => {
    const [row] = await app.dataSource.query<[{ id: string; tried: Record<string, unknown>[] }]>(
      'select id, tried from delivery where member_id = $1',
      [memberId],
    );
    return row;
  };
  const arrived = async (who: Enrolled, of = people): Promise<boolean> => {
    const { id } = await rowOf(who);
    return inTx((tx) => app.get(Bounces).arrived(tx, of, id, app.clock.now()));
  };

  it('gives its address up only where that does not exist; the message goes on either way', async () => {
    const ben = await people.add({ name: 'Ben', email: 'ben@hill.example' });
    await say([anna, ben]);
    await run();
    await bounce(letterTo('anna@hill.example'));
    await bounce(letterTo('ben@hill.example'), full);
    expect(await addresses()).toEqual([
      { name: 'Anna Berg', state: 'dead' },
      { name: 'Ben', state: 'good' },
    ]);
    expect(await ledger(anna, ben)).toEqual([
      `by hand · to tell · ${gone.reason}`,
      `by hand · to tell · ${full.reason}`,
    ]);
    const [rollout] = await app.dataSource.query<[{ stale: boolean }]>(
      'select stale from rollout where id = $1',
      [people.rolloutId],
    );
    expect(rollout.stale).toBe(true);
  });

  describe('of a notice on which somebody has thought better since', () => {
    let two: Enrolled;
    let noticeId: string;

    const cameBack = async (end: (tx: EntityManager) => Promise<unknown>): Promise<string[]> => {
      two = await people.add({ name: 'Two', email: ['old@hill.example', 'new@hill.example'] });
      ({ noticeId } = (await say([anna, two])) as { noticeId: string });
      await run();
      await inTx(end);
      await bounce(letterTo('anna@hill.example'));
      await bounce(letterTo('old@hill.example'));
      return ledger(anna, two);
    };

    it('goes on no other way; a lead can still say that it arrived', async () => {
      expect(
        await cameBack((tx) => app.get(Notices).withdraw(tx, people.rolloutId, 'the day has changed')),
      ).toEqual(['by hand · suppressed · the day has changed', 'email · suppressed · the day has changed']);
      expect(await arrived(anna)).toBe(true);
      expect(await ledger(anna)).toEqual(['email · accepted']);
    });

    it('waits where it was stopped, and goes on with it', async () => {
      const stops = app.get(Stops);
      expect(await cameBack((tx) => stops.stop(tx, people.communityId, noticeId, app.clock.now()))).toEqual([
        'by hand · suppressed · stopped by a lead',
        'email · suppressed · stopped by a lead',
      ]);
      await inTx((tx) => stops.resume(tx, people.communityId, noticeId, app.clock.now()));
      await run();
      expect(await ledger(anna, two)).toEqual(['by hand · to tell', 'email · accepted']);
    });
  });

  it('is no business of a row that has gone on by another address since', async () => {
    const two = await people.add({ name: 'Two', email: ['old@hill.example', 'new@hill.example'] });
    await say([two]);
    await run();
    const first = letterTo('old@hill.example');
    expect(await bounce(first)).toBe(1);
    await run();
    expect(await ledger(two)).toEqual(['email · accepted']);
    expect(await bounce(first)).toBe(0);
    expect(await ledger(two)).toEqual(['email · accepted']);
    expect(await bounce(letterTo('new@hill.example'))).toBe(1);
    expect(await ledger(two)).toEqual([`by hand · to tell · ${gone.reason}`]);
  });

  it('takes an address that does not exist from a whole household, and from each what came back to them', async () => {
    const lookup = Buffer.alloc(32, 5);
    const ben = await people.add({ name: 'Ben', email: 'anna@hill.example' });
    await app.dataSource.query('update member_channel set lookup = $1 where member_id = any ($2)', [
      lookup,
      [anna.memberId, ben.memberId],
    ]);
    await say([anna, ben]);
    await run();
    await bounce(catcher.caught.find(({ memberId }) => memberId === anna.memberId)!.messageId);
    expect(await addresses()).toEqual([
      { name: 'Anna Berg', state: 'dead' },
      { name: 'Ben', state: 'dead' },
    ]);
    expect(await ledger(anna, ben)).toEqual([`by hand · to tell · ${gone.reason}`, 'email · accepted']);
  });

  it('leaves who has confirmed since as they are, and gives their address up all the same', async () => {
    await say([anna]);
    await run();
    await inTx((tx) => app.get(Notices).confirm(tx, anna.memberId, people.rolloutId, app.clock.now()));
    await bounce(letterTo('anna@hill.example'));
    expect(await ledger(anna)).toEqual(['email · accepted']);
    expect(await proven()).toHaveLength(1);
    expect(await addresses()).toEqual([{ name: 'Anna Berg', state: 'dead' }]);
  });

  it('ends what was to be tried again, and is nothing of what was never said', async () => {
    catcher.answer = () => ({ is: 'later', reason: 'the receiving server said not now (451)' });
    await say([anna]);
    await run();
    expect(await bounce(letterTo('anna@hill.example'))).toBe(1);
    expect(await ledger(anna)).toEqual([`by hand · to tell · ${gone.reason}`]);
    for (const other of [`<${crypto.randomUUID()}@hill.example>`, '<note@hill.example>', crypto.randomUUID()])
      expect(await bounce(other)).toBe(0);
  });

  it('stands, whatever is said of the same message afterwards by the server that has it in its hands', async () => {
    await say([anna]);
    const slow: Channel = {
      ...{ name: 'email', handful: 1 },
      send: async ([message]) => {
        await bounce(message!.messageId);
        return [{ is: 'later', reason: 'our mail server does not answer (ETIMEDOUT)', ours: true }];
      },
    };
    await new Deliveries(app.dataSource, app.clock, app.get(Claims), slow, app.get(MailTrouble)).run();
    expect(await ledger(anna)).toEqual([`by hand · to tell · ${gone.reason}`]);
  });

  it('counts again, as of its day, once a lead knows that it arrived; nobody is sent there any more', async () => {
    await people.addLead();
    await say([anna]);
    await run();
    const day = String(app.clock.now().toZonedDateTimeISO(people.timeZone).toPlainDate());
    app.clock.advance({ hours: 80 });
    expect(await proven()).toEqual([`accepted ${day}`]);
    await bounce(letterTo('anna@hill.example'));
    await inTx((tx) => app.get(ByHand).assignAll(tx, app.clock.now()));
    expect(await proven()).toEqual([]);
    expect(await arrived(anna)).toBe(true);
    expect(await proven()).toEqual([`accepted ${day}`]);
    expect(await ledger(anna)).toEqual(['email · accepted']);
    expect(await addresses()).toEqual([{ name: 'Anna Berg', state: 'good' }]);
    const { tried } = await rowOf(anna);
    expect(tried.map(({ state, reason }) => `${String(state)}: ${String(reason)}`)).toEqual([
      `bounced: ${gone.reason}`,
      `to tell: ${gone.reason}`,
      'accepted: arrived after all',
    ]);
    // Said twice is said once, and a second report of the same letter is not believed over a lead.
    expect(await arrived(anna)).toBe(false);
    expect(await bounce(letterTo('anna@hill.example'))).toBe(0);
    expect(await proven()).toEqual([`accepted ${day}`]);
  });

  it('counts again where nothing was to follow, too', async () => {
    await say([anna], { key: 'launch.pulse/1', play: 'launch.pulse', purpose: 'survey', byHand: false });
    await run();
    await bounce(letterTo('anna@hill.example'), full);
    expect(await ledger(anna)).toEqual([`email · bounced · ${full.reason}`]);
    expect(await arrived(anna)).toBe(true);
    expect(await ledger(anna)).toEqual(['email · accepted']);
  });

  it('stays as it is where it never came back, was told since, or belongs to another community', async () => {
    await say([anna]);
    await run();
    await expect(arrived(anna)).rejects.toThrow('did not come back');
    await bounce(letterTo('anna@hill.example'));
    const elsewhere = await People.settle(app);
    await expect(arrived(anna, elsewhere)).rejects.toThrow('There is no such message');
    const accountId = await people.addLead();
    const { communityId } = people;
    const { id } = await rowOf(anna);
    await inTx((tx) => app.get(ByHand).assignAll(tx, app.clock.now()));
    await inTx((tx) => app.get(ByHand).told(tx, id, 'door', { accountId, communityId }, app.clock.now()));
    await expect(arrived(anna)).rejects.toThrow('told in person');
    expect(await ledger(anna)).toEqual(['by hand · told']);
  });

  it('counts again with all others of a person once their address is known to work', async () => {
    const works = (who: Enrolled, { communityId } = people): Promise<void> =>
      inTx((tx) => app.get(Bounces).works(tx, { communityId, memberId: who.memberId }, app.clock.now()));
    await say([anna]);
    await run();
    await expect(works(anna)).rejects.toThrow('No address of theirs is given up');
    await bounce(letterTo('anna@hill.example'));
    await expect(works(anna, await People.settle(app))).rejects.toThrow('There is no such person');
    // Whoever writes a result down holds the row, and then wants the address: neither waits for the other.
    const { id } = await rowOf(anna);
    let working: Promise<void> | undefined;
    await inTx(async (tx) => {
      await tx.query('select 1 from delivery where id = $1 for update', [id]);
      working = works(anna);
      await someWait(app);
      await tx.query('update member_channel set state = state where member_id = $1', [anna.memberId]);
    });
    await working;
    expect(await ledger(anna)).toEqual(['email · accepted']);
    expect(await addresses()).toEqual([{ name: 'Anna Berg', state: 'good' }]);
  });
});
