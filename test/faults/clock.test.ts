import { jest } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { TestClock } from '../../src/kernel/clock.js';
import { Links } from '../../src/kernel/crypto/links.js';
import { Vault } from '../../src/kernel/crypto/vault.js';
import { AT_ONCE, Deliveries } from '../../src/notices/deliveries.service.js';
import { NoticesModule } from '../../src/notices/notices.module.js';
import { Notices } from '../../src/notices/notices.service.js';
import type { Saying } from '../../src/notices/saying.js';
import { carriedBy } from '../support/carried-by.js';
import { crowd } from '../support/crowd.js';
import { ledgerOf, People } from '../support/people.js';
import { Receiver } from '../support/receiver.js';
import { letters } from '../support/some-letters.js';
import { tally, tell } from '../support/tally.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

jest.setTimeout(60_000);

const people = 800;
describe(`a clock that jumps in the middle of a send to ${people}`, () => {
  let workers: { app: TestApp; clock: TestClock; receiver: Receiver }[];
  let members: string[];
  let addresses: string[];

  const worker = async (settings = {}): Promise<(typeof workers)[number]> => {
    const clock = new TestClock();
    const receiver = new Receiver(clock);
    const modules = [carriedBy(receiver), NoticesModule];
    return {
      clock,
      receiver,
      app: await startTestApp({ modules, clock, settings: { role: 'web', ...settings } }),
    };
  };
  beforeAll(async () => {
    const first = await worker();
    const { databaseUrl, dataDir } = first.app.config;
    workers = [first, await worker({ databaseUrl, dataDir })];
  });
  afterAll(async () => {
    for (const { app } of workers.toReversed()) await app.close();
  });

  /** At a moment that both clocks show, something to all is ready to go. */
  const say = async (at: string, saying: Partial<Saying> = {}): Promise<void> => {
    for (const { clock, receiver } of workers) {
      clock.jump(at);
      receiver.forget();
    }
    const { app } = workers[0]!;
    const settled = await People.settle(app);
    const tools = { vault: app.get(Vault), links: app.get(Links) };
    await app.dataSource.transaction(async (tx) => {
      const all = await crowd(tx, tools, settled, people);
      [members, addresses] = [all.map(({ memberId }) => memberId), all.map(({ address }) => address)];
      await app.get(Notices).say(tx, {
        rollout: settled.rollout,
        ...{ key: 'sunset.notice/T-7', play: 'sunset.notice', purpose: 'essential', letters },
        ...{ to: members, byHand: false, jitterMinutes: 0, now: app.clock.now(), ...saying },
      });
    });
  };
  const send = (one: number): Promise<number> => workers[one]!.app.get(Deliveries).run();
  const ledger = async (): Promise<Record<string, number>> => {
    const many: Record<string, number> = {};
    for (const line of await ledgerOf(workers[0]!.app.dataSource, members))
      many[line] = (many[line] ?? 0) + 1;
    return many;
  };
  const received = () => workers.flatMap(({ receiver }) => receiver.received);

  it('a day forward and back an hour, for one of two workers: nobody is lost, nobody has it twice', async () => {
    await say('2026-03-03T09:00:00Z');
    const [one, other] = workers as [(typeof workers)[0], (typeof workers)[0]];
    one.receiver.after(50, () => one.clock.jump('2026-03-04T09:00:00Z'));
    one.receiver.after(150, () => one.clock.jump('2026-03-03T08:00:00Z'));
    await Promise.all([send(0), send(1)]);
    for (const minutes of [11, 22]) {
      one.clock.jump('2026-03-03T09:30:00Z');
      other.clock.advance({ minutes });
      await Promise.all([send(0), send(1)]);
    }
    const counted = tally(received(), addresses);
    tell('the clock of one of two workers: a day forward, back an hour', counted, 0);
    expect(await ledger()).toEqual({ 'email · accepted': people });
    expect(counted).toEqual({ lost: 0, repeated: 0, disguised: 0, astray: 0 });
    for (const { receiver } of workers) expect(receiver.received.length).toBeGreaterThan(0);
  });

  it('a day forward, past its use: what has not gone is let go, and nobody has it twice', async () => {
    await say('2026-03-03T09:00:00Z', { usefulUntil: Temporal.Instant.from('2026-03-03T20:00:00Z') });
    const [{ clock, receiver }] = workers as [(typeof workers)[0]];
    receiver.after(150, () => clock.jump('2026-03-04T09:00:00Z'));
    await send(0);
    const arrived = received().length;
    clock.jump('2026-03-03T08:00:00Z');
    await send(0);
    const twice = arrived - new Set(received().map(({ to }) => to)).size;
    const counted = { lost: 0, repeated: twice, disguised: 0, astray: 0 };
    tell(`the clock a day forward, past its use, ${people - arrived} let go by name`, counted, 0);
    expect(arrived).toBeLessThanOrEqual(150 + AT_ONCE);
    expect(received()).toHaveLength(arrived);
    expect(new Set(received().map(({ to }) => to)).size).toBe(arrived);
    expect(await ledger()).toEqual({
      'email · accepted': arrived,
      'email · suppressed · too late to be useful': people - arrived,
    });
  });

  it.each([
    ['an hour shorter', '2026-03-28', '+01:00', '2026-03-29T06:00:00Z'],
    ['an hour longer', '2026-10-24', '+02:00', '2026-10-25T07:00:00Z'],
    ['as long as any', '2026-06-13', '+02:00', '2026-06-14T06:00:00Z'],
  ])(
    'into a night that is %s: nothing goes until eight where people live',
    async (_night, day, offset, morning) => {
      await say(Temporal.Instant.from(`${day}T20:50:00${offset}`).toString());
      const [one, other] = workers as [(typeof workers)[0], (typeof workers)[0]];
      one.receiver.after(100, () => one.clock.jump(`${day}T21:00:00${offset}`));
      await send(0);
      const before = received().length;
      expect(before).toBeLessThanOrEqual(100 + AT_ONCE);
      for (const { clock } of workers) clock.set(Temporal.Instant.from(morning).subtract({ seconds: 1 }));
      await Promise.all([send(0), send(1)]);
      expect(received()).toHaveLength(before);

      // One of the two is put back, into the night, as soon as the morning has begun.
      for (const { clock } of workers) clock.set(morning);
      one.receiver.after(before + 50, () =>
        one.clock.jump(Temporal.Instant.from(morning).subtract({ hours: 1 })),
      );
      await Promise.all([send(0), send(1)]);
      other.clock.advance({ minutes: 11 });
      await send(1);
      const counted = tally(received(), addresses);
      tell(`the clock into the night of ${day}`, counted, 0);
      expect(await ledger()).toEqual({ 'email · accepted': people });
      expect(counted).toEqual({ lost: 0, repeated: 0, disguised: 0, astray: 0 });
      const hours = received().map(({ at }) => at.toZonedDateTimeISO('Europe/Berlin').hour);
      expect(new Set(hours)).toEqual(new Set([20, 8]));
    },
  );
});
