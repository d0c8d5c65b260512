import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { Friction } from '../adoption/friction.service.js';
import { Rollout } from '../rollout/rollout.entity.js';
import { closeSkipped, helpers, invitees, onAgenda, placePeople, preparations } from './wave.queries.js';
import { Wave } from './wave.entity.js';
import { holds, planWaves, waveDays, type WaveWish } from './wave.rules.js';

/** A wave with its day, and why it waits. */
export interface DatedWave extends WaveWish {
  /** Undefined until the first wave goes out, or a lead plans them: the plan's own waves need no rows. */
  id?: string;
  on: Temporal.PlainDate;
  said: boolean;
  holds: string[];
}

/** Plans who is invited when. Every method runs in the caller's transaction. */
@Injectable()
export class Waves {
  constructor(private readonly friction: Friction) {}

  /** All waves in their order, each with its day and what holds it. */
  async dated(tx: EntityManager, rollout: Rollout): Promise<DatedWave[]> {
    const waves = await this.rows(tx, rollout);
    const { opened, ...ready } = await preparations(tx, rollout.id);
    const alarm = await this.friction.active(tx, rollout.id);
    const state = { ...ready, launchOpened: opened !== null, friction: alarm?.why ?? null };
    const days = waveDays(rollout.plan, opened, waves);
    const next = waves.find((wave) => wave.saidOn === null)?.number;
    const none = waves.every((wave) => wave.saidOn === null);
    return waves.map(({ saidOn, ...wave }) =>
      Object.assign(wave, {
        on: days.get(wave.number)!,
        said: saidOn !== null,
        holds: saidOn ? [] : holds(none && wave.number === next, state),
      }),
    );
  }

  /**
   * Puts everybody who is still to be invited into a wave that is still to go out; waves are added as needed,
   * never for today. The caller replans.
   */
  async settle(tx: EntityManager, rollout: Rollout, today: Temporal.PlainDate): Promise<void> {
    await closeSkipped(tx, rollout.id);
    const rows = await this.write(tx, rollout);
    const ahead = rows.filter((wave) => wave.saidOn === null);
    const goneOut = Math.max(0, ...rows.filter((wave) => wave.saidOn !== null).map((wave) => wave.number));
    const able = await helpers(tx, rollout.id, today);
    const room = {
      free: new Map(able.map((helper) => [helper.id, helper.free])),
      whole: new Map(able.map((helper) => [helper.id, helper.whole])),
    };
    const planned = planWaves(await invitees(tx, rollout.id), ahead, goneOut, room);
    const ids = new Map(ahead.map((wave) => [wave.number, wave.id]));
    for (const { people: _, ...wish } of planned.filter((wave) => !ids.has(wave.number))) {
      const notBefore = today.add({ days: 1 });
      const wave = await tx.save(
        tx.create(Wave, { ...wish, rolloutId: rollout.id, notBefore, saidOn: null }),
      );
      ids.set(wave.number, wave.id);
    }
    await placePeople(
      tx,
      rollout.id,
      planned.flatMap((wave) =>
        wave.people.map((participationId) => ({ participationId, waveId: ids.get(wave.number)! })),
      ),
    );
  }

  /** A wave has gone out: what let it go in spite of an alarm was about this one. */
  sent(tx: EntityManager, rollout: Rollout, today: Temporal.PlainDate): Promise<void> {
    return this.friction.waveWent(tx, rollout.id, today);
  }

  /** A wave that waits, and whose day is over, is put off to tomorrow: it never comes out late. */
  async putOff(tx: EntityManager, rollout: Rollout, today: Temporal.PlainDate): Promise<void> {
    const shown = await onAgenda(tx, rollout.id);
    const overdue = (await this.dated(tx, rollout)).find(
      (wave) =>
        !wave.said && !shown.has(String(wave.number)) && Temporal.PlainDate.compare(wave.on, today) <= 0,
    );
    if (!overdue) return;
    await this.write(tx, rollout);
    await tx.update(
      Wave,
      { rolloutId: rollout.id, number: overdue.number },
      { notBefore: today.add({ days: 1 }) },
    );
  }

  /** The waves as wished; those of the plan while nobody wished anything. */
  private async rows(tx: EntityManager, rollout: Rollout): Promise<Omit<Wave, 'rolloutId'>[]> {
    const kept = await tx.find(Wave, { where: { rolloutId: rollout.id }, order: { number: 'ASC' } });
    if (kept.length > 0) return kept;
    return Array.from({ length: rollout.plan.waves.count }, (_, i) => ({
      ...{ number: i + 1, kind: 'share', placeId: null, advocateId: null, leans: false },
      ...{ notBefore: null, saidOn: null },
    })) as Omit<Wave, 'rolloutId'>[];
  }

  private async write(tx: EntityManager, rollout: Rollout): Promise<Wave[]> {
    const rows = await this.rows(tx, rollout);
    return tx.save(rows.map((row) => tx.create(Wave, { ...row, rolloutId: rollout.id })));
  }
}
