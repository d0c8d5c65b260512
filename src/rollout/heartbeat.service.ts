import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../kernel/clock.js';
import { Config } from '../kernel/config.js';
import { moment } from '../kernel/database/columns.js';
import { MasterKey } from '../kernel/crypto/master-key.js';

export interface Heartbeat {
  beatAt: Temporal.Instant | null;
  /** Nothing that speaks goes out until a lead or the host says so. */
  heldSince: Temporal.Instant | null;
  reason: string | null;
}

interface Row {
  heartbeat_at: Date | null;
  held_since: Date | null;
  held_reason: string | null;
  mark: string | null;
}

/**
 * Written by every tick. A heart that stood still for a day, or that beats under another data folder than the one
 * that the database knows, means a restored or copied database: it may have sent already what it thinks is due.
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

  async beat(now: Temporal.Instant): Promise<Heartbeat> {
    await this.dataSource.query(
      `insert into installation (mark, heartbeat_at) values ($1, $2)
       on conflict (only_row) do update set
         held_since = coalesce(installation.held_since, case
           when installation.mark <> $1 or installation.heartbeat_at < $2::timestamptz - interval '24 hours' then $2 end),
         held_reason = coalesce(installation.held_reason, case
           when installation.mark <> $1 then 'this database comes from another installation'
           when installation.heartbeat_at < $2::timestamptz - interval '24 hours'
             then 'nothing ran here for more than 24 hours' end),
         mark = $1, heartbeat_at = greatest(installation.heartbeat_at, $2)`,
      [this.mark, now.toString()],
    );
    return this.read();
  }

  async read(): Promise<Heartbeat> {
    const [row] = await this.dataSource.query<Row[]>(
      'select heartbeat_at, held_since, held_reason, mark from installation',
    );
    return {
      beatAt: row?.heartbeat_at ? moment(row.heartbeat_at) : null,
      heldSince: row?.held_since ? moment(row.held_since) : null,
      reason: row?.held_reason ?? null,
    };
  }

  /** Somebody looked and says: go on. What is late by now is judged by its own grace. */
  async release(tx: EntityManager): Promise<void> {
    await tx.query('update installation set held_since = null, held_reason = null');
  }
}
