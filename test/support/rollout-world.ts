import { Module } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import { AccessModule } from '../../src/access/access.module.js';
import { Accounts } from '../../src/access/accounts.js';
import type { Actor } from '../../src/access/actor.js';
import { Vault } from '../../src/kernel/crypto/vault.js';
import { AgendaService } from '../../src/rollout/agenda.service.js';
import type { Facts } from '../../src/rollout/facts.js';
import type { OccurrenceState } from '../../src/rollout/occurrence.entity.js';
import { Rollout } from '../../src/rollout/rollout.entity.js';
import { RolloutModule } from '../../src/rollout/rollout.module.js';
import { StartService } from '../../src/rollout/start.service.js';
import { TickService, type Ticked } from '../../src/rollout/tick.service.js';
import { factsWith } from './facts.js';
import { otherFacts } from './other-facts.js';
import { otherPlays } from './other-plays.js';
import { startTestApp, type TestApp, type TestAppOptions } from './test-app.js';

/** The rollout with what stands below it. The features above are stood in for: by facts, and by plays that note what they did. */
export class RolloutStage {
  private constructor(
    readonly app: TestApp,
    private readonly known: Facts,
    private readonly broken: Set<string>,
  ) {}

  static open(...more: NonNullable<TestAppOptions['modules']>): Promise<RolloutStage> {
    return RolloutStage.openWith({}, ...more);
  }

  /** With settings of the host. */
  static async openWith(
    settings: NonNullable<TestAppOptions['settings']>,
    ...more: NonNullable<TestAppOptions['modules']>
  ): Promise<RolloutStage> {
    const known = factsWith();
    const broken = new Set<string>();
    const plays = otherPlays(
      ['rollout.day', 'rollout.opening', 'rollout.update', 'lead.'],
      async ({ tx, rollout, key, now }) => {
        await tx.query('insert into played values ($1, $2, $3)', [rollout.id, key, now.toString()]);
        if (broken.has(key)) throw new Error(`${key} is broken`);
      },
    );
    @Module({ providers: [otherFacts(['rollout'], known), plays] })
    class OtherFeatures {}
    const modules = [AccessModule, RolloutModule, OtherFeatures, ...more];
    // Nothing is done by itself: a test that sends would otherwise race the worker for the same letters.
    const app = await startTestApp({ modules, settings: { role: 'web', ...settings } });
    await app.dataSource.query('create table played (rollout_id uuid, key text, at timestamptz)');
    return new RolloutStage(app, known, broken);
  }

  /** From now on the features say this. */
  tell(facts: Partial<Facts>): void {
    Object.assign(this.known, facts);
  }

  /** These occurrences fail after they have written, until they are mended. */
  breakPlays(...keys: string[]): void {
    for (const key of keys) this.broken.add(key);
  }

  mend(): void {
    this.broken.clear();
  }

  /**
   * A community of its own with a rollout in Berlin, started on its first day, Monday 5 January 2026, at 09:00,
   * or when a test says. Those of earlier tests are over.
   */
  async settle(startedAt = '2026-01-05T08:00:00Z'): Promise<RolloutWorld> {
    const world = await this.draft(startedAt);
    await this.start(world);
    return world;
  }

  async start({ leads, id }: RolloutWorld): Promise<void> {
    await this.app.get(StartService).start(leads[0], id);
  }

