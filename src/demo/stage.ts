import { Temporal } from 'temporal-polyfill';
import type { DataSource } from 'typeorm';
import type { TestClock } from '../kernel/clock.js';
import { moment } from '../kernel/database/columns.js';

type Act = () => Promise<void>;

interface Planned {
  at: Temporal.Instant;
  who: string;
  order: number;
  act: Act;
}

const everyMinutes = 60;

/**
 * Time in the demo. It steps to whatever comes next: something that the product wants to do, or somebody's plan to
 * do something. Between two steps nothing can happen, so 30 weeks take a minute.
 */
export class Stage {
  private readonly plans: Planned[] = [];
  private order = 0;

  constructor(
    readonly clock: TestClock,
    private readonly dataSource: Pick<DataSource, 'query'>,
    /** What the program does by itself every minute. */
    private readonly heartbeat: Act,
  ) {}

  get now(): Temporal.Instant {
    return this.clock.now();
  }

  /** Somebody plans to do something; a moment that has passed is now. In one moment people act in the order of their names. */
  plan(at: Temporal.Instant, act: Act, who = ''): void {
    const when = Temporal.Instant.compare(at, this.now) < 0 ? this.now : at;
    this.plans.push({ at: when, who, order: this.order++, act });
  }

  in(hours: number, act: Act, who = ''): void {
    this.plan(this.now.add({ minutes: Math.round(hours * 60) }), act, who);
  }

  /** Plays until `end`, or until `over` says that all is done. */
  async play(
    end: Temporal.Instant,
    over: () => boolean,
    seen: (now: Temporal.Instant) => void,
  ): Promise<void> {
    for (;;) {
      const product = await this.product();
      const next = earliest([product.next, this.nextPlan()]);
      if (over() || !next || Temporal.Instant.compare(next, end) > 0) return;
      if (Temporal.Instant.compare(next, this.now) > 0) this.clock.set(next);
      if (product.waits || product.next?.equals(next)) await this.heartbeat();
      for (const plan of this.duePlans()) await plan.act();
      seen(this.now);
    }
  }

  private nextPlan(): Temporal.Instant | undefined {
    return earliest(this.plans.map((plan) => plan.at));
  }

  private duePlans(): Planned[] {
    const due = this.plans.filter((plan) => Temporal.Instant.compare(plan.at, this.now) <= 0);
    for (const plan of due) this.plans.splice(this.plans.indexOf(plan), 1);
    return due.toSorted(
      (a, b) => Temporal.Instant.compare(a.at, b.at) || a.who.localeCompare(b.who) || a.order - b.order,
    );
  }

  /**
   * When the program would find something to do, and whether something waits already: what people did since it
   * last looked. It looks every minute; here every hour is enough.
   */
  private async product(): Promise<{ waits: boolean; next: Temporal.Instant | undefined }> {
    const [row] = await this.dataSource.query<{ waits: boolean; due: Date | null; ready: Date | null }[]>(
      `select exists (select from occurrence where state = 'planned' and due_at <= $1)
                or exists (select from delivery where state in ('queued', 'failed') and not_before <= $1) waits,
              (select min(due_at) from occurrence where state = 'planned' and due_at > $1) due,
              (select min(not_before) from delivery where state in ('queued', 'failed') and not_before > $1) ready`,
      [this.now.toString()],
    );
    const next = earliest([row?.due, row?.ready].map((date) => (date ? moment(date) : undefined)));
    const at = next?.round({ smallestUnit: 'minute', roundingIncrement: everyMinutes, roundingMode: 'ceil' });
    return { waits: row?.waits ?? true, next: at };
  }
}

function earliest(moments: (Temporal.Instant | undefined)[]): Temporal.Instant | undefined {
  return moments.reduce(
    (a, b) => (a && b ? (Temporal.Instant.compare(a, b) <= 0 ? a : b) : (a ?? b)),
    undefined,
  );
}
