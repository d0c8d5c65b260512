import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Temporal } from 'temporal-polyfill';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { startApp, type RunningApp } from '../../src/app.js';
import { reportActivity } from '../../src/demo/activity.js';
import { DemoMail } from '../../src/demo/arrivals.js';
import { dayZero, diceOf, gather, type Company, type Sample } from '../../src/demo/company.js';
import { HandBook } from '../../src/demo/hand-book.js';
import { LeadLife } from '../../src/demo/lead-life.js';
import { MemberLife } from '../../src/demo/member-life.js';
import { personas } from '../../src/demo/persona.js';
import { castCircle } from '../../src/demo/play.js';
import { Stage } from '../../src/demo/stage.js';
import { TestClock } from '../../src/kernel/clock.js';
import { Jobs } from '../../src/kernel/jobs/jobs.js';
import { Bounces } from '../../src/notices/bounces.js';
import { NoticeJobs } from '../../src/notices/notices.jobs.js';
import { momentAt } from '../../src/rollout/calendar.rules.js';
import { HeartbeatService } from '../../src/rollout/heartbeat.service.js';
import { TickService } from '../../src/rollout/tick.service.js';
import { SetupLink } from '../../src/setup/setup-link.js';
import { StoryMail } from './story-mail.js';
import { testConfig } from './test-app.js';
import { createTestDatabase, type TestDatabase } from './test-db.js';

type Day = Temporal.PlainDate;

const seed = 'the story';

/**
 * The demo's people in a community whose program is stopped, started again and doubled under them. Its database,
 * data folder, address and clock stay the same.
 */
