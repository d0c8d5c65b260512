import { setTimeout as sleep } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { AT_ONCE } from '../../src/notices/deliveries.service.js';
import { FaultHouse } from '../support/fault-house.js';
import { needs } from '../support/needs.js';
import { startOwnPostgres, type OwnPostgres } from '../support/own-postgres.js';
import { endPrograms, type Program } from '../support/program.js';
import { startSink, type Sink } from '../support/sink.js';
import { diceOfRun, often, tally, tell } from '../support/tally.js';

jest.setTimeout(often ? 1_800_000 : 300_000);

const people = 5000;
const { seed, dice } = diceOfRun();

(needs('smtp-sink') ? describe : describe.skip)(`kill -9 in the middle of a send to ${people}`, () => {
  let postgres: OwnPostgres;
  let sink: Sink;
  let house: FaultHouse;
  /** What had arrived before the present test. */
  let before: number;

  beforeAll(async () => {
    [postgres, sink] = await Promise.all([startOwnPostgres(), startSink()]);
    house = await FaultHouse.open({ DATABASE_URL: postgres.url, SMTP_URL: sink.url }, people);
  });
  afterAll(async () => {
    await endPrograms();
    await house?.close();
    await sink?.stop();
    await postgres?.stop();
  });
  beforeEach(() => {
    before = sink.received().length;
    house.moveMeeting();
  });
  afterEach(endPrograms);

  /** Moments in a send, as numbers of messages that have arrived by then. */
  const moments = (many: number): number[] =>
    Array.from({ length: many }, () => before + dice.between(1, people * 0.95)).toSorted((a, b) => a - b);

  /** Everything is written down; each person has it once, but for what was in flight, and that under the same id. */
  const expectOnce = async (what: string, bound: number): Promise<void> => {
    await house.settled('accepted');
    const counted = tally(sink.received().slice(before), house.addresses);
    tell(what, counted, bound, seed);
    expect(await house.ledger()).toEqual({ accepted: people });
    expect(counted).toEqual({ lost: 0, repeated: expect.any(Number), disguised: 0, astray: 0 });
    expect(counted.repeated).toBeLessThanOrEqual(bound);
  };

  it('of the web process that says it leaves all rows or none; of the worker that sends it loses nobody', async () => {
    const webKills = often ? 12 : 2;
    for (let kill = 0; kill < webKills; kill++) {
      const dying = await house.start('web');
      const answered = house.say(dying).catch(() => undefined); // it dies with the process
      await sleep(dice.between(10, 350));
      await dying.kill('SIGKILL');
      await answered;
      await house.alone();
      expect([{}, { queued: people }]).toContainEqual(await house.ledger());
    }
    const web = await house.start('web');
    await house.say(web);
    await web.kill('SIGTERM');
    expect(await house.ledger()).toEqual({ queued: people });

    const kills = moments(often ? 40 : 6);
    let beside: Program | undefined = await house.start('web');
    for (const moment of kills) {
      const worker = await house.start('worker');
      await sink.until(moment);
      // Whoever only shows pages dies while another sends, once: that costs no message.
      await beside?.kill('SIGKILL');
      beside = undefined;
      await worker.kill('SIGKILL');
      await house.alone();
    }
    await house.start('worker');
    await expectOnce(
      `web killed ${webKills + 1} times, worker ${kills.length} times`,
      kills.length * AT_ONCE,
    );
  });

  it('of PostgreSQL and all of its processes', async () => {
    const program = await house.start('all');
    await house.say(program);
    const kills = moments(often ? 60 : 3);
    for (const moment of kills) {
      await sink.until(moment);
      postgres.kill();
      await postgres.back();
      await house.ring();
    }
    await expectOnce(`PostgreSQL killed ${kills.length} times`, kills.length * AT_ONCE);
    expect(await program.kill('SIGTERM')).toBe(0); // the same one all the time
  });
});
