import { Module, type Type } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import { localDay } from '../../src/kernel/local-day.js';
import { AccessModule } from '../../src/access/access.module.js';
import { Accounts } from '../../src/access/accounts.js';
import { Links } from '../../src/kernel/crypto/links.js';
import { Vault } from '../../src/kernel/crypto/vault.js';
import { PilotModule } from '../../src/pilot/pilot.module.js';
import { playRow, type PlayKey } from '../../src/rollout/playbook.js';
import { Rollout } from '../../src/rollout/rollout.entity.js';
import { SocketBoard } from '../../src/rollout/socket-board.js';
import { otherFacts } from './other-facts.js';
import { smallWorld, type SmallMember, type SmallWorld } from './small-world.js';
import { startTestApp, type TestApp } from './test-app.js';
import { ledTo } from './led-to.js';

/** Features beyond the pilot that a test is about, and the rooms whose facts they tell. */
export interface MoreFeatures {
  modules?: Type[];
  rooms?: string[];
  /** When the test begins; the plan begins on Monday 5 January 2026. */
  at?: string;
}

export interface Answered {
  status: number;
  /** Of a page or a JSON text. */
  text: string;
  /** Where an act leads on to. */
  location: string | null;
}

/** Surveys and pilot with what stands below them, reached as people reach them: by link and by API. */
export class PilotWorld {
  private constructor(
    readonly app: TestApp,
    readonly world: SmallWorld,
    /** Each person's own page, in the order of the members. */
    readonly pages: string[],
    private readonly leadToken: string,
  ) {}

  /** The rooms below the pilot and those named are real; the others are stood in for. */
  static start(more: MoreFeatures = {}): Promise<TestApp> {
    @Module({ providers: [otherFacts(['rollout', 'adoption', 'surveys', 'pilot', ...(more.rooms ?? [])])] })
    class OtherFeatures {}
    return startTestApp({ modules: [AccessModule, PilotModule, ...(more.modules ?? []), OtherFeatures] });
  }

  /**
   * Monday 5 January 2026, 10:00 in Berlin, the first day of the pilot. Each world is a community of its own, so
   * that one application can serve many of them.
   */
  static async settle(
    members: readonly SmallMember[],
    more: MoreFeatures & { app?: TestApp } = {},
  ): Promise<PilotWorld> {
    const app = more.app ?? (await PilotWorld.start(more));
    app.clock.jump(more.at ?? '2026-01-05T09:00:00Z');
    const world = await smallWorld(app.dataSource, members);
    const pages: string[] = [];
    const token = await app.dataSource.transaction(async (tx) => {
      const ring = await app.get(Vault).ring(tx, world.communityId);
      await tx.query('update community set responsible_contact_sealed = $1 where id = $2', [
        ring.seal('Ada, ground floor'),
        world.communityId,
      ]);
      await tx.query(
        `insert into member_channel (community_id, member_id, kind, sealed, created_at)
         select community_id, id, 'email', $1, '2026-01-01Z' from member where community_id = $2`,
        [ring.seal('somebody@hill.example'), world.communityId],
      );
      const ids = world.people.map(({ participationId }) => participationId);
      const links = await app.get(Links).createMany(tx, 'own-page', ids);
      for (const id of ids) {
        const link = links.get(id)!;
        await tx.query('update participation set link_id = $2 where id = $1', [id, link.id]);
        pages.push(`/m/${link.token}`);
      }
      const accounts = app.get(Accounts);
      const lead = await accounts.create(tx, { communityId: world.communityId, name: 'Lena', role: 'lead' });
      return accounts.issueToken(tx, lead.id, 'test', Temporal.Instant.from('2027-01-01T00:00:00Z'));
    });
    return new PilotWorld(app, world, pages, token);
  }

  /** A lead's call; the path below the rollout. */
  async api(
    method: string,
    path: string,
    body?: unknown,
  ): Promise<{ status: number; body: never; text: string }> {
    const answer = await fetch(`${this.app.url}/api/v1/rollouts/${this.world.rolloutId}/${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.leadToken}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    const json = text.startsWith('{') || text.startsWith('[');
    return { status: answer.status, body: (json ? JSON.parse(text) : null) as never, text };
  }

  async open(path: string): Promise<Answered> {
    const answer = await fetch(this.app.url + path, { redirect: 'manual' });
    return { status: answer.status, text: await answer.text(), location: ledTo(answer) };
  }

  async send(path: string, fields: Record<string, string | string[]> = {}): Promise<Answered> {
    const form = new URLSearchParams(
      Object.entries(fields).flatMap(([name, values]) => [values].flat().map((value) => [name, value])),
    );
    const answer = await fetch(this.app.url + path, { method: 'POST', body: form, redirect: 'manual' });
    return { status: answer.status, text: await answer.text(), location: ledTo(answer) };
  }

  /** Does one occurrence of the agenda now, as the tick would. */
  async play(play: PlayKey, step = ''): Promise<void> {
    const now = this.app.clock.now();
    await this.app.dataSource.transaction(async (tx) => {
      const rollout = await tx.findOneByOrFail(Rollout, { id: this.world.rolloutId });
      const key = step === '' ? play : `${play}/${step}`;
      await tx.query(`update occurrence set state = 'done' where rollout_id = $1 and key = $2`, [
        rollout.id,
        key,
      ]);
      const row = playRow(play);
      const day = localDay(now, rollout.plan.timeZone);
      await this.app.get(SocketBoard).do(play, { tx, rollout, row, key, step, day, now, reworded: null });
    });
  }

  /** What the tables hold of this rollout, which is `$1`. */
  rows<Row>(sql: string, ...more: unknown[]): Promise<Row[]> {
    return this.app.dataSource.query(sql, [this.world.rolloutId, ...more]);
  }

  /** Whom a notice is for, as places in the list of members. */
  async told(key: string): Promise<number[]> {
    const rows = await this.rows<{ member_id: string }>(
      'select d.member_id from delivery d join notice n on n.id = d.notice_id where n.rollout_id = $1 and n.key = $2',
      key,
    );
    return rows
      .map((row) => this.world.people.findIndex(({ memberId }) => memberId === row.member_id))
      .toSorted((a, b) => a - b);
  }

  /** Chooses the first `n` members, confirms, asks; then one after the other says yes with these words on new apps. */
  async circle(n: number, comforts: string[]): Promise<void> {
    const members = this.world.people.slice(0, n).map(({ participationId }) => ({ participationId }));
    await this.api('PUT', 'pilot/circle', { members });
    await this.api('POST', 'pilot/circle/confirm');
    await this.play('pilot.invitation');
    for (const [i, comfort] of comforts.entries()) await this.send(`${this.pages[i]}/first/yes`, { comfort });
  }

  close(): Promise<void> {
    return this.app.close();
  }
}
