import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Refusal } from '../kernel/refusal.js';
import { Rollout } from './rollout.entity.js';

/** Finds rollouts. Another community's is not found, like one that never was. */
@Injectable()
export class RolloutService {
  /** Locked until the transaction ends: every act on a rollout begins here, so that none waits in a circle. */
  async lock(tx: EntityManager, communityId: string, rolloutId: string): Promise<Rollout> {
    return found(
      await tx.findOne(Rollout, {
        where: { id: rolloutId, communityId },
        lock: { mode: 'pessimistic_write' },
      }),
    );
  }

  async read(tx: EntityManager, communityId: string, rolloutId: string): Promise<Rollout> {
    return found(await tx.findOneBy(Rollout, { id: rolloutId, communityId }));
  }

  list(tx: EntityManager, communityId: string): Promise<Rollout[]> {
    return tx.find(Rollout, { where: { communityId }, order: { name: 'ASC', id: 'ASC' } });
  }
}

function found(rollout: Rollout | null): Rollout {
  if (!rollout) throw new Refusal('not-found', 'There is no such rollout.');
  return rollout;
}
