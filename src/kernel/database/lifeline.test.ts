import { Logger } from '@nestjs/common';
import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-db.js';
import type { Database } from './database.js';
import { Lifeline, lifeLock } from './lifeline.js';

describe('a life', () => {
  let database: TestDatabase;
  /** Somebody else. */
  let other: pg.Client;
  let lifeline: Lifeline;

  beforeAll(async () => {
    Logger.overrideLogger(false);
    database = await createTestDatabase();
    other = new pg.Client(database.url);
    await other.connect();
  });
  beforeEach(() => {
    lifeline = new Lifeline({ url: database.url } as Database);
  });
  afterEach(() => lifeline.onApplicationShutdown());
  afterAll(async () => {
    await other.end();
    await database.drop();
  });

  const ask = async <T>(sql: string, values: unknown[] = []): Promise<T> =>
    (await other.query<{ answer: T }>(`select ${sql} as answer`, values)).rows[0]!.answer;
  /** As whoever wants to take over sees it. */
  const isHeld = async (life: string): Promise<boolean> =>
    !(await ask<boolean>(`pg_try_advisory_xact_lock(${lifeLock('$1::text')})`, [life]));
  const ours = `from pg_stat_activity where application_name = 'changeover lifeline' and datname = current_database()`;
  const soon = async (count: number): Promise<void> => {
    const lives = (): Promise<number> => ask(`(select count(*)::int ${ours})`);
    for (let look = 0; look < 500 && (await lives()) !== count; look++);
    expect(await lives()).toBe(count);
  };

  it('is one for all who ask, held until it is let go of; the next is another', async () => {
    const [one, same] = await Promise.all([lifeline.begin(), lifeline.begin()]);
    expect(same).toBe(one);
    expect([lifeline.holds(one), await isHeld(one)]).toEqual([true, true]);
    lifeline.break();
    expect(lifeline.holds(one)).toBe(false);
    const next = await lifeline.begin();
    expect(next).not.toBe(one);
    await soon(1);
    expect([await isHeld(one), await isHeld(next), lifeline.holds(next)]).toEqual([false, true, true]);
  });

  it('that is let go of while it begins is held by nobody afterwards, and the next stands', async () => {
    const called = lifeline.begin();
    lifeline.break();
    const next = lifeline.begin();
    await expect(called).rejects.toThrow('before it had begun');
    const life = await next;
    await soon(1);
    expect([lifeline.holds(life), await isHeld(life), await lifeline.begin()]).toEqual([true, true, life]);
  });

  it('ends with its connection, whoever ends that, and begins anew', async () => {
    const life = await lifeline.begin();
    await ask(`(select count(pg_terminate_backend(pid)) ${ours})`);
    for (let look = 0; look < 500 && lifeline.holds(life); look++) await isHeld(life);
    expect([lifeline.holds(life), await isHeld(life)]).toEqual([false, false]);
    expect(lifeline.holds(await lifeline.begin())).toBe(true);
  });
});
