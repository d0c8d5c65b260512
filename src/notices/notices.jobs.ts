import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
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
export class NoticeJobs implements OnApplicationBootstrap {
  constructor(
    private readonly deliveries: Deliveries,
    private readonly byHand: ByHand,
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly trouble: MailTrouble,
  ) {}

  /** Whoever mends the configuration starts anew: what waited for it is tried at once. */
  async onApplicationBootstrap(): Promise<void> {
    await this.dataSource.transaction((tx) => this.trouble.letGo(tx, this.clock.now()));
  }

  @Handles(deliver)
  async deliver(): Promise<void> {
    await this.deliveries.run();
  }

  /** What waited for its moment, what is tried again, and every ring that was lost. */
  @Interval(60_000)
  async sweep(): Promise<void> {
    await this.deliveries.run();
  }

  /** New rows find a teller within the quarter of an hour; what was shown for 3 days goes to another. */
  @Interval(15 * 60_000)
  async handOut(): Promise<void> {
    await this.dataSource.transaction((tx) => this.byHand.assignAll(tx, this.clock.now()));
  }
}
