import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { reading } from '../kernel/database/reading.js';
import { factKeys, type FactKey, type Facts } from './facts.js';
import type { Rollout } from './rollout.entity.js';
import { SocketBoard } from './socket-board.js';

/** Gathers the facts of a rollout, each from the feature that owns it. */
@Injectable()
export class FactService {
  constructor(private readonly board: SocketBoard) {}

  async all(tx: EntityManager, rollout: Rollout): Promise<Facts> {
    return reading(tx, async () => {
      // One after the other: they share the transaction's connection.
      const facts: Partial<Record<FactKey, unknown>> = {};
      for (const key of factKeys) facts[key] = await this.board.tell(key, tx, rollout);
      return facts as Facts;
    });
  }

  one<K extends FactKey>(key: K, tx: EntityManager, rollout: Rollout): Promise<Facts[K]> {
    return this.board.tell(key, tx, rollout);
  }
}
