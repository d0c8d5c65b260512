import { Catcher, type Caught } from '../../test/support/catcher.js';
import { ledgerOf, People } from '../../test/support/people.js';
import { startTestApp, type TestApp } from '../../test/support/test-app.js';
import { Database } from '../kernel/database/database.js';
import { Lifeline } from '../kernel/database/lifeline.js';
import type { Channel, Message, Result } from './channels/channel.js';
import { Claims } from './claims.js';
import { Composer } from './composer.js';
import { AT_ONCE, Deliveries } from './deliveries.service.js';
import { Judge } from './judge.js';
import { MailTrouble } from './mail-trouble.js';
import { NoticesModule } from './notices.module.js';
import { Notices } from './notices.service.js';
import { Paces } from './pace.service.js';
import type { Saying } from './saying.js';
import { Stops } from './stops.service.js';

const letters = {
  en: {
    ...{ subject: 'The new place is open', opening: 'The new place is open.', paragraphs: [] },
    ...{ nothing: 'Nothing changes for you.', why: 'You are in the old group.' },
  },
};

describe('sending what is ready', () => {
  let app: TestApp;
  let people: People;
  let catcher: Catcher;

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
  });

  const carriedBy = (channel: Channel, claims = app.get(Claims)): Deliveries =>
    new Deliveries(app.dataSource, app.clock, claims, channel, app.get(MailTrouble));
  const anotherProcess = (): Claims =>
    new Claims(
      app.get(Judge),
      app.get(Composer),
      app.get(Paces),
      new Lifeline(app.get<Database>(Database as never)),
    );
  const channel = (send: (batch: Message[]) => Promise<Result[]>, handful = 50): Channel => ({
    ...{ name: 'email', handful, send },
  });
  const said = async (count: number, at = 'hill.example', given: Partial<Saying> = {}): Promise<string[]> => {
    const all = await Promise.all(
      Array.from({ length: count }, (_, i) => people.add({ email: `m${i}@${at}` })),
    );
    const to = all.map(({ memberId }) => memberId);
    await app.dataSource.transaction((tx) =>
      app.get(Notices).say(tx, {
        ...{ rollout: people.rollout, key: 'launch.invitation/1', play: 'launch.invitation' },
        ...{ purpose: 'invitation', letters, to, byHand: true, now: app.clock.now(), jitterMinutes: 0 },
        ...given,
      }),
    );
    return to;
  };
  const ledger = (memberIds: string[]): Promise<string[]> => ledgerOf(app.dataSource, memberIds);
  const states = async (memberIds: string[]): Promise<Record<string, number>> => {
    const counts: Record<string, number> = {};
    for (const state of await ledger(memberIds)) counts[state] = (counts[state] ?? 0) + 1;
    return counts;
  };

  it('does not repeat what is on its way, however far the clock jumps meanwhile', async () => {
    const to = await said(1);
    const other = carriedBy(catcher);
    const slow = channel(async (batch) => {
      app.clock.advance({ hours: 5 });
      await other.run();
      return batch.map(() => ({ is: 'accepted' }));
    });
    expect(await carriedBy(slow).run()).toBe(1);
    expect(catcher.caught).toEqual([]);
    expect(await ledger(to)).toEqual(['email · accepted']);
  });

  it('repeats after a crash under the same Message-ID, at once, and never while the process lives', async () => {
    const to = await said(1);
    const [dying, living] = [anotherProcess(), anotherProcess()];
    const takenFromTheLiving: number[] = [];
    const crashing = channel(async (batch) => {
      await catcher.send(batch);
      app.clock.advance({ hours: 30 });
      takenFromTheLiving.push(await carriedBy(catcher, living).run());
      dying.lost();
      throw new Error('the process died');
    });
    await expect(carriedBy(crashing, dying).run()).rejects.toThrow('died');
    expect(takenFromTheLiving).toEqual([0]);
    // The database sees the end of a connection a moment after it.
    while ((await carriedBy(catcher, living).run()) === 0);
    const [first, second] = catcher.caught as [Caught, Caught];
    expect(second.messageId).toBe(first.messageId);
    expect(await ledger(to)).toEqual(['email · accepted']);
    living.lost();
  });

  it('hands over no more than it may repeat before it has written down what became of them', async () => {
    const to = await said(AT_ONCE + 30);
    let [open, most] = [0, 0];
    const counting = channel(async (batch) => {
      most = Math.max(most, ++open);
      await app.dataSource.query('select pg_sleep(0.01)');
      open--;
      return batch.map(() => ({ is: 'accepted' }));
    }, 1);
    expect(await carriedBy(counting).run()).toBe(AT_ONCE + 30);
    expect(most).toBeGreaterThan(1);
    expect(most).toBeLessThanOrEqual(AT_ONCE);
    expect(await states(to)).toEqual({ 'email · accepted': AT_ONCE + 30 });
  });

  it.each(['stopped', 'paused'] as const)('sends nothing more of what is %s in the middle', async (how) => {
    const to = await said(300);
    const [{ id }] = await app.dataSource.query<[{ id: string }]>(
      `select notice_id as id from delivery where member_id = $1`,
      [to[0]],
    );
    const off = new Set<Promise<unknown>>();
    const inTheMiddle = channel(async (batch) => {
      if (off.size === 0)
        off.add(
          app.dataSource.transaction(async (tx) => {
            if (how === 'stopped')
              await app.get(Stops).stop(tx, people.rollout.communityId, id, app.clock.now());
            else {
              await tx.query('update rollout set paused_at = $2 where id = $1', [
                people.rolloutId,
                app.clock.now().toString(),
              ]);
              await app.get(Notices).hold(tx, people.rolloutId, 'the rollout is paused');
            }
          }),
        );
      await Promise.all(off);
      return catcher.send(batch);
    }, 1);
    const went = await carriedBy(inTheMiddle).run();
    expect(went).toBeLessThanOrEqual(AT_ONCE * 2);
    expect(await states(to)).toEqual({
      'email · accepted': went,
      [how === 'stopped' ? 'email · suppressed · stopped by a lead' : 'email · held · the rollout is paused']:
        300 - went,
    });
  });

  it.each(['stopped', 'withdrawn'] as const)(
    'does not try again what was %s while a server had it, nor what a dead process had',
    async (how) => {
      const to = await said(6);
      const end = (): Promise<unknown> =>
        app.dataSource.transaction(async (tx) => {
          const [{ id }] = await tx.query<[{ id: string }]>(
            'select notice_id as id from delivery where member_id = $1',
            [to[0]],
          );
          return how === 'stopped'
            ? app.get(Stops).stop(tx, people.rollout.communityId, id, app.clock.now())
            : app.get(Notices).withdraw(tx, people.rolloutId, 'the rollout was cancelled');
        });
      const [dying, living] = [anotherProcess(), anotherProcess()];
      let taken = 0;
      const busy = channel(async (batch) => {
        if (++taken > 3) {
          dying.lost();
          throw new Error('the process died');
        }
        if (taken === 3) await end();
        return batch.map(() => ({ is: 'later', reason: 'the receiving server said not now (450)' }));
      }, 1);
      await expect(carriedBy(busy, dying).run()).rejects.toThrow('died');
      for (let hour = 0; hour < 3; hour++) {
        app.clock.advance({ hours: 1 });
        await carriedBy(catcher, living).run();
      }
      expect(catcher.caught).toEqual([]);
      const reason = how === 'stopped' ? 'stopped by a lead' : 'the rollout was cancelled';
      // The database sees the end of a connection a moment after it.
      const ended = { [`email · suppressed · ${reason}`]: 6 };
      for (let look = 0; look < 200 && (await states(to))[Object.keys(ended)[0]!] !== 6; look++)
        await carriedBy(catcher, living).run();
      expect(await states(to)).toEqual(ended);
      living.lost();
    },
  );

  it('forgets nobody whose claim was committed when the answer to it was lost', async () => {
    const to = await said(3);
    const claims = anotherProcess();
    const real = app.dataSource.transaction.bind(app.dataSource) as <T>(
      work: (tx: typeof app.dataSource.manager) => Promise<T>,
    ) => Promise<T>;
    let lost = 0;
    const breaking = {
      manager: app.dataSource.manager,
      transaction: async <T>(work: (tx: typeof app.dataSource.manager) => Promise<T>): Promise<T> => {
        const done = await real(work);
        if (lost++ === 0) throw new Error('terminating connection');
        return done;
      },
    } as unknown as typeof app.dataSource;
    const sender = new Deliveries(breaking, app.clock, claims, catcher, app.get(MailTrouble));
    await expect(sender.run()).rejects.toThrow('terminating');
    expect(await states(to)).toEqual({ 'email · sending': 3 });
    while ((await sender.run()) === 0);
    expect(catcher.caught).toHaveLength(3);
    expect(await states(to)).toEqual({ 'email · accepted': 3 });
    claims.lost();
  });

  it('sends nothing to whoever is erased before it is handed over', async () => {
    const to = await said(60);
    const slow = channel(async (batch) => {
      if (catcher.caught.length === 0)
        await app.dataSource.query(
          `update delivery set state = 'suppressed', reason = 'erased', leased_by = null where state = 'sending'`,
        );
      await app.dataSource.query('select pg_sleep(0.05)');
      return catcher.send(batch);
    }, 1);
    await carriedBy({ ...slow, atOnce: 2 }).run();
    const gone = (await states(to))['email · suppressed · erased'] ?? 0;
    expect(gone).toBeGreaterThan(10);
    // Beside those who were not erased: what was handed over, two at a time, until the next look.
    expect(catcher.caught.length).toBeLessThanOrEqual(60 - gone + 20);
  });

  it('remembers a yes while the database is away', async () => {
    const to = await said(3);
    let away = 2;
    const failing = {
      transaction: app.dataSource.transaction.bind(app.dataSource),
      manager: {
        query: (...all: [string, unknown[]]) =>
          away-- > 0
            ? Promise.reject(new Error('terminating connection'))
            : app.dataSource.manager.query(...all),
      },
    } as unknown as typeof app.dataSource;
    const sender = new Deliveries(failing, app.clock, app.get(Claims), catcher, app.get(MailTrouble));
    expect(await sender.run()).toBe(3);
    expect(away).toBeLessThan(0);
    expect(await states(to)).toEqual({ 'email · accepted': 3 });
    await carriedBy(catcher).run();
    expect(catcher.caught).toHaveLength(3);
  });

  it('gives back what it did not hand over when our own server is away, without counting a try', async () => {
    const to = await said(AT_ONCE * 2);
    let tried = 0;
    const down = channel(async (batch) => {
      tried += batch.length;
      return batch.map(() => ({ is: 'later', ours: true, reason: 'our mail server does not answer (x)' }));
    }, 1);
    expect(await carriedBy(down).run()).toBe(0);
    expect(tried).toBeLessThan(AT_ONCE * 2);
    expect(await states(to)).toEqual({
      'email · failed · our mail server does not answer (x)': tried,
      'email · queued': AT_ONCE * 2 - tried,
    });
    app.clock.advance({ minutes: 3 });
    expect(await carriedBy(catcher).run()).toBe(AT_ONCE * 2);
  });

  it('writes to a domain that says “not now” more slowly, and to all others as before', async () => {
    const here = await said(3, 'slow.example');
    const busy = channel(async (batch) =>
      batch.map(({ to }) =>
        to.endsWith('@slow.example')
          ? { is: 'later', reason: 'the receiving server said not now (421)', slower: 'domain' }
          : { is: 'accepted' },
      ),
    );
    await carriedBy(busy).run();
    const more = await said(20, 'slow.example', { key: 'launch.invitation/2' });
    const others = await said(5, 'quick.example', { key: 'launch.invitation/3' });
    await carriedBy(catcher).run();
    expect(catcher.caught.every(({ to }) => to.endsWith('@quick.example'))).toBe(true);
    expect(await states(more)).toEqual({ 'email · queued': 20 });
    app.clock.advance({ hours: 2 });
    await carriedBy(catcher).run();
    expect(await states([...here, ...more, ...others])).toEqual({ 'email · accepted': 28 });
  });

  it('answers whoever asks while it runs after one more look', async () => {
    const to = await said(2);
    const sender: { run(): Promise<number> } = carriedBy(
      channel(async (batch) => {
        if (asked === undefined) {
          later.push(...(await said(1, 'late.example', { key: 'launch.invitation/2' })));
          asked = sender.run();
        }
        return catcher.send(batch);
      }),
    );
    let asked: Promise<number> | undefined;
    const later: string[] = [];
    expect(await sender.run()).toBe(3);
    expect(await asked).toBe(3);
    expect(await states([...to, ...later])).toEqual({ 'email · accepted': 3 });
  });
});
