import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Facts } from '../rollout/facts.js';
import type { Rollout } from '../rollout/rollout.entity.js';
import { ProvidesFact } from '../rollout/sockets.js';
import { series } from './adoption.queries.js';
import { AdoptionMilestone } from './snapshot.entity.js';

@Injectable()
export class AdoptionFacts {
  @ProvidesFact('adoption.band')
  async band(tx: EntityManager, rollout: Rollout): Promise<Facts['adoption.band']> {
    return (await series(tx, rollout.id)).map(({ day, low, high }) => ({ day, low, high }));
  }

  @ProvidesFact('adoption.milestones')
  async milestones(tx: EntityManager, rollout: Rollout): Promise<Facts['adoption.milestones']> {
    const rows = await tx.find(AdoptionMilestone, {
      where: { rolloutId: rollout.id },
      order: { percent: 'ASC' },
    });
    return rows.map(({ percent, at }) => ({ percent, at }));
  }
}
