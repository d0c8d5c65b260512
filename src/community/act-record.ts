import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../access/actor.js';
import { Audit } from '../access/audit.js';
import { Clock } from '../kernel/clock.js';
import { CommunityService, PlaceService } from './community.service.js';

/** Where an act happens, and that it did. */
@Injectable()
export class ActRecord {
  constructor(
    private readonly communities: CommunityService,
    private readonly places: PlaceService,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Today in the actor's community, once the place is known to be theirs. */
  async begin(tx: EntityManager, { communityId }: Actor, placeId?: string): Promise<Temporal.PlainDate> {
    if (placeId !== undefined) await this.places.get(tx, communityId, placeId);
    return this.communities.today(tx, communityId);
  }

  note(tx: EntityManager, { communityId, accountId }: Actor, what: string, subject: string): Promise<void> {
    return this.audit.note(tx, { communityId, actor: accountId, what, subject, at: this.clock.now() });
  }
}
