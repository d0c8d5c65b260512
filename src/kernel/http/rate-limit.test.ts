import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-db.js';
import { testConfig } from '../../../test/support/test-app.js';
import { TestClock } from '../clock.js';
import { MasterKey } from '../crypto/master-key.js';
import type { Database } from '../database/database.js';
import { RateLimit } from './rate-limit.js';
import { Visitors } from './visitors.js';

describe('the rate limit', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'changeover-limit-'));
  let store: TestDatabase;
  let client: pg.Client;
  let clock: TestClock;
  const open: RateLimit[] = [];

  beforeAll(async () => {
    store = await createTestDatabase();
    client = new pg.Client(store.url);
    await client.connect();
  });
  beforeEach(async () => {
    clock = new TestClock('2026-01-05T09:10:00Z');
    await client.query('truncate attempt, attempt_salt');
  });
  afterEach(() => Promise.all(open.splice(0).map((one) => one.beforeApplicationShutdown())));
  afterAll(async () => {
    await client.end();
    await store.drop();
    fs.rmSync(folder, { recursive: true });
  });

  /** One process. */
  const process_ = (url = store.url): RateLimit => {
    const database = { url } as Database;
    const made = new RateLimit(database, clock, new Visitors(testConfig()), MasterKey.load(folder));
    open.push(made);
    return made;
  };
  const takes = async (limit: RateLimit, times: number, key = '192.0.2.1'): Promise<boolean[]> => {
    const all: boolean[] = [];
    for (let n = 0; n < times; n++) all.push(await limit.take('join', key, 3));
    return all;
  };
  const rows = async (sql: string): Promise<unknown[]> => (await client.query(sql)).rows;

  it('lets so many through in an hour, for each key and bucket apart, and starts again with the next hour', async () => {
    const limit = process_();
    expect(await takes(limit, 4)).toEqual([true, true, true, false]);
    expect(await limit.take('join', '192.0.2.2', 3)).toBe(true);
    expect(await limit.take('sign-in', '192.0.2.1', 3)).toBe(true);
    clock.advance({ minutes: 50 });
    expect(await takes(limit, 1)).toEqual([true]);
  });

  it('tells when it begins anew, and whether the next is too many without counting it', async () => {
    const limit = process_();
    for (let n = 0; n < 5; n++) expect(await limit.isSpent('join', '192.0.2.1', 2)).toBe(false);
    await takes(limit, 2);
    expect(await limit.isSpent('join', '192.0.2.1', 2)).toBe(true);
    expect(limit.minutesLeft()).toBe(50);
  });

  it('is one for all processes, also when they count at once, and a restart forgets nothing', async () => {
    const both = [process_(), process_()];
    const at = Array.from({ length: 40 }, (_, n) => both[n % 2]!.take('join', '192.0.2.1', 25));
    expect((await Promise.all(at)).filter(Boolean)).toHaveLength(25);
    expect(await process_().isSpent('join', '192.0.2.1', 25)).toBe(true);
  });

  it('keeps a slot into which many fall, and with the hour neither slot nor salt', async () => {
    const limit = process_();
    await takes(limit, 2);
    const [kept] = await rows('select * from attempt');
    expect(kept).toEqual({ hour: expect.any(Number), slot: expect.any(Number), count: 2 });
    expect((kept as { slot: number }).slot).toBeLessThan(2 ** 18);
    expect(JSON.stringify(await rows('select * from attempt, attempt_salt'))).not.toContain('192.0.2.1');
    clock.advance({ hours: 1 });
    await takes(process_(), 1, 'another');
    expect(await rows('select count from attempt')).toEqual([{ count: 1 }]);
    expect(await rows('select hour from attempt_salt')).toHaveLength(1);
  });

  it('counts by itself while the database is away, and closes nobody out', async () => {
    const limit = process_('postgres://nobody@127.0.0.1:1/none');
    expect(await takes(limit, 4)).toEqual([true, true, true, false]);
    expect(await limit.isSpent('join', '192.0.2.2', 3)).toBe(false);
    clock.advance({ hours: 1 });
    expect(await takes(limit, 1)).toEqual([true]);
  });

  it('goes on where a crash of the database left its tables empty', async () => {
    const limit = process_();
    await takes(limit, 4);
    await client.query('truncate attempt, attempt_salt');
    expect(await takes(limit, 4)).toEqual([true, true, true, false]);
  });

  it('bounds a house behind an unknown proxy as a whole, far above one visitor', async () => {
    const limit = process_();
    const piece = (n: number) => ({ own: `proxy ${n}`, shared: 'proxy' });
    const let_ = [];
    for (let n = 0; n < 160; n++) let_.push(await limit.take('join', piece(n), 3));
    expect(let_.filter(Boolean)).toHaveLength(150);
  });
});
