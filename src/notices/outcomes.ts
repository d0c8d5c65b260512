import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { DataSource } from 'typeorm';
import { describeError } from '../kernel/log.js';
import { domainOf } from './channels/address.rules.js';
import type { Channel, Result } from './channels/channel.js';
import type { Claimed, Claims } from './claims.js';
import type { MailTrouble } from './mail-trouble.js';
import { record, recordAccepted, type Outcome } from './outcome.writes.js';
import type { Receiver } from './pace.service.js';

/** So long a database may be away, restarted or replaced, before what was sent is forgotten and sent again. */
const TRIES = 200;
const LONGEST_PAUSE_MS = 5000;
/** So long what comes in waits for company. The lanes that wait with it are few enough not to hold up the others. */
const TOGETHER_MS = 5;

/**
 * Writes down what became of what was sent: all that comes in while one write is under way shares the next. A server's
 * yes is remembered until the database has it, however long that is away.
 */
export class Outcomes {
  accepted = 0;
  /** How many were written down. */
  count = 0;
  /** So many in a row found our own mail server wrong: nothing else would fare better now. */
  inVain = 0;
  /** Called after each write, once for all that shared it. */
  afterEach: () => Promise<void> = () => Promise.resolve();
  private writtenAt = 0;
  private readonly log = new Logger('notices');
  private waiting: Outcome[] = [];
  private next: Promise<void> | undefined;
  private last: Promise<void> = Promise.resolve();

  constructor(
    private readonly dataSource: DataSource,
    private readonly claims: Claims,
    private readonly trouble: MailTrouble,
    private readonly channel: Channel['name'],
    private readonly now: () => Temporal.Instant,
  ) {}

  /** Resolves once it is written down. */
  write(claimed: Claimed[], results: Result[]): Promise<void> {
    claimed.forEach(({ message, rows, life }, i) => {
      const result = results[i]!;
      this.waiting.push({ rows, messageId: message.messageId, result, life, to: message.to });
      if (result.is === 'accepted') this.accepted++;
      this.count++;
      this.inVain = result.is === 'later' && result.ours ? this.inVain + 1 : 0;
    });
    this.next ??= this.after(this.last);
    this.last = this.next;
    return this.next;
  }

  private async after(previous: Promise<void>): Promise<void> {
    await previous.catch(() => undefined);
    // A write costs as much for one as for twenty: a moment later it is twenty.
    const rest = TOGETHER_MS - (performance.now() - this.writtenAt);
    if (rest > 0) await sleep(rest);
    this.writtenAt = performance.now();
    this.next = undefined;
    const outcomes = this.waiting;
    this.waiting = [];
    const now = this.now();
    const kept = await this.persist(outcomes, now);
    // Somebody else holds what we sent: they believe that we are dead. Nothing more is sent under the old lease.
    if (!kept) this.claims.lost();
    await this.afterEach();
    await this.trouble.look(
      outcomes.flatMap(({ rows, result }) => rows.map((id) => ({ id, result }))),
      now,
    );
  }

  private async persist(outcomes: Outcome[], now: Temporal.Instant): Promise<boolean> {
    for (let tried = 1; ; tried++) {
      try {
        const all = outcomes.every(({ result }) => result.is === 'accepted');
        if (all) return await recordAccepted(this.dataSource.manager, outcomes, this.channel, now);
        return await this.dataSource.transaction(async (tx) => {
          const held = await record(tx, outcomes, this.channel, now);
          // Rows before paces, as whoever claims locks them.
          await this.claims.slowDown(tx, slower(outcomes), now);
          return held;
        });
      } catch (error) {
        if (tried === 1)
          this.log.warn(`What was sent could not be written down yet: ${describeError(error)}`);
        if (tried >= TRIES) throw error;
        await sleep(Math.min(50 * 2 ** tried, LONGEST_PAUSE_MS));
      }
    }
  }
}

/** Who said “not now” to several of ours said it once. */
function slower(outcomes: Outcome[]): Receiver[] {
  const asked = outcomes.flatMap(({ result, to }) =>
    result.is === 'later' && result.slower ? [result.slower === 'domain' ? domainOf(to) : ''] : [],
  );
  return [...new Set(asked)].map((domain) => (domain === '' ? 'everybody' : { domain }));
}
