import { Temporal } from 'temporal-polyfill';
import type { DataSource } from 'typeorm';
import type { Actor } from '../../src/access/actor.js';
import { Adoption, BaselineCorrection, BaselineMember } from '../../src/adoption/baseline.entity.js';
import { Baseline } from '../../src/adoption/baseline.service.js';
import { Friction } from '../../src/adoption/friction.service.js';
import { KeyTaskAnswers, KeyTasks } from '../../src/adoption/key-tasks.service.js';
import { LeftBehind } from '../../src/adoption/left-behind.service.js';
import { Measurement } from '../../src/adoption/measurement.service.js';
import { HeadCount, Sighting } from '../../src/adoption/sighting.entity.js';
import { Sightings, type ReportRow } from '../../src/adoption/sightings.service.js';
import { Signals } from '../../src/adoption/signals.service.js';
import { Statements } from '../../src/adoption/statements.service.js';
import { TestClock } from '../../src/kernel/clock.js';
import type { Vault } from '../../src/kernel/crypto/vault.js';
import { AlertService } from '../../src/rollout/alert.service.js';
import type { AtDesk } from '../../src/rollout/lead-desk.js';
import { Participation } from '../../src/rollout/participation.entity.js';
import { Phase } from '../../src/rollout/phase.entity.js';
import { Rollout, RolloutPlace } from '../../src/rollout/rollout.entity.js';
import type { SocketBoard } from '../../src/rollout/socket-board.js';
import { smallWorld, type SmallMember, type SmallWorld } from './small-world.js';
import { testDataSource } from './test-db.js';

export const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text);
export const lead: Actor = { accountId: 'a lead', communityId: '', name: 'Ada', role: 'lead' };

/** One of a small world, as adoption's services call them. */
export const at = ({ people, rolloutId }: SmallWorld, i: number) => ({
  ...{ rolloutId, participationId: people[i]!.participationId },
});

/** The first of them was in the new place on a day. */
export const there = ({ people }: SmallWorld, on: string): ReportRow => ({
  ...{ memberId: people[0]!.memberId, side: 'destination', day: day(on) },
});

export const atDesk = (db: DataSource, rollout: Rollout, today: string): AtDesk => ({
  ...{ tx: db.manager, rollout, today: day(today), now: Temporal.Instant.from(`${today}T10:00:00Z`) },
});

/** Seals by writing backwards: enough to see that the text itself is not kept. */
const flip = (text: string): string => text.split('').toReversed().join('');
const vault = {
  ring: () =>
    Promise.resolve({
      seal: (text: string) => Buffer.from(flip(text)),
      open: (sealed: Buffer) => flip(sealed.toString()),
      fingerprint: (text: string) => Buffer.from(text),
    }),
} as unknown as Vault;

export type AdoptionWorld = SmallWorld & { rollout: Rollout };

/** Adoption's services on a database of their own, without the rest of the house. */
export async function adopting() {
  const db = await testDataSource([
    ...[Rollout, RolloutPlace, Phase, Participation, Adoption, BaselineMember, BaselineCorrection],
    ...[Sighting, HeadCount],
  ]);
  const announced: { transition: unknown } = { transition: null };
  const board = { tell: () => Promise.resolve(announced.transition) } as unknown as SocketBoard;
  const signals = new Signals();
  const statements = new Statements(signals);
  const tasks = new KeyTasks();
  const answers = new KeyTaskAnswers(statements, tasks);
  const sightings = new Sightings(signals, vault);
  const baseline = new Baseline(vault, board);
  const friction = new Friction(tasks, new AlertService(new TestClock()), vault);
  const leftBehind = new LeftBehind();
  const measurement = new Measurement(baseline, leftBehind, friction);
  return {
    ...{ db, announced, signals, statements, answers, sightings, baseline, friction, leftBehind },
    /** A rollout whose day 0 is Monday 5 January 2026. */
    async begin(members: SmallMember[]): Promise<AdoptionWorld> {
      const world = await smallWorld(db, members, '2026-01-05');
      return { ...world, rollout: await db.manager.findOneByOrFail(Rollout, { id: world.rolloutId }) };
    },
    /** The play, as the tick does it at 03:00 of a winter day in Berlin. */
    morning: ({ rollout }: AdoptionWorld, on: string): Promise<void> =>
      measurement.take(db.manager, rollout, day(on), Temporal.Instant.from(`${on}T02:00:00Z`)),
  };
}
