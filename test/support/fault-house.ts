import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { SystemClock } from '../../src/kernel/clock.js';
import { Links } from '../../src/kernel/crypto/links.js';
import { MasterKey } from '../../src/kernel/crypto/master-key.js';
import { Vault } from '../../src/kernel/crypto/vault.js';
import { dataSourceOptions } from '../../src/kernel/database/data-source.js';
import { Database } from '../../src/kernel/database/database.js';
import { openQueue } from '../../src/kernel/jobs/queue.js';
import { deliver } from '../../src/notices/notices.jobs.js';
import { crowd } from './crowd.js';
import { meetingOf } from './fault-meeting.js';
import { startProgram, type Program } from './program.js';
import { smallWorld } from './small-world.js';

type Settings = { DATABASE_URL: string; SMTP_URL: string } & Record<string, string>;

const clock = new SystemClock();

/**
 * An installation of real processes, and a community in which thousands want to come to one meeting. A lead who
 * moves it makes the web process tell every one of them: that is the notice to all which is sent under faults.
 */
export class FaultHouse {
  /** How often the meeting was moved; each time is one notice. */
  private moves = 0;

  private constructor(
    private readonly db: DataSource,
    private readonly env: Settings & { DATA_DIR: string },
    private readonly meeting: { path: string; token: string },
    readonly addresses: readonly string[],
  ) {}

  /** @param settings of every program that is started here */
  static async open(settings: Settings, people = 5000): Promise<FaultHouse> {
    const env = {
      ...{ DATA_DIR: fs.mkdtempSync(path.join(os.tmpdir(), 'changeover-faults-')) },
      ...{ MAIL_FROM: 'Move <move@hill.example>', ...settings },
    };
    await Database.open({ databaseUrl: env.DATABASE_URL, dataDir: env.DATA_DIR });
    const db = new DataSource({ ...dataSourceOptions(env.DATABASE_URL), poolSize: 1 });
    await db.initialize();
    const master = MasterKey.load(env.DATA_DIR);
    const tools = { vault: new Vault(master), links: new Links(master, clock) };
    const now = clock.now();
    const soon = now.toZonedDateTimeISO('UTC').toPlainDate().add({ days: 30 });
    const world = await smallWorld(db, [], soon.toString());
    const members = await db.transaction((tx) => crowd(tx, tools, world, people));
    const meeting = await meetingOf(db, tools.vault, world, now);
    return new FaultHouse(
      db,
      env,
      meeting,
      members.map(({ address }) => address),
    );
  }

  /** A program on this house, once it is ready. */
  async start(role: 'web' | 'worker' | 'all', more: Record<string, string> = {}): Promise<Program> {
    const program = startProgram({ ...this.env, ROLE: role, ...more });
    await program.says(/^(Changeover is ready )/m);
    return program;
  }

  /** Another room from now on: the next notice. It is said once `say` has been answered. */
  moveMeeting(): void {
    this.moves += 1;
  }

  /** The lead's request. Pressed again it changes nothing. @throws when the web process ends before it answers */
  async say(web: Program): Promise<void> {
    const answer = await fetch(`${await web.ready}${this.meeting.path}/move`, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.meeting.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ startsAt: '2199-01-01T12:00:00Z', room: `Room ${this.moves}` }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`the meeting was not moved: ${answer.status} ${text}`);
  }

  /** What the ledger says of the newest notice: state → people. */
  async ledger(): Promise<Record<string, number>> {
    const rows = await this.query<{ state: string; people: number }>(
      `select d.state, count(*)::int as people from delivery d join notice n on n.id = d.notice_id
        where n.key like '%/moved-' || $1 group by 1 order by 1`,
      this.moves,
    );
    return Object.fromEntries(rows.map(({ state, people }) => [state, people]));
  }

  /** Resolves once every row of the newest notice has one of these states and none other. */
  async settled(...states: string[]): Promise<void> {
    const started = performance.now();
    for (;;) {
      const ledger = await this.ledger();
      if (Object.keys(ledger).length > 0 && Object.keys(ledger).every((one) => states.includes(one))) return;
      if (performance.now() - started > 120_000)
        throw new Error(`the ledger stands at ${JSON.stringify(ledger)}`);
      await sleep(50);
    }
  }

  /** Resolves once the database has heard that its clients are dead: their last commits have landed or never will. */
  async alone(): Promise<void> {
    const others = `select 1 from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'`;
    while ((await this.query(others)).length > 0) await sleep(10);
  }

  /** What anybody who says something next does: a ring at the door of the workers. */
  async ring(redisUrl?: string): Promise<void> {
    const queue = openQueue({ databaseUrl: this.env.DATABASE_URL, redisUrl });
    try {
      await queue.waitUntilReady();
      await queue.add(deliver.name, {});
    } finally {
      await queue.close();
    }
  }

  query<Row>(sql: string, ...params: unknown[]): Promise<Row[]> {
    return this.db.query(sql, params);
  }

  async close(): Promise<void> {
    await this.db.destroy();
    fs.rmSync(this.env.DATA_DIR, { recursive: true, force: true });
  }
}
