import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../kernel/clock.js';
import { Links } from '../kernel/crypto/links.js';
import { Refusal } from '../kernel/refusal.js';

const PURPOSE = 'set-up';

/** There is no community yet that the link could lead to. */
const NOTHING_YET = '00000000-0000-0000-0000-000000000000';

const FRESH_HOURS = 24;

/** The link printed at the first start. It lasts until it is used, however often the program is restarted. */
@Injectable()
export class SetupLink {
  constructor(
    private readonly dataSource: DataSource,
    private readonly links: Links,
    private readonly clock: Clock,
  ) {}

  /** The token while nobody works here; undefined once somebody does. */
  current(): Promise<string | undefined> {
    return this.dataSource.transaction(async (tx) => {
      // Two processes that start together print the same link.
      await tx.query('select pg_advisory_xact_lock(2001)');
      const [found] = await tx.query<{ somebody: boolean; link: string | null }[]>(
        `select exists (select from account) as somebody,
                (select id from link where purpose = $1 and revoked_at is null and (expires_at is null or expires_at > $2) limit 1) as link`,
        [PURPOSE, this.clock.now().toString()],
      );
      if (found?.somebody) return undefined;
      if (found?.link) return this.links.token(found.link);
      return (await this.links.create(tx, { purpose: PURPOSE, subject: NOTHING_YET })).token;
    });
  }

  /**
   * Another community on the same installation: a link that opens once, within a day. It takes the place of every
   * set-up link that was not used. Runs in the caller's transaction.
   */
  async fresh(tx: EntityManager): Promise<string> {
    const now = this.clock.now();
    await tx.query('select pg_advisory_xact_lock(2001)');
    await tx.query('update link set revoked_at = $2 where purpose = $1 and revoked_at is null', [
      PURPOSE,
      now.toString(),
    ]);
    const expiresAt = now.add({ hours: FRESH_HOURS });
    return (await this.links.create(tx, { purpose: PURPOSE, subject: NOTHING_YET, expiresAt })).token;
  }

  async opens(token: string): Promise<boolean> {
    const link = await this.links.find(this.dataSource.manager, token, PURPOSE);
    return link !== undefined && link.revokedAt === null && !this.past(link.expiresAt);
  }

  /** Uses it up, once and for one caller; answers with the moment of set-up. */
  async use(tx: EntityManager, token: string): Promise<Temporal.Instant> {
    const now = this.clock.now();
    const link = await this.links.find(tx, token, PURPOSE);
    if (!link)
      throw new Refusal('not-found', {
        field: 'token',
        message: 'This is not the set-up link. It is printed where Changeover was started.',
      });
    if (this.past(link.expiresAt) || !(await this.links.revoke(tx, link.id, now)))
      throw new Refusal('gone', {
        field: 'token',
        message: 'This link was used, or is too old. `changeover set-up-link` prints another one.',
      });
    return now;
  }

  private past(expiresAt: Temporal.Instant | null): boolean {
    return expiresAt !== null && expiresAt.epochMilliseconds <= this.clock.now().epochMilliseconds;
  }
}
