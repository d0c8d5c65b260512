import { setTimeout as sleep } from 'node:timers/promises';
import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { UnrecoverableError, type Job as QueuedJob, type Queue, type Worker } from 'bullmq';
import { Config } from '../config.js';
import { Database } from '../database/database.js';
import { describeError } from '../log.js';
import { Handlers } from './handlers.js';
import type { Job } from './job.js';
import { assertReachable, openQueue, openWorker } from './queue.js';

/** At the end, for a store that is away. */
const PATIENCE_MS = 3000;
const TOLD_EVERY_MS = 60_000;

/** Rings the bell for work that is already written down in PostgreSQL, and does it where workers run. */
@Injectable()
export class Jobs implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(Jobs.name);
  private queue: Queue | undefined;
  private worker: Worker | undefined;
  private closing = false;
  private toldAt: number | undefined;
  private readonly running = new Set<Promise<void>>();

  constructor(
    private readonly config: Config,
    private readonly database: Database,
    private readonly handlers: Handlers,
  ) {}

  /**
   * Call it after the commit, never inside the transaction: a worker may be faster than the commit.
   * A ring may be lost (then it is logged, and the owner's sweep rings again) and may be heard twice.
   */
  async ring<T>(job: Job<T>, data: T): Promise<void> {
    await this.ringAll(job, [data]);
  }

  /** Many rings in one round trip. */
  async ringAll<T>(job: Job<T>, list: T[]): Promise<void> {
    const rings = list.map((data) => ({ name: job.name, data: job.schema.parse(data) }));
    if (rings.length === 0) return;
    try {
      if (!this.queue) throw new Error('the application is not running');
      await this.queue.addBulk(rings);
    } catch (error) {
      this.logger.warn(
        `${job.name}: ${rings.length} rings were lost (${describeError(error)}); a sweep rings again`,
      );
    }
  }

  /** Resolves when no job waits, runs, or is about to be tried again. For tests and the demo. */
  async idle(): Promise<void> {
    for (let pause = 2; this.queue; pause = Math.min(pause * 2, 50)) {
      const counts = await this.queue.getJobCounts('waiting', 'active', 'delayed', 'prioritized');
      if (Object.values(counts).every((count) => count === 0)) return;
      await sleep(pause);
    }
  }

  async onApplicationBootstrap(): Promise<void> {
    const address = { databaseUrl: this.database.url, redisUrl: this.config.redisUrl };
    if (address.redisUrl) await assertReachable(address.redisUrl);
    this.queue = openQueue(address);
    this.queue.on('error', this.onError);
    await this.queue.waitUntilReady();
    if (!this.config.runsWorkers) return;
    this.worker = openWorker(address, (job) => this.perform(job));
    this.worker.on('error', this.onError);
    await this.worker.waitUntilReady();
  }

  /**
   * Before the database's pool closes: lets running jobs finish, then releases the connections. A store that is away
   * never says goodbye: after a moment we go without.
   */
  async beforeApplicationShutdown(): Promise<void> {
    this.closing = true;
    const closed = (async () => {
      await this.worker?.close();
      await this.queue?.close();
    })();
    const finished = Promise.allSettled(this.running);
    await Promise.race([closed, finished.then(() => sleep(PATIENCE_MS, undefined, { ref: false }))]);
    this.queue = undefined;
  }

  private async perform(queued: QueuedJob): Promise<void> {
    const work = this.work(queued);
    this.running.add(work);
    try {
      await work;
    } finally {
      this.running.delete(work);
    }
  }

  private async work(queued: QueuedJob): Promise<void> {
    const handler = this.handlers.named(queued.name);
    if (!handler) throw new UnrecoverableError('unknown job: an older or newer version rang it');
    const data = handler.job.schema.safeParse(queued.data);
    if (!data.success) throw new UnrecoverableError('unfit data: an older or newer version rang it');
    try {
      await handler.run(data.data);
    } catch (error) {
      const attempt = `attempt ${queued.attemptsMade + 1} of ${queued.opts.attempts ?? 1}`;
      this.logger.warn(`${queued.name} failed (${attempt}): ${describeError(error)}`);
      // The queue keeps what it is given here, for days and unsealed: so it is not given the message.
      throw new Error(`${queued.name} failed`); // eslint-disable-line preserve-caught-error
    }
  }

  /** Never the error object itself: it carries the whole client of the driver. Told once a minute, tried all the time. */
  private readonly onError = (error: Error): void => {
    const now = performance.now();
    if (this.closing || (this.toldAt !== undefined && now - this.toldAt < TOLD_EVERY_MS)) return;
    this.toldAt = now;
    this.logger.error(`the job queue is away: ${describeError(error)}`);
  };
}
