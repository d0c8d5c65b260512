import { jest } from '@jest/globals';
import { Redis } from 'ioredis';
import { AT_ONCE } from '../../src/notices/deliveries.service.js';
import { FaultHouse } from '../support/fault-house.js';
import { needs } from '../support/needs.js';
import { endPrograms } from '../support/program.js';
import { startSink, type Receipt, type Sink } from '../support/sink.js';
import { often, tally, tell } from '../support/tally.js';
import { createTestDatabase, type TestDatabase } from '../support/test-db.js';
import { startRedis } from '../support/test-redis.js';

jest.setTimeout(300_000);

const people = 5000;

const able = needs('smtp-sink') && needs('redis-server');
(able ? describe : describe.skip)(`a queue that loses everything in a send to ${people}`, () => {
  let database: TestDatabase;
  let sinks: [Sink, Sink];
  let house: FaultHouse;
  /** What had arrived at each before the present test. */
  let before: number[];

  beforeAll(async () => {
    [database, ...sinks] = await Promise.all([createTestDatabase(), startSink(), startSink()]);
    house = await FaultHouse.open({ DATABASE_URL: database.url, SMTP_URL: sinks[0].url }, people);
  });
  afterAll(async () => {
    await endPrograms();
    await house?.close();
    await Promise.all(sinks.map((one) => one.stop()));
    await database?.drop();
  });
  beforeEach(() => {
    house.moveMeeting();
    before = sinks.map((sink) => sink.received().length);
  });
  afterEach(endPrograms);

  const arrived = (sink: 0 | 1): Receipt[] => sinks[sink].received().slice(before[sink]);
  const until = (share: number): Promise<void> => sinks[0].until(before[0]! + share * people);

  const expectOnce = async (what: string, bound = 0): Promise<void> => {
    await house.settled('accepted');
    const counted = tally([...arrived(0), ...arrived(1)], house.addresses);
    tell(what, counted, bound);
    expect(await house.ledger()).toEqual({ accepted: people });
    expect(counted).toEqual({ lost: 0, repeated: expect.any(Number), disguised: 0, astray: 0 });
    expect(counted.repeated).toBeLessThanOrEqual(bound);
  };

  it('Redis is away when it is said, flushed in the middle, and away again when the worker is stopped', async () => {
    const redis = await startRedis();
    const inRedis = { REDIS_URL: redis.url };
    const [web, worker] = await Promise.all([house.start('web', inRedis), house.start('worker', inRedis)]);
    await redis.stop();
    await house.say(web); // its ring is lost
    expect(await house.ledger()).toEqual({ queued: people });
    const again = await startRedis(redis.port);
    // The minute's sweep finds it. Whoever has no minute rings, as whoever says something next would do.
    if (!often) await house.ring(redis.url);
    await until(0.2);
    const client = new Redis(redis.url);
    await client.flushall();
    client.disconnect();
    await until(0.4);
    await again.stop();
    // Told to stop in the middle, without a queue: what is on its way ends well, and whoever comes next goes on.
    expect(await Promise.all([web.kill('SIGTERM'), worker.kill('SIGTERM')])).toEqual([0, 0]);
    expect((await house.ledger())['queued']).toBeGreaterThan(0);
    await house.start('worker');
    await expectOnce('Redis away, flushed, away; worker stopped');
  });

  it('its tables are emptied while two whole programs send the same', async () => {
    const first = await house.start('all');
    await house.say(first);
    await until(0.01);
    void first.kill('SIGSTOP'); // until the other is there too, which nobody has rung
    await house.start('all', { SMTP_URL: sinks[1].url });
    await sinks[1].until(before[1]! + 1);
    void first.kill('SIGCONT');
    await loseJobs();
    await expectOnce('two programs, job tables emptied');
    expect(arrived(0).length).toBeGreaterThan(0);
    expect(arrived(1).length).toBeGreaterThan(0);
  });

  it('the connection that says who lives breaks again and again for one of two programs that live', async () => {
    const first = await house.start('all');
    await house.say(first);
    await house.start('all', { SMTP_URL: sinks[1].url });
    const breaks = often ? 40 : 6;
    for (let broken = 1; broken <= breaks; broken++) {
      await until((0.3 * broken) / breaks);
      await house.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and application_name = 'changeover lifeline' order by random() limit 1`,
      );
    }
    await expectOnce(`two programs, ${breaks} signs of life broken`, breaks * AT_ONCE);
    expect(arrived(1).length).toBeGreaterThan(0);
  });

  /** Whatever the queue keeps in PostgreSQL. */
  async function loseJobs(): Promise<void> {
    const tables = await house.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables
        where schemaname = 'bullmq' and tablename <> 'migration'`,
    );
    await house.query(`truncate ${tables.map(({ name }) => name).join(', ')}`);
  }
});
