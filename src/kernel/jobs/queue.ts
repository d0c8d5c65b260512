import {
  createPostgresBackend,
  Queue,
  Worker,
  type Processor,
  type QueueOptions,
  type WorkerOptions,
} from 'bullmq';
import { Redis } from 'ioredis';
import { StartError } from '../start-error.js';

/** Where the jobs live. BullMQ speaks both; nothing outside this file knows which one runs. */
export interface QueueAddress {
  databaseUrl: string;
  redisUrl: string | undefined;
}

/** One queue for all jobs: on PostgreSQL each queue and worker has its own pool and a listening connection. */
const NAME = 'changeover';
const CONNECTIONS = 4;
const CONCURRENCY = 10;

const DEFAULTS = {
  attempts: 3,
  backoff: { type: 'exponential', delay: 200 }, // whole milliseconds: PostgreSQL refuses fractions
  removeOnComplete: true,
  removeOnFail: { age: 7 * 24 * 3600, count: 1000 },
} satisfies QueueOptions['defaultJobOptions'];

/** For ringing. Fails at once while the store is away: a ring may be lost, but must not hold up who rings. */
export function openQueue(address: QueueAddress): Queue {
  if (address.redisUrl)
    return new Queue(NAME, {
      connection: { ...redis(address.redisUrl), enableOfflineQueue: false },
      defaultJobOptions: DEFAULTS,
    });
  return new Queue(
    NAME,
    { connection: postgres(address.databaseUrl), defaultJobOptions: DEFAULTS },
    createPostgresBackend,
  ) as unknown as Queue;
}

/** For doing. Starts at once; waits for the store for as long as it is away. */
export function openWorker(address: QueueAddress, processor: Processor): Worker {
  const concurrency = CONCURRENCY;
  if (address.redisUrl)
    return new Worker(NAME, processor, { connection: redis(address.redisUrl), concurrency });
  const options = { connection: postgres(address.databaseUrl), concurrency };
  return new Worker(NAME, processor, options, createPostgresBackend) as unknown as Worker;
}

/** @throws when Redis does not answer within five seconds: better now than silently for ever. */
export async function assertReachable(redisUrl: string): Promise<void> {
  const client = new Redis(redisUrl, { lazyConnect: true, connectTimeout: 5000, retryStrategy: () => null });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.ping();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartError(
      `REDIS_URL does not lead to a Redis that answers (${reason}). Start Redis, correct the address, ` +
        'or leave REDIS_URL out: then the jobs live in PostgreSQL.',
      { cause: error },
    );
  } finally {
    client.disconnect();
  }
}

const postgres = (connectionString: string) => ({ connectionString, max: CONNECTIONS, schema: 'bullmq' });

function redis(address: string) {
  const url = new URL(address);
  return {
    host: url.hostname,
    port: Number(url.port || 6379),
    db: Number(url.pathname.slice(1) || 0),
    ...(url.username && { username: decodeURIComponent(url.username) }),
    ...(url.password && { password: decodeURIComponent(url.password) }),
    ...(url.protocol === 'rediss:' && { tls: {} }),
    maxRetriesPerRequest: null,
  } satisfies WorkerOptions['connection'];
}
