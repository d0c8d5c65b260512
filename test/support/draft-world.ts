import { afterAll, beforeAll, beforeEach } from '@jest/globals';
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
  stage!: RolloutStage;
  /** A rollout that runs already. */
  running!: RolloutWorld;
  browser!: LeadBrowser;
  private made!: { id: string; places: { from: string; to: string }; token: string };

  private constructor() {}

  /** One for the tests of a file, settled anew before each. */
  static forEach(...beside: Parameters<typeof RolloutStage.open>): DraftWorld {
    const world = new DraftWorld();
    beforeAll(async () => {
      world.stage = await RolloutStage.open(SetupModule, DashboardModule, ...beside);
    });
    afterAll(() => world.stage.app.close());
    beforeEach(() => world.settle());
    return world;
  }

  /** Another community in the same program. */
  async another(): Promise<DraftWorld> {
    const world = new DraftWorld();
    world.stage = this.stage;
    await world.settle();
    return world;
  }

  /** It is Monday 5 January 2026, 09:00 in Berlin. */
  private async settle(): Promise<void> {
    this.running = await this.stage.settle();
    const { app } = this.stage;
    const { lead } = this;
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
    this.browser = await LeadBrowser.enter(app, lead.accountId);
    this.made = { id, places: { from, to }, token };
  }

  get lead(): Actor {
    return this.running.leads[0];
  }

  /** The draft's id. */
  get id(): string {
    return this.made.id;
  }

  get token(): string {
    return this.made.token;
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
