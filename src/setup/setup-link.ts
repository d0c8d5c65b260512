import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../kernel/clock.js';
import { Links } from '../kernel/crypto/links.js';
import { Refusal } from '../kernel/refusal.js';

const PURPOSE = 'set-up';

/** There is no community yet that the link could lead to. */
const NOTHING_YET = '00000000-0000-0000-0000-000000000000';

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
                (select id from link where purpose = $1 and revoked_at is null limit 1) as link`,
        [PURPOSE],
      );
      if (found?.somebody) return undefined;
      if (found?.link) return this.links.token(found.link);
      return (await this.links.create(tx, { purpose: PURPOSE, subject: NOTHING_YET })).token;
    });
  }

  async opens(token: string): Promise<boolean> {
    const link = await this.links.find(this.dataSource.manager, token, PURPOSE);
    return link !== undefined && link.revokedAt === null;
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
    if (!(await this.links.revoke(tx, link.id, now)))
      throw new Refusal('gone', {
        field: 'token',
        message: 'This link was used: the community is set up already.',
      });
    return now;
  }
}
