import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { createHmac, randomBytes } from 'node:crypto';
import pg from 'pg';
import { Clock } from '../clock.js';
import { MasterKey } from '../crypto/master-key.js';
import { Database } from '../database/database.js';
import { describeError } from '../log.js';
import { Visitors, type Visitor } from './visitors.js';

/** So many slots hold the counts of an hour, whatever comes: the table never has more rows than twice this. */
const SLOT_BITS = 18;

const CONNECTIONS = 2;

/** A house of unknown size behind one address may do so many times what one visitor may. */
const SHARED = 50;

/** How long after the database failed it is asked again. Until then each process counts for itself. */
const AWAY_MS = 5000;

/**
 * Counts attempts of an hour in PostgreSQL, where all processes see them and a restart forgets none. What is kept is a
 * slot: 18 bits of a hash under a salt of this hour and the key outside the database. Some 16,000 addresses of the
 * old kind fall into each, so it names nobody; with the hour the salt goes too.
 */
@Injectable()
export class RateLimit implements BeforeApplicationShutdown {
  private readonly logger = new Logger(RateLimit.name);
  private readonly key: Buffer;
  private salted: { hour: number; salt: Buffer } | undefined;
  /** What this process counts while the database is away, and the hour of it. */
  private readonly own = new Map<string, number>();
  private awayUntil = 0;
  /** Of its own and made when first needed: whoever holds a transaction open never waits here for another's. */
  private pool: pg.Pool | undefined;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly visitors: Visitors,
    master: MasterKey,
  ) {
    this.key = master.derive('attempts');
  }

  /** Whom a request is counted for. */
  visitor(request: FastifyRequest): Visitor {
    return this.visitors.of(request);
  }

  /**
   * False once `key` (a visitor, a code) has been used more than `perHour` times in this clock hour. What is counted
   * stays counted, whatever becomes of a transaction around it.
   */
  async take(bucket: string, key: string | Visitor, perHour: number): Promise<boolean> {
    const counts = await this.count(namesOf(bucket, key), 1);
    return within(counts, key, (count, times) => count <= perHour * times);
  }

  /** Whether the next would be one too many. Asking counts nothing: for what counts failures only. */
  async isSpent(bucket: string, key: string | Visitor, perHour: number): Promise<boolean> {
    const counts = await this.count(namesOf(bucket, key), 0);
    return !within(counts, key, (count, times) => count < perHour * times);
  }

  /** In how many minutes all counts begin anew, 1 to 60. */
  minutesLeft(): number {
    return 60 - (Math.floor(this.clock.now().epochMilliseconds / 60_000) % 60);
  }

  /** One round trip; the count of each name after `more` was added. While the database is away: of this process alone. */
  private async count(names: string[], more: 0 | 1): Promise<number[]> {
    const hour = Math.floor(this.clock.now().epochMilliseconds / 3_600_000);
    if (performance.now() < this.awayUntil) return this.countHere(hour, names, more);
    try {
      const salt = await this.saltOf(hour);
      const slots = names.map((name) => slotOf(salt, name));
      const rows = await this.query<{ slot: number; count: number }>(
        more === 0
          ? 'select slot, count from attempt where hour = $1 and slot = any ($2)'
          : `with counted as (
               insert into attempt (hour, slot, count)
               select $1, slot, 1 from (select distinct unnest($2::int[]) as slot) s order by slot
               on conflict (hour, slot) do update set count = attempt.count + 1
               returning slot, count)
             select slot, count from counted`,
        [hour, slots],
      );
      const by = new Map(rows.map(({ slot, count }) => [slot, count]));
      return slots.map((slot) => by.get(slot) ?? 0);
    } catch (error) {
      this.awayUntil = performance.now() + AWAY_MS;
      this.logger.warn(
        `attempts are counted by this process alone: the database is away (${describeError(error)})`,
      );
      return this.countHere(hour, names, more);
    }
  }

  private countHere(hour: number, names: string[], more: number): number[] {
    for (const name of this.own.keys()) if (!name.startsWith(`${hour} `)) this.own.delete(name);
    return names.map((name) => {
      const here = `${hour} ${slotOf(this.key, `${hour} ${name}`)}`;
      const count = (this.own.get(here) ?? 0) + more;
      if (more > 0) this.own.set(here, count);
      return count;
    });
  }

  private async query<T extends pg.QueryResultRow>(sql: string, values: unknown[]): Promise<T[]> {
    this.pool ??= new pg.Pool({
      ...{ connectionString: this.database.url, max: CONNECTIONS, allowExitOnIdle: true },
      ...{ idleTimeoutMillis: 30_000, connectionTimeoutMillis: 2000, query_timeout: 2000 },
    }).on('error', () => undefined);
    return (await this.pool.query<T>(sql, values)).rows;
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.pool?.end();
    this.pool = undefined;
  }

  /** Fetched once an hour. Whoever comes first in an hour makes its salt, and clears the hour before away. */
  private async saltOf(hour: number): Promise<Buffer> {
    if (this.salted?.hour === hour) return this.salted.salt;
    const [made] = await this.query<{ salt: Buffer }>(
      'insert into attempt_salt (hour, salt) values ($1, $2) on conflict (hour) do nothing returning salt',
      [hour, randomBytes(16)],
    );
    if (made) {
      await this.query('delete from attempt_salt where hour <> $1', [hour]);
      await this.query('delete from attempt where hour <> $1', [hour]);
    }
    const [row] = made
      ? [made]
      : await this.query<{ salt: Buffer }>('select salt from attempt_salt where hour = $1', [hour]);
    const salt = createHmac('sha256', this.key).update(row!.salt).digest();
    this.salted = { hour, salt };
    return salt;
  }
}

/** The visitor's own piece first; behind an unknown proxy everybody's together, too. */
const namesOf = (bucket: string, key: string | Visitor): string[] =>
  (typeof key === 'string' ? [key] : [key.own, ...(key.shared === undefined ? [] : [key.shared])]).map(
    (one) => `${bucket}\0${one}`,
  );

function within(
  counts: number[],
  key: string | Visitor,
  fits: (count: number, times: number) => boolean,
): boolean {
  const shares = typeof key !== 'string' && key.shared !== undefined;
  return fits(counts[0]!, 1) && (!shares || fits(counts[1]!, SHARED));
}

const slotOf = (salt: Buffer, name: string): number =>
  createHmac('sha256', salt).update(name).digest().readUInt32BE() >>> (32 - SLOT_BITS);

/** "Try again in 12 minutes": what a page says of `minutesLeft`. */
export const inMinutes = (minutes: number): string =>
  minutes === 1 ? 'in a minute' : `in ${minutes} minutes`;
