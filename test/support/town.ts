import { Temporal } from 'temporal-polyfill';
import { SignIn } from '../../src/access/sign-in.js';
import { Arrivals, DemoMail } from '../../src/demo/arrivals.js';
import { Client } from '../../src/demo/client.js';
import { Stage } from '../../src/demo/stage.js';
import { TestClock } from '../../src/kernel/clock.js';
import { Links } from '../../src/kernel/crypto/links.js';
import { Jobs } from '../../src/kernel/jobs/jobs.js';
import { NoticeJobs } from '../../src/notices/notices.jobs.js';
import { AddressChangeJobs } from '../../src/retention/address-change.jobs.js';
import { JoinConfirmJobs } from '../../src/rollout/join-confirm.jobs.js';
import { momentAt } from '../../src/rollout/calendar.rules.js';
import { HeartbeatService } from '../../src/rollout/heartbeat.service.js';
import { TickService } from '../../src/rollout/tick.service.js';
import { SetupLink } from '../../src/setup/setup-link.js';
import { filled, type Message, type Result } from '../../src/notices/channels/channel.js';
import { startTestApp, type TestApp } from './test-app.js';

const zone = 'Europe/Berlin';

/** Everybody's letters, also those to an address of which nobody knows yet whose it is. */
class Letterbox extends Arrivals {
  readonly letters: { to: string; subject: string; text: string }[] = [];

  override send(batch: Message[]): Promise<Result[]> {
    this.letters.push(...batch.map((message) => ({ to: message.to, ...filled(message) })));
    return super.send(batch);
  }
}

/** The whole product under a clock of its own. What it does by itself is done when time passes. */
export class Town {
  protected constructor(
    readonly app: TestApp,
    private readonly box: Letterbox,
  ) {}

  /** Friday 2 January 2026, 10:00 in Berlin; nobody has set anything up. */
  static async empty(): Promise<Town> {
    const box = new Letterbox();
    const clock = new TestClock('2026-01-02T09:00:00Z');
    const app = await startTestApp({
      ...{ clock, beside: [DemoMail.with(box)], settings: { logLevel: 'error' } },
    });
    return new Town(app, box);
  }

  /** Where a browser finds it. */
  get url(): string {
    return this.app.config.baseUrl;
  }

  async setUpPath(): Promise<string> {
    return `/set-up/${await this.app.get(SetupLink).current()}`;
  }

  /** Time passes until an hour of a day in Berlin, and what is due is done: `2026-01-12`, `18:30`. */
  async until(day: string, hour = '12:00'): Promise<void> {
    const { app } = this;
    const stage = new Stage(app.clock, { query: (...given) => this.query(...given) }, () => this.beat());
    const end = momentAt(Temporal.PlainDate.from(day), hour, zone);
    await stage.play(
      end,
      () => false,
      () => undefined,
    );
    app.clock.set(end);
    await this.beat();
  }

  /** What the product does every minute. */
  private async beat(): Promise<void> {
    const now = this.app.clock.now();
    await this.app.get(HeartbeatService).beat(now);
    await this.app.get(TickService).run(now);
    await this.app.get(NoticeJobs).sweep();
    await this.app.get(JoinConfirmJobs).run();
    await this.app.get(AddressChangeJobs).run();
    await this.app.get(Jobs).idle();
  }

  private readonly query: TestApp['dataSource']['query'] = async (...given) => {
    await this.app.get(Jobs).idle();
    return this.app.dataSource.query(...given);
  };

  /** Lists of who is told by hand are written every morning. */
  handOut(): Promise<unknown> {
    return this.app.get(NoticeJobs).handOut();
  }

  rows<Row>(sql: string, ...given: unknown[]): Promise<Row[]> {
    return this.app.dataSource.query(sql, given);
  }

  /** The letter that somebody got last, of which the subject matches. */
  letter(to: string, subject = /./): { text: string } {
    const theirs = this.box.letters.filter((one) => one.to === to);
    const found = theirs.findLast((one) => subject.test(one.subject));
    if (found) return found;
    const subjects = theirs.map((one) => one.subject).join(', ');
    throw new Error(`${to} got no letter that matches ${String(subject)}, but: ${subjects}`);
  }

  /** The path of the one link of ours in a text. */
  linkIn(text: string): string {
    const [, path] = new RegExp(`${this.url}(/[\\w/-]+)`).exec(text) ?? [];
    if (!path) throw new Error(`No link of ours in: ${text}`);
    return path;
  }

  /** A sign-in link for somebody who works here. */
  async enterPath(name: string): Promise<string> {
    const [account] = await this.rows<{ id: string }>('select id from account where name = $1', name);
    const { app } = this;
    return `/enter/${await app.dataSource.transaction((tx) => app.get(SignIn).link(tx, account!.id))}`;
  }

  /** The path of somebody's own page, who has a link already. */
  async ownPage(name: string): Promise<string> {
    const [found] = await this.rows<{ link: string }>(
      `select p.link_id as link from participation p join member m on m.id = p.member_id where m.display_name = $1`,
      name,
    );
    return `/m/${this.app.get(Links).token(found!.link)}`;
  }

  client(token: string): Client {
    return new Client(this.url, token);
  }

  close(): Promise<void> {
    return this.app.close();
  }
}
