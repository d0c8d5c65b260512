import { Inject, Injectable, type OnApplicationShutdown, type OnModuleDestroy } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import { DataSource } from 'typeorm';
import { Clock } from '../kernel/clock.js';
import { CARRIER, type Channel } from './channels/channel.js';
import { Claims, type Claimed } from './claims.js';
import { MailTrouble } from './mail-trouble.js';
import { Outcomes } from './outcomes.js';
import { Slots } from './slots.js';
import { Supply } from './supply.js';

/**
 * Messages that a process has handed to the next server and not written down yet, at most: so many a crash can repeat,
 * under the same Message-ID. Nothing is ever lost.
 */
export const AT_ONCE = 64;

/** So long a stop may take to reach what is claimed; and an erasure, or a stop while no server answers. */
const STOP_MS = 20;
const WATCH_MS = 200;

/** After a run that failed: twice as long each time. */
const AGAIN_MS = 500;
const LONGEST_PAUSE_MS = 30_000;

/** Sends what is ready. Any number of processes may do so at once. */
@Injectable()
export class Deliveries implements OnModuleDestroy, OnApplicationShutdown {
  private running: Promise<number> | undefined;
  /** Whether somebody asked for another look, and the moment that they gave at the latest. */
  private asked: { from: Temporal.Instant | undefined } | undefined;
  private supply: Supply | undefined;
  private closing = false;
  private again: NodeJS.Timeout | undefined;
  /** In a row, without anything sent between them. */
  private failures = 0;
  private lookedAt = 0;

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly claims: Claims,
    @Inject(CARRIER) private readonly channel: Channel,
    private readonly trouble: MailTrouble,
  ) {}

  /**
   * Claims and sends until nothing is ready any more; answers how many messages were accepted. Whoever asks while it
   * runs waits for the same run, which looks once more. After a restore nothing of a community is sent until one of
   * its leads says so.
   * @param from not earlier, whatever the clock says; it is asked again before each look
   */
  run(from?: Temporal.Instant): Promise<number> {
    this.asked = { from: later(this.asked?.from, from) };
    return (this.running ??= this.rounds());
  }

  /**
   * For whoever rings: a run that is under way looks once more, and nobody waits for it. One that fails is begun again
   * after a moment: a database that was away for a second does not cost the minute until the next sweep.
   */
  async wake(): Promise<void> {
    const running = this.running !== undefined;
    const run = this.run();
    if (running) {
      run.catch(() => undefined); // told by whoever began it
      return;
    }
    clearTimeout(this.again);
    try {
      await run;
    } catch (error) {
      if (!this.closing) this.wakeLater(Math.min(AGAIN_MS * 2 ** this.failures++, LONGEST_PAUSE_MS));
      throw error;
    }
  }

  /** What was handed over is written down; what only was claimed is given back. */
  onModuleDestroy(): void {
    this.closing = true;
    clearTimeout(this.again);
    this.supply?.stop();
  }

  /** After the workers have finished what they were sending. */
  async onApplicationShutdown(): Promise<void> {
    await this.channel.close?.();
  }

  private wakeLater(ms: number): void {
    this.again = setTimeout(() => {
      this.wake().catch(() => undefined); // the same that was told already
    }, ms).unref();
  }

  private async rounds(): Promise<number> {
    let sent = 0;
    try {
      while (this.asked && !this.closing) {
        const { from } = this.asked;
        this.asked = undefined;
        sent += await this.round(from);
      }
      return sent;
    } finally {
      this.running = this.asked = undefined;
    }
  }

  private async round(from: Temporal.Instant | undefined): Promise<number> {
    const at = (): Temporal.Instant => later(from, this.clock.now())!;
    const supply = new Supply((most) => this.claim(at(), most));
    const outcomes = new Outcomes(this.dataSource, this.claims, this.trouble, this.channel.name, at);
    this.supply = supply;
    outcomes.afterEach = () => this.callOffStopped(supply);
    let looking = Promise.resolve();
    const watch = setInterval(() => {
      looking = looking.then(() => this.callOff(supply));
    }, WATCH_MS);
    const { handful, atOnce = AT_ONCE } = this.channel;
    const slots = new Slots(atOnce);
    const lanes = Math.max(1, Math.floor(AT_ONCE / handful));
    // All of them end before this does: nothing is still going out when somebody believes that it is over.
    const ends = await Promise.allSettled(
      Array.from({ length: lanes }, () => this.lane({ supply, slots, outcomes, at })),
    );
    clearInterval(watch);
    await looking;
    if (outcomes.count > 0) this.failures = 0;
    const left = await supply.left();
    await this.giveBack(left);
    for (const end of ends) if (end.status === 'rejected') throw end.reason;
    // A refusal may have opened another way, and the first yes after a trouble lets go of what waited for it.
    if ((outcomes.count > 0 || left.length > 0) && !supply.stopped) this.asked ??= { from };
    return outcomes.accepted;
  }

  private async claim(now: Temporal.Instant, most: number): Promise<{ looked: number; claimed: Claimed[] }> {
    try {
      const claim = await this.dataSource.transaction((tx) => this.claims.take(tx, now, most));
      this.claims.hold(claim.claimed);
      return claim;
    } catch (error) {
      // It may have been committed, and only the answer was lost: then it is leased to a life that is over now.
      this.claims.lost();
      throw error;
    }
  }

  private async callOffStopped(supply: Supply): Promise<void> {
    const at = performance.now();
    if (supply.waiting.length === 0 || at - this.lookedAt < STOP_MS) return;
    this.lookedAt = at;
    if (await this.claims.areCalledOff(this.dataSource.manager, supply.waiting)) await this.callOff(supply);
  }

  /** What a lead stops or pauses, and whom somebody erases, is reached until it is handed over. */
  private async callOff(supply: Supply): Promise<void> {
    if (supply.waiting.length === 0) return;
    try {
      const off = await this.claims.calledOff(this.dataSource.manager, supply.waiting);
      await this.giveBack(supply.withdraw(off));
    } catch {
      // The database is away: nothing is handed over before it is back, and then this looks again.
    }
  }

  private async giveBack(claimed: Claimed[]): Promise<void> {
    if (claimed.length === 0) return;
    try {
      await this.dataSource.transaction((tx) => this.claims.giveBack(tx, claimed));
    } catch (error) {
      // It is leased to us still, and we have forgotten it: from now on it is nobody's.
      this.claims.lost();
      throw error;
    }
  }

  /** One message, or a handful, at a time: the next is handed over once it is written down what became of the last. */
  private async lane({ supply, slots, outcomes, at }: Lane): Promise<void> {
    for (;;) {
      const part: Claimed[] = [];
      try {
        const results = await slots.use(async () => {
          const next = await supply.next(this.channel.handful);
          part.push(...next.filter((one) => this.claims.holds(one, at())));
          supply.putBack(next.filter((one) => !part.includes(one)));
          if (part.length > 0) return this.channel.send(part.map(({ message }) => message));
          return next.length > 0 ? [] : null;
        });
        if (results === null) return;
        if (results.length > 0) await outcomes.write(part, results);
      } catch (error) {
        // Nobody knows what became of it: from now on it is nobody's, and goes again.
        if (part.length > 0) this.claims.lost();
        supply.stop();
        throw error;
      } finally {
        this.claims.landed(part);
      }
      if (outcomes.inVain >= AT_ONCE) supply.stop();
    }
  }
}

interface Lane {
  supply: Supply;
  slots: Slots;
  outcomes: Outcomes;
  at: () => Temporal.Instant;
}

function later(
  a: Temporal.Instant | undefined,
  b: Temporal.Instant | undefined,
): Temporal.Instant | undefined {
  return a && b ? (Temporal.Instant.compare(a, b) < 0 ? b : a) : (a ?? b);
}
