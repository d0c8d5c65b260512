import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';

/** Sends what is ready. */
@Injectable()
export class Deliveries {
  /** Claims and sends in batches until nothing is ready any more; answers how many messages left. */
  async run(_now: Temporal.Instant): Promise<number> {
    throw new Error('not built yet');
  }
}
