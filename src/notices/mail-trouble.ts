import { Injectable, Logger } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import { DataSource, type EntityManager } from 'typeorm';
import type { Result } from './channels/channel.js';
import { OURS, OURS_FOR_ONE } from './channels/refusal.rules.js';
import { Plugged } from './plugged.js';

/** A server that does not answer once is restarted; twice, somebody looks. What it refuses is told at once. */
const SILENCES = 2;

/** Our own mail server, or our sender, is wrong: host and leads hear of it once; what waits goes once it carries. */
@Injectable()
export class MailTrouble {
  private readonly log = new Logger('mail');
  private stands = false;
  private askedAt = 0;

  constructor(
    private readonly dataSource: DataSource,
    private readonly plugged: Plugged,
  ) {}

  /** What became of one batch, after it was written down. One message that is refused among others is no trouble. */
  async look(rows: { id: string; result: Result }[], now: Temporal.Instant): Promise<void> {
    if (rows.some(({ result }) => result.is === 'accepted')) return this.carries(now);
    const ours = rows.flatMap(({ id, result }) =>
      result.is === 'later' && result.ours ? [{ id, reason: result.reason }] : [],
    );
    const [first] = ours;
    if (!first) return;
    const silent = first.reason.includes('does not answer');
    const rolloutIds = await this.dataSource.query<{ id: string }[]>(
      `select distinct rollout_id as id from delivery
        where id = any ($1) and attempts >= $2 and rollout_id is not null order by 1`,
      [ours.map(({ id }) => id), silent ? SILENCES : 1],
    );
    if (rolloutIds.length === 0) return;
    const trouble = `${first.reason.charAt(0).toUpperCase()}${first.reason.slice(1)}.`;
    if (!this.stands) this.log.error(`${trouble} Messages wait. Look at SMTP_URL and MAIL_FROM.`);
    this.stands = true;
    await this.dataSource.transaction((tx) =>
      this.plugged.mail(tx, {
        about: 'server',
        trouble: {
          rolloutIds: rolloutIds.map(({ id }) => id),
          text: `${trouble} Messages wait and are tried again by themselves. Whoever hosts this must look at it.`,
        },
      }),
    );
  }

  /** Another process may have told of a trouble: that is asked once a minute, not for every batch. */
  private async carries(now: Temporal.Instant): Promise<void> {
    if (!this.stands && Math.abs(now.epochMilliseconds - this.askedAt) < 60_000) return;
    this.askedAt = now.epochMilliseconds;
    const mended = await this.dataSource.transaction((tx) =>
      this.plugged.mail(tx, { about: 'server', trouble: null }),
    );
    if (!mended && !this.stands) return;
    this.stands = false;
    this.log.log('The mail server carries again. What waited for it goes now.');
    await this.dataSource.transaction((tx) => this.letGo(tx, now, { carries: true }));
  }

  /**
   * What waits for our own server is tried now: a start brought another configuration, perhaps. Where it `carries`
   * others, what it minded in one message or reader it still minds: that keeps its own growing pauses.
   */
  async letGo(
    tx: EntityManager,
    now: Temporal.Instant,
    { carries = false }: { carries?: boolean } = {},
  ): Promise<void> {
    await tx.query(
      `update delivery set not_before = $1
        where state = 'failed' and not_before > $1 and starts_with(reason, $2) and not ($3 and starts_with(reason, $4))`,
      [now.toString(), OURS, carries, OURS_FOR_ONE],
    );
  }
}
