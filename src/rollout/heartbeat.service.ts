import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../kernel/clock.js';
import { Config } from '../kernel/config.js';
import { moment } from '../kernel/database/columns.js';
import { MasterKey } from '../kernel/crypto/master-key.js';

/** Nothing of a community that speaks goes out until one of its leads says so. */
export interface Hold {
  since: Temporal.Instant;
  reason: string;
}

/**
 * Written by every tick. A heart that stood still for a day, or that beats under another data folder than the one
 * that the database knows, means a restored or copied database: it may have sent already what it thinks is due. So
 * every community is held, and each lets itself go: nobody speaks for another.
 */
@Injectable()
export class HeartbeatService implements OnModuleInit {
  private readonly mark: string;

  constructor(
    private readonly dataSource: DataSource,
    private readonly config: Config,
    private readonly clock: Clock,
    master: MasterKey,
  ) {
    this.mark = master.derive('installation mark').toString('hex').slice(0, 32);
  }

  /** Beats before any bell is heard: what a restored queue rings must find everything held already. */
  async onModuleInit(): Promise<void> {
    if (this.config.ticking && this.config.runsWorkers) await this.beat(this.clock.now());
  }

  /** One statement: who looks after it sees the beat and the holds that it began, or neither. */
  async beat(now: Temporal.Instant): Promise<void> {
    await this.dataSource.query(
      `with before as (
         select mark <> $1 as moved, heartbeat_at < $2::timestamptz - interval '24 hours' as stood_still
           from installation
       ), beat as (
         insert into installation (mark, heartbeat_at) values ($1, $2)
         on conflict (only_row) do update
           set mark = $1, heartbeat_at = greatest(installation.heartbeat_at, $2)
       )
       insert into hold (community_id, since, reason)
       select id, $2, case when moved then 'this database comes from another installation'
                           else 'nothing ran here for more than 24 hours' end
         from before cross join community where moved or stood_still
       on conflict do nothing`,
      [this.mark, now.toString()],
    );
  }

  /** When it beat last; null before it ever did. */
  async beatAt(): Promise<Temporal.Instant | null> {
    const [row] = await this.dataSource.query<{ at: Date | null }[]>(
      'select heartbeat_at as at from installation',
    );
    return row?.at ? moment(row.at) : null;
  }

  async hold(communityId: string): Promise<Hold | null> {
    const [row] = await this.dataSource.query<{ since: Date; reason: string }[]>(
      'select since, reason from hold where community_id = $1',
      [communityId],
    );
    return row ? { since: moment(row.since), reason: row.reason } : null;
  }

  /** Somebody looked and says: go on. What is late by now is judged by its own grace. */
  async release(tx: EntityManager, communityId: string): Promise<void> {
    await tx.query('delete from hold where community_id = $1', [communityId]);
  }
}
