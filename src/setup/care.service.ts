import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../access/actor.js';
import { Audit } from '../access/audit.js';
import { Community } from '../community/community.entity.js';
import { CommunityService, type NewCommunity } from '../community/community.service.js';
import { Clock } from '../kernel/clock.js';
import { Vault } from '../kernel/crypto/vault.js';
import { mustBeAsSeen, type Seen } from '../kernel/http/seen.js';
import { CareAnswers } from './care.entity.js';
import type { CareGiven, CareRead } from './care.input.js';

type Words = Omit<CareRead, 'care'>;
type Given = Omit<CareGiven, 'care'>;

const none: Words = { who: null, sacred: null, phones: null };

/** How careful a community has to be, and the answers on which that rests. */
@Injectable()
export class CareService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly communities: CommunityService,
    private readonly vault: Vault,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async read(tx: EntityManager, communityId: string): Promise<CareRead> {
    const { care } = await this.communities.get(tx, communityId);
    const kept = await tx.findOneBy(CareAnswers, { communityId });
    const words = kept && (JSON.parse((await this.vault.ring(tx, communityId)).open(kept.sealed)) as Words);
    return { care, ...none, ...words };
  }

  /** What is left out stays; null, and an empty text, takes an answer back. */
  change({ communityId, accountId }: Actor, { care, ...given }: CareGiven, seen?: Seen): Promise<void> {
    return this.dataSource.transaction(async (tx) => {
      await tx.findOne(Community, { where: { id: communityId }, lock: { mode: 'for_no_key_update' } });
      if (seen) mustBeAsSeen(seen, careSeen(await this.read(tx, communityId)));
      await this.communities.setCare(tx, communityId, care);
      await this.keep(tx, communityId, given);
      await this.audit.note(tx, {
        ...{ communityId, actor: accountId, what: 'community.care-chosen', subject: communityId },
        at: this.clock.now(),
      });
    });
  }

  /** Nothing of a community is stored before its answers are. */
  async found(
    tx: EntityManager,
    { who, sacred, phones, ...community }: NewCommunity & Given,
  ): Promise<Community> {
    const made = await this.communities.create(tx, community);
    await this.keep(tx, made.id, { who, sacred, phones });
    return made;
  }

  private async keep(tx: EntityManager, communityId: string, given: Given): Promise<void> {
    const { care: _care, ...known } = await this.read(tx, communityId);
    const words = { ...known };
    for (const key of ['who', 'sacred', 'phones'] as const)
      if (given[key] !== undefined) words[key] = given[key] || null;
    if (Object.values(words).every((one) => one === null)) {
      await tx.delete(CareAnswers, { communityId });
      return;
    }
    const sealed = (await this.vault.ring(tx, communityId)).seal(JSON.stringify(words));
    await tx.upsert(CareAnswers, { communityId, sealed }, ['communityId']);
  }
}

/** What its page shows. */
export const careSeen = ({ care, who, sacred, phones }: CareRead): Seen => ({
  ...{ 'How careful': care, 'Who the wrong person might be': who ?? '', 'What is sacred here': sacred ?? '' },
  'What the phones can do': phones ?? '',
});
