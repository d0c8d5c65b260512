import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { localDay } from '../kernel/local-day.js';
import { Clock } from '../kernel/clock.js';
import { moment } from '../kernel/database/columns.js';
import type { Facts } from './facts.js';
import type { Rollout } from './rollout.entity.js';
import { ProvidesFact } from './sockets.js';

/** Days that unbounded series are planned ahead. `rollout.day` plans on, every day. */
const daysAhead = 35;

/** The facts that the rollout knows of itself; those of its phases stand in `phase.service.ts`. */
@Injectable()
export class RolloutFacts {
  constructor(private readonly clock: Clock) {}

  @ProvidesFact('rollout.cancelled')
  async cancelled(_tx: EntityManager, rollout: Rollout): Promise<Facts['rollout.cancelled']> {
    return rollout.cancelledAt;
  }

  @ProvidesFact('rollout.kept-both')
  async keptBoth(_tx: EntityManager, rollout: Rollout): Promise<Facts['rollout.kept-both']> {
    return rollout.keptBothAt;
  }

  @ProvidesFact('rollout.alerts')
  async alerts(tx: EntityManager, rollout: Rollout): Promise<Facts['rollout.alerts']> {
    const rows: { id: string; raised_at: Date }[] = await tx.query(
      'select id, raised_at from alert where rollout_id = $1 and ended_at is null order by raised_at, id',
      [rollout.id],
    );
    return rows.map((row) => ({ id: row.id, at: moment(row.raised_at) }));
  }

  @ProvidesFact('rollout.horizon')
  async horizon(_tx: EntityManager, rollout: Rollout): Promise<Facts['rollout.horizon']> {
    return localDay(this.clock.now(), rollout.plan.timeZone).add({ days: daysAhead });
  }
}
