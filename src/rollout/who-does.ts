import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Rollout } from './rollout.entity.js';

/** By task, as pages name them: who does it. */
type Names = ReadonlyMap<string, string>;
type Asked = (tx: EntityManager, rollout: Rollout) => Promise<Names>;

/** Whose name is on each task. A room above knows; it says so once, at the start. */
@Injectable()
export class WhoDoes {
  private ask: Asked = () => Promise.resolve(new Map());

  answeredBy(ask: Asked): void {
    this.ask = ask;
  }

  of(tx: EntityManager, rollout: Rollout): Promise<Names> {
    return this.ask(tx, rollout);
  }
}
