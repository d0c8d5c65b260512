import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { Clock } from '../kernel/clock.js';
import { Ahead, type Counted } from './ahead.js';
import { comingOf, type Coming } from './coming.queries.js';
import type { Rollout } from './rollout.entity.js';
import { WhoDoes } from './who-does.js';
import type { PhaseKey } from './words.js';

/** What stands beside a phase's gate on its page. */
export interface Beside {
  now: Temporal.Instant;
  /** By task: who does it. */
  names: ReadonlyMap<string, string>;
  coming: Coming[];
  counts: ReadonlyMap<string, Counted | null>;
}

@Injectable()
export class PhaseAside {
  constructor(
    private readonly clock: Clock,
    private readonly ahead: Ahead,
    private readonly who: WhoDoes,
  ) {}

  async of(tx: EntityManager, rollout: Rollout, phase: PhaseKey): Promise<Beside> {
    const now = this.clock.now();
    const coming = await comingOf(tx, rollout.id, now, phase);
    const keys = coming.map(({ key }) => key);
    return {
      ...{ now, coming },
      names: await this.who.of(tx, rollout),
      counts: await this.ahead.counts(rollout, keys),
    };
  }
}
