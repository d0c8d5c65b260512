import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { Community } from '../community/community.entity.js';
import type { Letters } from '../notices/letter.js';
import { Notices } from '../notices/notices.service.js';
import { Rollout } from '../rollout/rollout.entity.js';

interface ToColleagues {
  communityId: string;
  /** The rollout that it is about; null: the one that goes on, else nothing is sent. */
  rollout: Rollout | null;
  /** Once for all: `yes-asked/{id}`. */
  key: string;
  to: string[];
  now: Temporal.Instant;
}

/** Letters between the people who lead: what one of them asks of another. */
@Injectable()
export class TeamLetters {
  constructor(private readonly notices: Notices) {}

  async tell(
    tx: EntityManager,
    { communityId, rollout, key, to, now }: ToColleagues,
    write: (about: { community: string; zone: string }) => Letters,
  ): Promise<void> {
    if (to.length === 0) return;
    const move = rollout ?? (await newest(tx, communityId));
    if (!move) return;
    const { name: community } = await tx.findOneByOrFail(Community, { id: communityId });
    const zone = move.plan.timeZone;
    await this.notices.tellLeads(tx, {
      ...{ communityId, key, now, accountIds: to, play: key.split('/')[0]! },
      rollout: { id: move.id, communityId, timeZone: zone },
      letters: write({ community, zone }),
    });
  }
}

const newest = (tx: EntityManager, communityId: string): Promise<Rollout | null> =>
  tx.findOne(Rollout, {
    where: { communityId, state: 'running' },
    order: { startedAt: 'DESC', id: 'ASC' },
  });
