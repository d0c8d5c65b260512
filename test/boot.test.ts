import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { jest } from '@jest/globals';
import type { Queue } from 'bullmq';
import { Client } from 'pg';
import { openQueue } from '../src/kernel/jobs/queue.js';
import { needs } from './support/needs.js';
import { endPrograms, startProgram } from './support/program.js';
import { createTestDatabase, type TestDatabase } from './support/test-db.js';
import { startRedis, type TestRedis } from './support/test-redis.js';

jest.setTimeout(90_000); // real processes on whatever machine this is

let dir: string;

beforeEach(() => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'changeover-boot-'));
});

afterEach(async () => {
  await endPrograms();
  fs.rmSync(dir, { recursive: true, force: true });
});

const lockFile = (): string => path.join(dir, 'pg18/postmaster.pid');

/** Reads and writes in the embedded database of a running program, whose socket its lock file tells. */
async function query(sql: string): Promise<unknown[]> {
  const host = fs.readFileSync(lockFile(), 'utf8').split('\n')[4]!;
  const client = new Client({ host, port: 5432, user: 'changeover', database: 'postgres' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

describe('the program with nothing configured', () => {
  it('starts in an empty folder, survives kill -9, goes on, and stops in order', async () => {
    const first = startProgram({ DATA_DIR: dir });
    const readyz = await fetch(`${await first.ready}/readyz`);
    expect(readyz.status).toBe(200);
    const setUp = await first.says(/^Set up Changeover: (\S+)$/m);
    expect((await fetch(setUp)).status).toBe(200);
    const mark = await query('select mark, (select count(*)::int from hold) as held from installation');
    expect(mark).toEqual([{ mark: expect.any(String), held: 0 }]);
    expect(await first.kill('SIGKILL')).toBe('SIGKILL');

    const second = startProgram({ DATA_DIR: dir });
    expect((await fetch(`${await second.ready}/healthz`)).status).toBe(200);
    expect(await query('select mark, (select count(*)::int from hold) as held from installation')).toEqual(
      mark,
    );
    expect(path.basename(await second.says(/^Set up Changeover: (\S+)$/m))).toBe(path.basename(setUp));
    expect(await second.kill('SIGTERM')).toBe(0);
    expect(fs.existsSync(lockFile())).toBe(false);
  });

  it('refuses a folder that another one uses, says so, and leaves that one alone', async () => {
    const first = startProgram({ DATA_DIR: dir });
    const url = await first.ready;
    const second = startProgram({ DATA_DIR: dir });
    expect(await second.ended).toBe(1);
    expect(second.output()).toMatch(
      /^The data folder .* is in use by a running Changeover .*another DATA_DIR\.$/m,
    );
    expect(second.output()).not.toMatch(/^\s+at /m);
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
  });

  it('lets only one of two that start at once on an empty folder have it', async () => {
    const both = [startProgram({ DATA_DIR: dir }), startProgram({ DATA_DIR: dir })];
    const ends = await Promise.allSettled(both.map(({ ready }) => ready));
    expect(ends.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });
});

const asNobody = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'];
const readThis = [process.execPath, '-e', `fs.accessSync('${import.meta.filename}')`];
const canBeNobody = process.getuid?.() === 0 && spawnSync('env', [...asNobody, ...readThis]).status === 0;

(canBeNobody ? describe : describe.skip)(
  'the program as an ordinary user (shown when root runs the tests)',
  () => {
    it('starts in its own folder and stops in order', async () => {
      fs.chownSync(dir, 65534, 65534);
      const program = startProgram({ DATA_DIR: dir, HOME: dir }, asNobody);
      expect((await fetch(`${await program.ready}/readyz`)).status).toBe(200);
      expect(await program.kill('SIGINT')).toBe(0);
    });
  },
);

describe('the program that cannot start', () => {
  it('names every mistake of the configuration at once, without a stack', async () => {
    const program = startProgram({ PORT: 'x', ROLE: 'worker', LOG_LEVEL: 'loud' });
    expect(await program.ended).toBe(1);
    for (const name of ['PORT', 'LOG_LEVEL', 'DATABASE_URL'])
      expect(program.output()).toContain(`- ${name} `);
    expect(program.output()).not.toMatch(/^\s+at /m);
  });

  it('says which port is taken, and stops its database', async () => {
    const other = net.createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as net.AddressInfo;
    const program = startProgram({ DATA_DIR: dir, PORT: String(port) });
    expect(await program.ended).toBe(1);
    expect(program.output()).toContain(`Port ${port} is taken by another program.`);
    expect(fs.existsSync(lockFile())).toBe(false);
    other.close();
  });

  it('says that Redis does not answer', async () => {
    const program = startProgram({ DATA_DIR: dir, REDIS_URL: 'redis://127.0.0.1:1' });
    expect(await program.ended).toBe(1);
    expect(program.output()).toMatch(/^REDIS_URL does not lead to a Redis that answers/m);
  });
});

describe('web and worker apart, jobs in PostgreSQL', () => {
  webAndWorker();
});
(needs('redis-server') ? describe : describe.skip)('web and worker apart, jobs in Redis', () => {
  webAndWorker(startRedis);
});

function webAndWorker(startStore?: () => Promise<TestRedis>): void {
  let database: TestDatabase;
  let redis: TestRedis | undefined;
  let queue: Queue;

  beforeEach(async () => {
    database = await createTestDatabase();
    redis = await startStore?.();
    queue = openQueue({ databaseUrl: database.url, redisUrl: redis?.url });
    await queue.waitUntilReady();
  });

  afterEach(async () => {
    await endPrograms();
    await queue.close();
    await redis?.stop();
    await database.drop();
  });

  it('the web keeps what was rung, the worker does it, and both stop in order', async () => {
    const env = { DATABASE_URL: database.url, DATA_DIR: dir, ...(redis && { REDIS_URL: redis.url }) };
    const web = startProgram({ ...env, ROLE: 'web' });
    expect((await fetch(`${await web.ready}/readyz`)).status).toBe(200);
    await queue.add('test.nobody-knows-it', {});
    expect(await queue.getWaitingCount()).toBe(1);

    const worker = startProgram({ ...env, ROLE: 'worker' });
    await worker.says(/^(Changeover is ready as a worker)/m);
    const failed = async (): Promise<number> => (await queue.getFailedCount()) || (await failed());
    expect(await failed()).toBe(1); // done with, because nobody knows it
    expect(await Promise.all([worker.kill('SIGTERM'), web.kill('SIGTERM')])).toEqual([0, 0]);
  });
}
