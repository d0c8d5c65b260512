import { Module } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import { otherFacts } from './other-facts.js';
import { smallWorld, type SmallWorld } from './small-world.js';
import { startTestApp, type TestApp } from './test-app.js';
import { AccessModule } from '../../src/access/access.module.js';
import { Accounts } from '../../src/access/accounts.js';
import type { Actor } from '../../src/access/actor.js';
import { Vault } from '../../src/kernel/crypto/vault.js';
import type { Refusal } from '../../src/kernel/refusal.js';
import { playRow, type PlayKey } from '../../src/rollout/playbook.js';
import { Rollout } from '../../src/rollout/rollout.entity.js';
import { SocketBoard } from '../../src/rollout/socket-board.js';
import type { Rewording } from '../../src/rollout/sockets.js';
import { SunsetModule } from '../../src/sunset/sunset.module.js';
import { TransitionService } from '../../src/sunset/transition.service.js';
import { TransitionView } from '../../src/sunset/transition-view.service.js';

@Module({ providers: [otherFacts(['rollout', 'sunset', 'refine'])] })
class OtherFeatures {}

export const announced = Temporal.PlainDate.from('2026-03-16');
export const day = (after: number): Temporal.PlainDate => announced.add({ days: after });

/** Twelve people of whom each has an address, two leads, and the sunset with everything else stood in for. */
export function transitionWorld() {
  let app: TestApp;
  let world: SmallWorld;
  let lead: Actor;
  let second: Actor;

  beforeAll(async () => {
    // Without a worker: what is sent, and when, is said by the tests.
    app = await startTestApp({
      modules: [AccessModule, SunsetModule, OtherFeatures],
      settings: { role: 'web' },
    });
  });
  afterAll(() => app.close());

  beforeEach(async () => {
    app.clock.jump('2026-03-16T09:00:00Z');
    world = await smallWorld(
      app.dataSource,
      Array.from({ length: 12 }, () => ({})),
    );
    await app.dataSource.transaction(async (tx) => {
      const ring = await app.get(Vault).ring(tx, world.communityId);
      const contact = ring.seal('Ada, ground floor');
      await tx.query('update community set responsible_contact_sealed = $1 where id = $2', [
        contact,
        world.communityId,
      ]);
      await tx.query(
        `insert into member_channel (community_id, member_id, kind, sealed, created_at)
         select community_id, id, 'email', $1, '2026-01-01Z' from member where community_id = $2`,
        [ring.seal('somebody@hill.example'), world.communityId],
      );
    });
    lead = await actor('Lena');
    second = await actor('Said');
  });

  const service = (): TransitionService => app.get(TransitionService);
  const view = (): ReturnType<TransitionView['read']> => app.get(TransitionView).read(lead, world.rolloutId);

  async function actor(name: string): Promise<Actor> {
    const { communityId } = world;
    const account = await app.dataSource.transaction((tx) =>
      app.get(Accounts).create(tx, { communityId, name, role: 'lead' }),
    );
    return { accountId: account.id, communityId, name, role: 'lead' };
  }

  async function announce(on: Temporal.PlainDate): Promise<void> {
    await app.dataSource.query(
      `update phase set opened_on = '2026-01-05', closed_on = '2026-03-10', closed_at = '2026-03-10Z'
        where rollout_id = $1 and key in ('refine', 'launch')`,
      [world.rolloutId],
    );
    await service().announce(lead, world.rolloutId, on);
  }

  async function at(on: Temporal.PlainDate, work: () => Promise<void>): Promise<void> {
    app.clock.set(on.toZonedDateTime({ timeZone: 'Europe/Berlin', plainTime: '08:00' }).toInstant());
    await work();
  }

  function play(name: PlayKey, step: string, reworded: Rewording | null = null): Promise<void> {
    return app.dataSource.transaction(async (tx) => {
      const now = app.clock.now();
      await app.get(SocketBoard).do(name, {
        ...{ tx, now, step, key: `${name}/${step}`, row: playRow(name), reworded },
        rollout: await tx.findOneByOrFail(Rollout, { id: world.rolloutId }),
        day: now.toZonedDateTimeISO('Europe/Berlin').toPlainDate(),
      });
    });
  }

  async function accepted(memberIds: string[], when: string): Promise<void> {
    await app.dataSource.query(
      `update delivery set state = 'accepted', accepted_at = $2 where member_id = any ($1)`,
      [memberIds, when],
    );
    await app.dataSource.query('update post set posted_at = $1', [when]);
  }

  async function rows(key: string): Promise<number> {
    const [row] = await app.dataSource.query<{ n: number }[]>(
      'select count(*)::int n from delivery d join notice n on n.id = d.notice_id where n.key = $1 and n.rollout_id = $2',
      [key, world.rolloutId],
    );
    return row!.n;
  }

  async function states(key: string): Promise<string[]> {
    const found = await app.dataSource.query<{ state: string }[]>(
      `select distinct d.state from delivery d join notice n on n.id = d.notice_id
        where n.key = $1 and n.rollout_id = $2 and d.account_id is null`,
      [key, world.rolloutId],
    );
    return found.map((row) => row.state);
  }

  /** Of each edition in which a notice was said, what stands above it; a correction first. */
  async function subjects(key: string): Promise<string[]> {
    const found = await app.dataSource.query<{ subject: string }[]>(
      `select distinct e.letters -> 'en' ->> 'subject' as subject
         from delivery d join notice n on n.id = d.notice_id
         join edition e on (e.notice_id, e.number) = (d.notice_id, d.edition)
        where n.rollout_id = $1 and n.key = $2 order by subject desc`,
      [world.rolloutId, key],
    );
    return found.map(({ subject }) => subject).toSorted((a) => (a.startsWith('New day') ? -1 : 1));
  }

  async function planned(): Promise<string[]> {
    const found = await app.dataSource.query<{ line: string }[]>(
      `select key || ' ' || day as line from occurrence
        where rollout_id = $1 and play in ('sunset.announcement', 'sunset.notice', 'sunset.export-reminder')
          and state = 'planned' and key not like '%/r1/_' order by day, key`,
      [world.rolloutId],
    );
    return found.map((row) => row.line);
  }

  return {
    ...{ service, view, announce, at, play, accepted, rows, states, planned, subjects },
    get app() {
      return app;
    },
    get world() {
      return world;
    },
    get lead() {
      return lead;
    },
    get second() {
      return second;
    },
  };
}

export async function reasonsOf(refused: Promise<unknown>): Promise<string[]> {
  const refusal = await refused.then(
    () => undefined,
    (error: Refusal) => error,
  );
  return refusal?.reasons.map((reason) => reason.message) ?? [];
}
