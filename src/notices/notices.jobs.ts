import { Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { z } from 'zod';
import { defineJob, Handles } from '../kernel/jobs/job.js';
import { Deliveries } from './deliveries.service.js';

/** Something may be ready. What, stands in the ledger. */
export const deliver = defineJob('notices.deliver', z.object({}));

@Injectable()
export class NoticeJobs {
  constructor(private readonly deliveries: Deliveries) {}

  @Handles(deliver)
  async deliver(): Promise<void> {
    await this.deliveries.run();
  }

  /** What waited for its moment, what is tried again, and every ring that was lost. */
  @Interval(60_000)
  async sweep(): Promise<void> {
    await this.deliveries.run();
  }
}
