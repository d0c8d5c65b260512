import { Injectable, Module } from '@nestjs/common';
import type { Queue } from 'bullmq';
import { z } from 'zod';
import { defineJob, Handles } from '../../src/kernel/jobs/job.js';
import { Jobs } from '../../src/kernel/jobs/jobs.js';
import { openQueue } from '../../src/kernel/jobs/queue.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { needs } from '../support/needs.js';
import { startRedis, type TestRedis } from '../support/test-redis.js';

const Ticket = z.object({ id: z.string() });
const greet = defineJob('test.greet', Ticket);
const stumble = defineJob('test.stumble', z.object({ id: z.string(), failures: z.number() }));
const linger = defineJob('test.linger', Ticket);

/** What happened, in order. Outside the class, because several applications share it. */
let done: string[] = [];
let begin: () => void;
let release: Promise<void> = Promise.resolve();

@Injectable()
class Room {
  @Handles(greet)
  async greet({ id }: { id: string }): Promise<void> {
    done.push(id);
  }

  @Handles(stumble)
  async stumble({ id, failures }: { id: string; failures: number }): Promise<void> {
    done.push(id);
    if (done.filter((other) => other === id).length <= failures) throw new Error('ada@example.org is away');
  }

  @Handles(linger)
  async linger({ id }: { id: string }): Promise<void> {
    begin();
    await release;
    done.push(id);
  }
}

@Module({ providers: [Room] })
class RoomModule {}

describe('jobs on postgres', () => {
  contract();
});
(needs('redis-server') ? describe : describe.skip)('jobs on redis', () => {
  contract(startRedis);
});

function contract(startStore?: () => Promise<TestRedis>): void {
  let redis: TestRedis | undefined;
  let app: TestApp;

  beforeAll(async () => {
    redis = await startStore?.();
  });

  beforeEach(async () => {
    done = [];
    app = await start();
  });

  afterEach(() => app.close());
  afterAll(() => redis?.stop());

  const start = (settings = {}): Promise<TestApp> =>
    startTestApp({ modules: [RoomModule], settings: { redisUrl: redis?.url, ...settings } });

  it('does what was rung, and then is idle', async () => {
    await app.get(Jobs).ring(greet, { id: 'a' });
    await app.get(Jobs).ringAll(greet, [{ id: 'b' }, { id: 'c' }]);
    await app.get(Jobs).idle();
    expect(done.toSorted()).toEqual(['a', 'b', 'c']);
  });

  it('is idle at once when nothing was rung', async () => {
    await app.get(Jobs).idle();
    expect(done).toEqual([]);
  });

  it('refuses data that do not fit the job where they are rung', async () => {
    await expect(app.get(Jobs).ring(greet, { id: 7 } as never)).rejects.toThrow(z.ZodError);
  });

  it('tries again after a pause, and idle waits for that', async () => {
    await app.get(Jobs).ring(stumble, { id: 'twice', failures: 2 });
    await app.get(Jobs).idle();
    expect(done).toEqual(['twice', 'twice', 'twice']);
  });

  it('gives up after the third time, goes on with others, can be rung anew, and keeps no word of the error', async () => {
    const jobs = app.get(Jobs);
    await jobs.ring(stumble, { id: 'hopeless', failures: 3 });
    await jobs.ring(greet, { id: 'other' });
    await jobs.idle();
    expect(done.toSorted()).toEqual(['hopeless', 'hopeless', 'hopeless', 'other']);
    await jobs.ring(stumble, { id: 'hopeless', failures: 3 }); // the fourth time it works
    await jobs.idle();
    expect(done.filter((id) => id === 'hopeless')).toHaveLength(4);
    const kept = JSON.stringify(await inQueue((queue) => queue.getFailed()));
    expect(kept).toContain('test.stumble failed');
    expect(kept).not.toContain('example.org');
  });

  it('lets the running job finish before it stops', async () => {
    const began = new Promise<void>((resolve) => {
      begin = resolve;
    });
    let letGo!: () => void;
    release = new Promise((resolve) => {
      letGo = resolve;
    });
    await app.get(Jobs).ring(linger, { id: 'last' });
    await began;
    const closed = app.close();
    letGo();
    await closed;
    expect(done).toEqual(['last']);
  });

  it('keeps what was rung while no worker ran', async () => {
    const web = await start({ role: 'web' });
    const databaseUrl = web.config.databaseUrl;
    await web.get(Jobs).ring(greet, { id: 'waiting' });
    expect(done).toEqual([]);
    const worker = await start({ role: 'worker', databaseUrl });
    await worker.get(Jobs).idle();
    expect(done).toEqual(['waiting']);
    await worker.close();
    await web.close();
  });

  it('survives the loss of the whole queue: the next ring is heard', async () => {
    const jobs = app.get(Jobs);
    await inQueue((queue) => queue.obliterate({ force: true }));
    await jobs.ring(greet, { id: 'after' });
    await jobs.idle();
    expect(done).toEqual(['after']);
  });

  it('ringing after the end loses the ring, and says so to nobody who cannot help it', async () => {
    const jobs = app.get(Jobs);
    await app.close();
    await expect(jobs.ring(greet, { id: 'too late' })).resolves.toBeUndefined();
  });

  /** A look behind the scenes, as another process has it. */
  async function inQueue<T>(look: (queue: Queue) => Promise<T>): Promise<T> {
    const queue = openQueue({ databaseUrl: app.config.databaseUrl!, redisUrl: redis?.url });
    await queue.waitUntilReady();
    try {
      return await look(queue);
    } finally {
      await queue.close();
    }
  }
}