export class StoryTown {
  private running!: RunningApp;
  private helper: RunningApp | undefined;
  private over = false;
  private cut = false;
  private cast = false;
  private readonly events = new Map<string, (today: Day) => Promise<void>>();
  /** What else happens every morning, before the leads begin their day. */
  everyMorning: (today: Day) => Promise<void> = async () => undefined;
  readonly dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'changeover-story-'));
  readonly mail: StoryMail;
  readonly lives = new Map<string, MemberLife>();
  company!: Omit<Company, 'codes'>;
  leads!: LeadLife;
  stage!: Stage;

  private constructor(
    private readonly database: TestDatabase,
    readonly start: Day,
    readonly zone: string,
    readonly clock: TestClock,
  ) {
    this.mail = new StoryMail(clock);
  }

  /** A town with its roster in and its rollout started, the day before day 0. */
  static async found(sample: Sample): Promise<StoryTown> {
    const start = await dayZero(sample);
    const clock = new TestClock(momentAt(start.subtract({ days: 1 }), '12:00', sample.timeZone));
    const town = new StoryTown(await createTestDatabase(), start, sample.timeZone, clock);
    try {
      await town.begin(sample);
    } catch (error) {
      await town.close();
      throw error;
    }
    return town;
  }

  private async begin(sample: Sample): Promise<void> {
    this.running = await this.boot('all', 0);
    const { start, zone } = this;
    const found = await gather(this.url, (await this.get(SetupLink).current())!, sample, () => undefined);
    const { id: rolloutId } = await found.rosa.post<{ id: string }>('/rollouts', {
      ...{ name: 'The story', startsOn: start.toString(), timeZone: zone },
      ...{ from: found.places.old, to: [found.places.new] },
    });
    await found.rosa.post(`/rollouts/${rolloutId}/start`);
    this.company = { ...found, rolloutId };
    // What an act has set going is through before the clock is set on: what goes at once goes in its minute.
    const query: DataSource['query'] = async (...given) => {
      await this.get(Jobs).idle();
      return this.db.query(...given);
    };
    this.stage = new Stage(this.clock, { query }, () => this.beat());
    this.people();
    this.stage.plan(momentAt(start, '09:30', zone), () => this.morning(start));
  }

  private people(): void {
    const { rosa, tom, places, rolloutId, roster } = this.company;
    const { stage, url } = this;
    for (const persona of personas(roster, diceOf(seed)))
      this.lives.set(persona.memberId, new MemberLife(persona, stage, url, () => undefined));
    const handBook = new HandBook([...this.lives.values()]);
    for (const life of this.lives.values()) life.handBook = handBook;
    const tell = (): void => undefined;
    this.leads = new LeadLife(rosa, tom, { rolloutId, places, stage, tell, handBook, seed });
  }

  get base(): string {
    return `/rollouts/${this.company.rolloutId}`;
  }

  get url(): string {
    return this.running.url!;
  }

  get db(): DataSource {
    return this.get(DataSource);
  }

  get<T>(type: abstract new (...args: never[]) => T): T {
    return this.running.app.get<T>(type, { strict: false });
  }

  /** Something that happens on day `n`, before the leads begin theirs. */
  on(n: number, act: (today: Day) => Promise<void>): void {
    this.events.set(this.start.add({ days: n }).toString(), act);
  }

  /** Until the last phase is closed, or `days` have passed. */
  play(days: number): Promise<void> {
    return this.stage.play(
      momentAt(this.start.add({ days }), '12:00', this.zone),
      () => this.over,
      () => this.deliver(),
    );
  }

  /** The whole program ends and starts again. */
  async restart(): Promise<void> {
    const { port } = new URL(this.url);
    await this.running.close();
    this.running = await this.boot('all', Number(port));
  }

  /** From now on a second process shares the work. */
  async double(): Promise<void> {
    this.helper = await this.boot('worker', 0);
  }

  async single(): Promise<void> {
    await this.helper?.close();
    this.helper = undefined;
  }

  /** At the next message the program loses its database after the receiver's yes: every connection breaks. */
  cutAtNextMessage(): void {
    this.mail.cutNext(async () => {
      this.cut = true;
      const client = new Client(this.database.url);
      await client.connect();
      await client.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and pid <> pg_backend_pid()`,
      );
      await client.end();
    });
  }

  async close(): Promise<void> {
    await this.single();
    await this.running?.close();
    await this.database.drop();
    fs.rmSync(this.dataDir, { recursive: true, force: true });
  }

  private boot(role: 'all' | 'worker', port: number): Promise<RunningApp> {
    const { clock, dataDir } = this;
    const config = testConfig({ databaseUrl: this.database.url, dataDir, role, port });
    return startApp(config, { clock, beside: [DemoMail.with(this.mail)] });
  }

  /** What each process does every minute, all at once. */
  private async beat(): Promise<void> {
    const processes = [this.running, this.helper].filter((one) => one !== undefined);
    const beats = await Promise.allSettled(processes.map((one) => this.beatOf(one)));
    const failed = beats.find((one) => one.status === 'rejected');
    // A process that lost its database tries again a minute later, as its timers would.
    if (failed && !this.cut) throw failed.reason;
    this.cut = false;
    await this.get(Jobs).idle();
  }

  private async beatOf({ app }: RunningApp): Promise<void> {
    const of = <T>(type: new (...args: never[]) => T): T => app.get<T>(type, { strict: false });
    await of(HeartbeatService).beat(this.clock.now());
    await of(TickService).run(this.clock.now());
    await of(NoticeJobs).sweep();
  }

  private async morning(day: Day): Promise<void> {
    await this.get(NoticeJobs).handOut();
    await this.events.get(day.toString())?.(day);
    await this.everyMorning(day);
    await this.leads.day(day);
    const { rosa } = this.company;
    const lives = [...this.lives.values()];
    this.cast ||= await castCircle(rosa, this.base, lives);
    await reportActivity(rosa, this.base, lives, day);
    const phases = await rosa.get<{ closedOn: string | null }[]>(`${this.base}/phases`);
    this.over = phases.every((phase) => phase.closedOn !== null);
    const next = day.add({ days: 1 });
    if (!this.over) this.stage.plan(momentAt(next, '09:30', this.zone), () => this.morning(next));
  }

  /** What arrived is read by and by; what nobody takes in comes back after two hours. */
  private deliver(): void {
    for (const { memberId, text } of this.mail.take()) this.lives.get(memberId)?.reached(text);
    for (const deliveryId of this.mail.takeReturned())
      this.stage.in(2, async () => {
        await this.db.transaction((tx) =>
          this.get(Bounces).record(
            tx,
            deliveryId,
            { gone: true, reason: 'their address does not exist (5.1.1)' },
            this.clock.now(),
          ),
        );
      });
  }
}