  /** The same, planned and not started yet. */
  async draft(at = '2026-01-05T08:00:00Z'): Promise<RolloutWorld> {
    const { app } = this;
    app.clock.jump(at);
    this.mend();
    this.tell(factsWith());
    await app.dataSource.query(`update rollout set state = 'ended'`);
    await app.dataSource.query('delete from installation');
    await app.dataSource.query('delete from hold');
    const communityId = randomUUID();
    const [from, to] = [randomUUID(), randomUUID()];
    const leads = await app.dataSource.transaction(async (tx) => {
      const ring = await app.get(Vault).ring(tx, communityId);
      await tx.query(
        `insert into community (id, name, time_zone, responsible_name, responsible_contact_sealed, created_at)
         values ($1, 'The gardeners', 'Europe/Berlin', 'Ada', $2, '2026-01-01Z')`,
        [communityId, ring.seal('Ada, ground floor')],
      );
      await tx.query(
        `insert into place (id, community_id, name, platform)
         values ($1, $3, 'The old group', 'whatsapp'), ($2, $3, 'The new room', 'matrix')`,
        [from, to, communityId],
      );
      const accounts = app.get(Accounts);
      const lead = async (name: string): Promise<Actor> => {
        const { id } = await accounts.create(tx, { communityId, name, role: 'lead' });
        return { accountId: id, communityId, name, role: 'lead' };
      };
      return [await lead('Lena'), await lead('Luis')] as const;
    });
    const start = app.get(StartService);
    const plan = { startsOn: '2026-01-05', timeZone: 'Europe/Berlin' };
    const { id } = await start.create(leads[0], { ...plan, name: 'The move', from: [from], to: [to] });
    return new RolloutWorld(this, id, leads);
  }
}

export class RolloutWorld {
  constructor(
    private readonly stage: RolloutStage,
    readonly id: string,
    readonly leads: readonly [Actor, Actor],
  ) {}

  private get app(): TestApp {
    return this.stage.app;
  }

  /** Moves the clock, back too, and ticks. */
  tick(at?: string): Promise<Ticked> {
    if (at) this.app.clock.jump(at);
    return this.app.get(TickService).run(this.app.clock.now());
  }

  /** The features tell something new, and replan. */
  async told(facts: Partial<Facts>): Promise<void> {
    this.stage.tell(facts);
    await this.app.dataSource.transaction((tx) => this.app.get(AgendaService).replan(tx, this.id));
  }

  /** The time until then is behind us: everything was done on its day. */
  async pass(until: string): Promise<void> {
    this.app.clock.jump(until);
    await this.told({});
    await this.rows(`update occurrence set state = 'done' where rollout_id = $1 and due_at < $2`, until);
  }

  rollout(): Promise<Rollout> {
    return this.app.dataSource.manager.findOneByOrFail(Rollout, { id: this.id });
  }

  /** What the tables hold of this rollout, which is `$1`. */
  rows<Row>(sql: string, ...more: unknown[]): Promise<Row[]> {
    return this.app.dataSource.query(sql, [this.id, ...more]);
  }

  /** Key → state, of the occurrences whose key matches, in the order in which they are due. */
  async states(like: string): Promise<Record<string, OccurrenceState>> {
    const rows = await this.rows<{ key: string; state: OccurrenceState }>(
      'select key, state from occurrence where rollout_id = $1 and key like $2 order by due_at, key',
      like,
    );
    return Object.fromEntries(rows.map(({ key, state }) => [key, state]));
  }

  /** Key → local day, likewise. */
  async days(like: string): Promise<Record<string, string>> {
    const rows = await this.rows<{ key: string; day: string }>(
      'select key, day from occurrence where rollout_id = $1 and key like $2 order by due_at, key',
      like,
    );
    return Object.fromEntries(rows.map(({ key, day }) => [key, day]));
  }

  /** What the plays of the features really did, a row each time, whether or not it is marked done. */
  async played(like: string): Promise<string[]> {
    const rows = await this.rows<{ key: string }>(
      'select key from played where rollout_id = $1 and key like $2 order by at, key',
      like,
    );
    return rows.map(({ key }) => key);
  }

  /** `launch.seeding/1` to `/n` are on the agenda of a day, at 10:00 in Berlin, which is 09:00Z. */
  async pile(n: number, day = '2026-01-06'): Promise<void> {
    const on = Temporal.PlainDate.from(day);
    const items = Array.from({ length: n }, (_, i) => ({ id: String(i + 1), on }));
    await this.told({ 'launch.seeding': items });
  }
}
