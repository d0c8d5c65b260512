import { randomUUID } from 'node:crypto';
import { Accounts } from '../../src/access/accounts.js';
import type { Actor } from '../../src/access/actor.js';
import { DashboardModule } from '../../src/dashboard/dashboard.module.js';
import { SetupModule } from '../../src/setup/setup.module.js';
import { StartService } from '../../src/rollout/start.service.js';
import { LeadBrowser } from './lead-browser.js';
import { RolloutStage, type RolloutWorld } from './rollout-world.js';

interface Answered {
  status: number;
  body: { id: string; reasons: { field?: string; message: string }[] } & Record<string, unknown>;
}

/** A community whose lead plans one more move: on pages, and by the API. */
export class DraftWorld {
  private constructor(
    readonly stage: RolloutStage,
    /** A rollout that runs already. */
    readonly running: RolloutWorld,
    readonly browser: LeadBrowser,
    private readonly made: { id: string; places: { from: string; to: string }; token: string },
  ) {}

  static open(): Promise<RolloutStage> {
    return RolloutStage.open(SetupModule, DashboardModule);
  }

  /** It is Monday 5 January 2026, 09:00 in Berlin. */
  static async settle(stage: RolloutStage): Promise<DraftWorld> {
    const running = await stage.settle();
    const { app } = stage;
    const lead = running.leads[0];
    const [from, to] = [randomUUID(), randomUUID()];
    await app.dataSource.query(
      `insert into place (id, community_id, name, platform)
       values ($1, $3, 'The list', 'email'), ($2, $3, 'The forum', 'discourse')`,
      [from, to, lead.communityId],
    );
    const usual = { startsOn: '2026-02-02', timeZone: 'Europe/Berlin', from: [from], to: [to] };
    const { id } = await app.get(StartService).create(lead, { ...usual, name: 'The next move' });
    const token = await app.dataSource.transaction((tx) =>
      app.get(Accounts).issueToken(tx, lead.accountId, 'test', app.clock.now().add({ hours: 10_000 })),
    );
    const browser = await LeadBrowser.enter(app, lead.accountId);
    return new DraftWorld(stage, running, browser, { id, places: { from, to }, token });
  }

  get lead(): Actor {
    return this.running.leads[0];
  }

  /** The draft's id. */
  get id(): string {
    return this.made.id;
  }

  get places(): { from: string; to: string } {
    return this.made.places;
  }

  get page(): string {
    return `/rollouts/${this.id}`;
  }

  async api(method: string, path: string, body?: unknown): Promise<Answered> {
    const answer = await fetch(`${this.stage.app.url}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.made.token}`,
        'content-type': 'application/json',
      },
      ...(method !== 'GET' && { body: body === undefined ? '' : JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, body: (text ? JSON.parse(text) : {}) as Answered['body'] };
  }

  rows<Row>(sql: string, ...given: unknown[]): Promise<Row[]> {
    return this.stage.app.dataSource.query(sql, given);
  }
}
