import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../kernel/clock.js';
import { Config } from '../kernel/config.js';
import { moment } from '../kernel/database/columns.js';
import { MasterKey } from '../kernel/crypto/master-key.js';
import { noteBeat, notedBeat } from './beat-note.js';

/** Nothing of a community that speaks goes out until one of its leads says so. */
export interface Hold {
  since: Temporal.Instant;
  reason: string;
}

/**
 * Written by every tick. A heart that stood still for a day, that beats under another data folder than the one that
 * the database knows, or that beat later than the database remembers, means a restored or copied database: it may have
 * sent already what it thinks is due. So
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
    const noted = await notedBeat(this.config.dataDir);
    // Ten minutes: a standby that took over may lack the last beats, and has lost next to nothing.
    const [beat] = await this.dataSource.query<[{ at: Date }]>(
      `with before as (
         select mark <> $1 as moved, heartbeat_at < $2::timestamptz - interval '24 hours' as stood_still,
                coalesce(heartbeat_at < $3::timestamptz - interval '10 minutes', false) as put_back
           from installation
       ), beat as (
         insert into installation (mark, heartbeat_at) values ($1, $2)
         on conflict (only_row) do update
           set mark = $1, heartbeat_at = greatest(installation.heartbeat_at, $2)
         returning heartbeat_at
       ), held as (
         insert into hold (community_id, since, reason)
         select id, $2, case when moved then 'this database comes from another installation'
                             when stood_still then 'nothing ran here for more than 24 hours'
                             else 'this database was put back to an earlier moment' end
           from before cross join community where moved or stood_still or put_back
         on conflict do nothing
       )
       select heartbeat_at as at from beat`,
      [this.mark, now.toString(), noted?.toString() ?? null],
    );
    await noteBeat(this.config.dataDir, moment(beat.at));
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
