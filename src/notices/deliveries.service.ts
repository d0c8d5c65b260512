import { Inject, Injectable, type OnApplicationShutdown, type OnModuleDestroy } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import { DataSource } from 'typeorm';
import { Clock } from '../kernel/clock.js';
import { CARRIER, type Channel } from './channels/channel.js';
import { Claims } from './claims.js';
import { calledOff } from './hold.writes.js';
import { MailTrouble } from './mail-trouble.js';
import { Outcomes } from './outcomes.js';
import { Supply } from './supply.js';

/**
 * Messages that a process has handed to the next server and not written down yet, at most: so many a crash can repeat,
 * under the same Message-ID. Nothing is ever lost.
 */
export const AT_ONCE = 64;

/** So long a stop may take to reach what is claimed. */
const STOP_MS = 50;

/** Sends what is ready. Any number of processes may do so at once. */
@Injectable()
export class Deliveries implements OnModuleDestroy, OnApplicationShutdown {
  private running: Promise<number> | undefined;
  /** Whether somebody asked for another look, and the moment that they gave at the latest. */
  private asked: { from: Temporal.Instant | undefined } | undefined;
  private supply: Supply | undefined;
  private closing = false;
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

  /** For whoever rings: a run that is under way looks once more, and nobody waits for it. */
  async wake(): Promise<void> {
    const running = this.running !== undefined;
    const run = this.run();
    if (!running) await run;
    else run.catch(() => undefined); // told by whoever began it
  }

  /** What was handed over is written down; what only was claimed is given back. */
  onModuleDestroy(): void {
    this.closing = true;
    this.supply?.stop();
  }

  /** After the workers have finished what they were sending. */
  async onApplicationShutdown(): Promise<void> {
    await this.channel.close?.();
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
    const supply = new Supply((most) =>
      this.dataSource.transaction((tx) => this.claims.take(tx, at(), most)),
    );
    const outcomes = new Outcomes(this.dataSource, this.claims, this.trouble, this.channel.name, at);
    this.supply = supply;
    outcomes.afterEach = () => this.callOff(supply);
    const lanes = Math.max(1, Math.floor(AT_ONCE / this.channel.handful));
    // All of them end before this does: nothing is still going out when somebody believes that it is over.
    const ends = await Promise.allSettled(
      Array.from({ length: lanes }, () => this.lane(supply, outcomes, at)),
    );
    const left = supply.left();
    if (left.length > 0) await this.dataSource.transaction((tx) => this.claims.giveBack(tx, left));
    for (const end of ends) if (end.status === 'rejected') throw end.reason;
    // A refusal may have opened another way, and the first yes after a trouble lets go of what waited for it.
    if ((outcomes.count > 0 || left.length > 0) && !supply.stopped) this.asked ??= { from };
    return outcomes.accepted;
  }

  /** A lead may stop or pause what is claimed: nothing that was not handed over goes out. */
  private async callOff(supply: Supply): Promise<void> {
    const { notices } = supply;
    const at = performance.now();
    if (notices.length === 0 || at - this.lookedAt < STOP_MS) return;
    this.lookedAt = at;
    const off = await calledOff(this.dataSource.manager, notices);
    if (off.length === 0) return;
    const withdrawn = supply.withdraw(off);
    await this.dataSource.transaction((tx) => this.claims.callOff(tx, withdrawn, off));
  }

  /** One message, or a handful, at a time: the next is handed over once it is written down what became of the last. */
  private async lane(supply: Supply, outcomes: Outcomes, at: () => Temporal.Instant): Promise<void> {
    for (;;) {
      const part = await supply.next(this.channel.handful);
      if (part.length === 0) return;
      const ours = part.filter((one) => this.claims.holds(one, at()));
      supply.putBack(part.filter((one) => !ours.includes(one)));
      if (ours.length === 0) continue;
      try {
        await outcomes.write(ours, await this.channel.send(ours.map(({ message }) => message)));
      } catch (error) {
        // Nobody knows what became of it: from now on it is nobody's, and goes again.
        await this.claims.lost();
        supply.stop();
        throw error;
      } finally {
        this.claims.landed(ours);
      }
      if (outcomes.inVain >= AT_ONCE) supply.stop();
    }
  }
}

function later(
  a: Temporal.Instant | undefined,
  b: Temporal.Instant | undefined,
): Temporal.Instant | undefined {
  return a && b ? (Temporal.Instant.compare(a, b) < 0 ? b : a) : (a ?? b);
}
