import { Injectable } from '@nestjs/common';
import { Interval, Timeout } from '@nestjs/schedule';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { defineJob, Handles } from '../kernel/jobs/job.js';
import { Clock } from '../kernel/clock.js';
import { ByHand } from './by-hand.service.js';
import { MailTrouble } from './mail-trouble.js';
import { Deliveries } from './deliveries.service.js';

/** Something may be ready. What, stands in the ledger. */
export const deliver = defineJob('notices.deliver', z.object({}));

@Injectable()
export class NoticeJobs {
  constructor(
    private readonly deliveries: Deliveries,
    private readonly byHand: ByHand,
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly trouble: MailTrouble,
  ) {}

  /**
   * A worker starts: it may have another configuration, so what waited for that is tried at once; and another one may
   * have died in the middle, whose rings nobody hears any more.
   */
  @Timeout(0)
  async begin(): Promise<void> {
    await this.dataSource.transaction((tx) => this.trouble.letGo(tx, this.clock.now()));
    await this.sweep();
  }

  @Handles(deliver)
  async deliver(): Promise<void> {
    await this.deliveries.wake();
  }

  /** What waited for its moment, what is tried again, and every ring that was lost. */
  @Interval(60_000)
  async sweep(): Promise<void> {
    await this.deliveries.wake();
  }

  /** New rows find a teller within the quarter of an hour; what was shown for 3 days goes to another. */
  @Interval(15 * 60_000)
  async handOut(): Promise<void> {
    await this.dataSource.transaction((tx) => this.byHand.assignAll(tx, this.clock.now()));
  }
}
