import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import { DataSource } from 'typeorm';
import { Clock } from '../kernel/clock.js';
import { CARRIER, type Channel } from './channels/channel.js';
import { Claims, type Claim } from './claims.js';
import { MailTrouble } from './mail-trouble.js';
import { record } from './outcome.writes.js';

/** Sends what is ready. Any number of processes may do so at once. */
@Injectable()
export class Deliveries implements OnApplicationShutdown {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly claims: Claims,
    @Inject(CARRIER) private readonly channel: Channel,
    private readonly trouble: MailTrouble,
  ) {}

  /**
   * Claims and sends in small batches until nothing is ready any more; answers how many messages were accepted.
   * Between a server's yes and our commit a crash repeats the messages of one batch, under the same Message-ID;
   * nothing is ever lost. After a restore nothing of a community is sent until one of its leads says so.
   * @param now at least; a long run looks at the clock again before each batch
   */
  async run(now: Temporal.Instant = this.clock.now()): Promise<number> {
    for (let sent = 0; ;) {
      const at = latest(now, this.clock.now());
      const claim = await this.dataSource.transaction((tx) => this.claims.take(tx, at));
      if (claim.looked === 0) return sent;
      if (claim.messages.length === 0) continue;
      try {
        sent += await this.send(claim, at);
      } finally {
        this.claims.landed(claim);
      }
    }
  }

  private async send(claim: Claim, at: Temporal.Instant): Promise<number> {
    const results = await this.channel.send(claim.messages);
    const rows = claim.messages.flatMap((message, index) =>
      claim.rowsOf.get(message)!.map((id) => ({ id, result: results[index]! })),
    );
    const now = latest(at, this.clock.now());
    await this.dataSource.transaction((tx) => record(tx, rows, this.channel.name, now));
    await this.trouble.look(rows, now);
    return results.filter(({ is }) => is === 'accepted').length;
  }

  /** After the workers have finished what they were sending. */
  async onApplicationShutdown(): Promise<void> {
    await this.channel.close?.();
  }
}

const latest = (a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant =>
  Temporal.Instant.compare(a, b) < 0 ? b : a;
