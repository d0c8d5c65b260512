import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import pg from 'pg';
import { Database } from './database.js';

/** The server notices within a minute that a machine behind the network is gone. Sockets on one machine need none. */
const PROBES = `set tcp_keepalives_idle = 30; set tcp_keepalives_interval = 10; set tcp_keepalives_count = 3`;

/** And so do we, whatever the network keeps to itself. */
const PULSE_MS = 20_000;
const PATIENCE_MS = 10_000;

/** The key of the lock that a life holds, as SQL. @param life a column or a parameter, as text */
export const lifeLock = (life: string): string => `hashtextextended('life ' || ${life}, 0)`;

/**
 * Says to all processes that this one lives: a lock held by a connection of its own, which ends with the process,
 * however it ends. What is leased to a life is free the moment it ends, and never before: no clock is asked.
 */
@Injectable()
export class Lifeline implements OnApplicationShutdown {
  private readonly log = new Logger('lifeline');
  private holding: Promise<string> | undefined;
  private client: pg.Client | undefined;
  private current: string | undefined;
  private pulse: NodeJS.Timeout | undefined;
  private ended: Promise<void> | undefined;

  constructor(private readonly database: Database) {}

  /** The id of this life, begun where there is none. After a break it is another: nothing is leased to the old one. */
  begin(): Promise<string> {
    if (this.holding) return this.holding;
    const holding: Promise<string> = this.hold(() => this.holding === holding);
    this.holding = holding;
    holding.catch(() => {
      if (this.holding === holding) this.holding = undefined;
    });
    return holding;
  }

  /** Whether what was leased to this life still is. */
  holds(life: string): boolean {
    return this.current === life;
  }

  /** Lets go at once of whatever is leased. It waits for nobody: a connection that broke may never say that it has ended. */
  break(): void {
    this.ended = this.client?.end().catch(() => undefined);
    clearInterval(this.pulse);
    this.current = this.holding = this.client = undefined;
  }

  async onApplicationShutdown(): Promise<void> {
    this.break();
    await Promise.race([this.ended, sleep(1000, undefined, { ref: false })]);
  }

  /** @param wanted false once somebody let go of it before it began: nobody would ever end it */
  private async hold(wanted: () => boolean): Promise<string> {
    const life = randomUUID();
    const client = new pg.Client({
      ...{ connectionString: this.database.url, application_name: 'changeover lifeline' },
      ...{ keepAlive: true, keepAliveInitialDelayMillis: 10_000 },
      ...{ connectionTimeoutMillis: PATIENCE_MS, query_timeout: PATIENCE_MS },
    });
    client.on('error', () => this.broken(client));
    client.on('end', () => this.broken(client));
    try {
      await client.connect();
      await client.query(PROBES);
      await client.query(`select pg_advisory_lock(${lifeLock('$1::text')})`, [life]);
      if (!wanted()) throw new Error('This life was let go of before it had begun.');
    } catch (error) {
      client.end().catch(() => undefined);
      throw error;
    }
    this.client = client;
    this.current = life;
    this.pulse = setInterval(() => {
      client.query('select 1').catch(() => this.broken(client));
    }, PULSE_MS).unref();
    return life;
  }

  private broken(client: pg.Client): void {
    if (this.client !== client) return;
    this.log.warn('The connection to the database broke: what was about to be sent is looked at anew.');
    this.break();
  }
}
