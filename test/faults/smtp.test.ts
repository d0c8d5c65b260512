import { jest } from '@jest/globals';
import { Links } from '../../src/kernel/crypto/links.js';
import { Vault } from '../../src/kernel/crypto/vault.js';
import { Deliveries } from '../../src/notices/deliveries.service.js';
import { Notices } from '../../src/notices/notices.service.js';
import { crowd } from '../support/crowd.js';
import { RolloutStage, type RolloutWorld } from '../support/rollout-world.js';
import { ScriptedSmtp, type Act, type Point, type Script } from '../support/scripted-smtp.js';
import { letters } from '../support/some-letters.js';
import { tally, tell } from '../support/tally.js';

jest.setTimeout(60_000);

const people = 60;
describe(`a mail server that fails in the middle of a send to ${people}`, () => {
  let smtp: ScriptedSmtp;
  let stage: RolloutStage;
  let world: RolloutWorld;
  let addresses: string[];

  beforeAll(async () => {
    smtp = await ScriptedSmtp.start();
    stage = await RolloutStage.openWith({
      smtpUrl: `${smtp.url}?greetingTimeout=1000&socketTimeout=1000&connectionTimeout=1000`,
      mailFrom: 'Changeover <move@hill.example>',
    });
  });
  afterAll(async () => {
    await stage.app.close();
    await smtp.goDown();
  });
  /** On a Monday morning, an invitation to everybody. */
  beforeEach(async () => {
    const { app } = stage;
    await smtp.goDown(); // connections that were kept would hide what happens to new ones
    await smtp.comeUp();
    await app.dataSource.query('delete from delivery');
    await app.dataSource.query('delete from alert');
    await app.dataSource.query('delete from mail_pace');
    Object.assign(smtp, { received: [], untold: 0, script: () => undefined });
    world = await stage.settle();
    const { id, communityId } = await world.rollout();
    const tools = { vault: app.get(Vault), links: app.get(Links) };
    await app.dataSource.transaction(async (tx) => {
      const members = await crowd(tx, tools, { communityId, rolloutId: id }, people);
      addresses = members.map(({ address }) => address);
      await app.get(Notices).say(tx, {
        rollout: { id, communityId, timeZone: 'Europe/Berlin' },
        ...{ key: 'launch.invitation/1', play: 'launch.invitation', purpose: 'invitation', letters },
        ...{
          to: members.map(({ memberId }) => memberId),
          byHand: true,
          jitterMinutes: 0,
          now: app.clock.now(),
        },
      });
    });
  });

  const send = (): Promise<number> => stage.app.get(Deliveries).run();
  const ledger = async (): Promise<Record<string, number>> => {
    const rows = await world.rows<{ said: string; people: number }>(
      `select channel || ' ' || state as said, count(*)::int as people from delivery
        where rollout_id = $1 and member_id is not null group by 1 order by 1`,
    );
    return Object.fromEntries(rows.map(({ said, people: many }) => [said, many]));
  };
  const alerts = async (): Promise<string[]> => {
    const rows = await world.rows<{ text: string }>(
      `select text from alert where rollout_id = $1 and kind = 'mail' and ended_at is null`,
    );
    return rows.map(({ text }) => text);
  };

  /** Sends, and again whenever the next row is due, as the sweep does. */
  const carryThrough = async (): Promise<void> => {
    for (let round = 0; round < 500; round++) {
      await send();
      const [{ next }] = (await world.rows<{ next: string | null }>(
        `select to_json(min(not_before)) #>> '{}' as next from delivery where rollout_id = $1 and state in ('queued', 'failed')`,
      )) as [{ next: string | null }];
      if (next === null) return;
      stage.app.clock.set(next);
    }
    throw new Error(`it never ends: ${JSON.stringify(await ledger())}`);
  };

  /** Nobody is lost; what is repeated was in the server's hands without a word. */
  const expectAll = (what: string, meant = addresses): void => {
    const counted = tally(smtp.received, meant);
    tell(what, counted, smtp.untold);
    expect(counted).toEqual({ lost: 0, repeated: expect.any(Number), disguised: 0, astray: 0 });
    expect(counted.repeated).toBeLessThanOrEqual(smtp.untold);
  };

  /** To every third reader once, or to every third talk; seldom where each time takes a second of silence. */
  const toAThird = (point: Point, act: Act): { script: Script; happened: () => number } => {
    const seen = new Set<string>();
    const most = act === 'say nothing' || point === 'MAIL FROM' ? 5 : people;
    let talks = 0;
    let happened = 0;
    const falls = (to: string): boolean => {
      if (to === '') return talks++ % 3 === 0;
      return to.endsWith('@third.example') && !seen.has(to) && seen.add(to).has(to);
    };
    const script: Script = (at, { to }) => {
      if (at !== point || happened >= most || !falls(to)) return undefined;
      happened += 1;
      return act;
    };
    return { script, happened: () => happened };
  };

  it.each<[string, Point, Act]>([
    ['421 at the greeting', 'greeting', { no: 421, words: '4.3.2 too many of you' }],
    ['421 in the middle of the talk', 'MAIL FROM', { no: 421, words: '4.7.0 enough for now' }],
    ['450 to a recipient', 'RCPT TO', { no: 450, words: '4.2.0 greylisted' }],
    ['452 to a message', 'end', { no: 452, words: '4.3.1 disk full' }],
    ['the connection ends at the greeting', 'greeting', 'hang up'],
    ['the connection ends in the middle of a message', 'middle', 'hang up'],
    ['the connection ends after a message, before the yes', 'end', 'hang up'],
    ['silence at the greeting', 'greeting', 'say nothing'],
    ['silence to a recipient', 'RCPT TO', 'say nothing'],
    ['silence after a message', 'end', 'say nothing'],
    ['a slow greeting', 'greeting', { lateMs: 50 }],
    ['another protocol', 'greeting', { raw: 'HTTP/1.1 400 Bad Request\r\n\r\n' }],
  ])('%s: everybody has it in the end', async (what, point, act) => {
    const { script, happened } = toAThird(point, act);
    smtp.script = script;
    await carryThrough();
    expectAll(`${what} (${happened()} times)`);
    expect(happened()).toBeGreaterThan(0);
    expect(await ledger()).toEqual({ 'email accepted': people });
    expect(await alerts()).toEqual([]);
  });

  it.each<[string, Point]>([
    ['MAIL FROM', 'MAIL FROM'],
    ['RCPT TO', 'RCPT TO'],
  ])(
    'a server that greets and hangs up at %s for an hour: nobody is told by hand, and all have it',
    async (_at, point) => {
      const openAgain = stage.app.clock.now().add({ hours: 1 });
      smtp.script = (at) =>
        at === point && stage.app.clock.now().until(openAgain).sign > 0 ? 'hang up' : undefined;
      await carryThrough();
      expectAll(`hung up on at ${point} for an hour`);
      expect(await ledger()).toEqual({ 'email accepted': people });
    },
  );

  it('450 to a domain for three hours holds up nobody else', async () => {
    const openAgain = stage.app.clock.now().add({ hours: 3 });
    smtp.script = (at, { to }) =>
      at === 'RCPT TO' && to.endsWith('@third.example') && stage.app.clock.now().until(openAgain).sign > 0
        ? { no: 450, words: '4.7.1 not now' }
        : undefined;
    await send();
    // Once the domain has said so, whoever was not tried yet waits for their turn.
    const { 'email accepted': went, 'email failed': tried = 0, 'email queued': wait = 0 } = await ledger();
    expect([went, tried + wait]).toEqual([people - people / 3, people / 3]);
    await carryThrough();
    expectAll('450 to a domain for 3 hours');
    expect(await ledger()).toEqual({ 'email accepted': people });
  });

  it('550 to some ends for them by mail and goes on by hand; the others have it', async () => {
    smtp.script = (at, { to }) =>
      at === 'RCPT TO' && to.endsWith('@third.example')
        ? { no: 550, words: '5.1.1 no such user' }
        : undefined;
    await carryThrough();
    expectAll(
      '550 to every third',
      addresses.filter((address) => !address.endsWith('@third.example')),
    );
    expect(await ledger()).toEqual({ 'by hand to tell': people / 3, 'email accepted': people - people / 3 });
    const tried = await world.rows<{ state: string }>(
      `select tried -> 0 ->> 'state' as state from delivery where rollout_id = $1 and state = 'to tell'`,
    );
    expect(new Set(tried.map(({ state }) => state))).toEqual(new Set(['refused']));
  });

  it('away for an hour: leads hear of it, and then everybody has it', async () => {
    await smtp.goDown();
    for (let minute = 0; minute < 60; minute += 5) {
      await send();
      stage.app.clock.advance({ minutes: 5 });
    }
    expect(await ledger()).toEqual({ 'email failed': people });
    expect(await alerts()).toEqual([expect.stringContaining('Our mail server does not answer')]);
    await smtp.comeUp();
    await carryThrough();
    expectAll('away for an hour');
    expect(await ledger()).toEqual({ 'email accepted': people });
    expect(await alerts()).toEqual([]);
  });
});
