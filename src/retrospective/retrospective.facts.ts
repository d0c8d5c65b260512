import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Facts } from '../rollout/facts.js';
import type { Rollout } from '../rollout/rollout.entity.js';
import { ProvidesFact } from '../rollout/sockets.js';
import { Retrospective } from './retrospective.entity.js';

@Injectable()
export class RetrospectiveFacts {
  @ProvidesFact('retrospective.record')
  async record(tx: EntityManager, rollout: Rollout): Promise<Facts['retrospective.record']> {
    const found = await tx.findOneBy(Retrospective, { rolloutId: rollout.id });
    return { meetingAt: found?.meetingAt ?? null, publishedOn: found?.publishedOn ?? null };
  }
}
