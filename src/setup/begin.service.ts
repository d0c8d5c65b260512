import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { localDay } from '../kernel/local-day.js';
import type { Actor } from '../access/actor.js';
import { Audit } from '../access/audit.js';
import { Community, type Door } from '../community/community.entity.js';
import { CommunityService } from '../community/community.service.js';
import { zoneOf } from '../access/community-day.js';
import { Clock } from '../kernel/clock.js';
import { unheard } from '../retention/first-contact.queries.js';
import type { Begun } from './begin.rules.js';

/** How far a community has come with its beginning: what is stored says it, but for the door. */
@Injectable()
export class Beginnings {
  constructor(
    private readonly dataSource: DataSource,
    private readonly communities: CommunityService,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async of({ communityId }: Actor): Promise<Begun> {
    const { door, care, responsibleName } = await this.communities.get(this.dataSource.manager, communityId);
    const moves = await this.dataSource.query<Begun['moves']>(
      `select id, name, state, state = 'ended' or cancelled_at is not null or exists (select from occurrence o
                where o.rollout_id = r.id and o.play = 'sunset.read-only' and o.state = 'done') as over, exists (select from join_code j where j.rollout_id = r.id
                and j.place_id is null and j.advocate_id is null and j.replaced_at is null) as code
         from rollout r where community_id = $1 order by state = 'draft' desc, name, id`,
      [communityId],
    );
    const [counts] = await this.dataSource.query<[Pick<Begun, 'places' | 'people' | 'leads'>]>(
      `select (select count(*)::int from place where community_id = $1) as places,
              (select count(*)::int from member
                where community_id = $1 and gone is null and erased_at is null) as people,
              (select count(*)::int from account
                where community_id = $1 and left_at is null and role in ('lead', 'admin')) as leads`,
      [communityId],
    );
    // A long look at a long list, and said only while there is no move whose overview would say it.
    const silent = moves.length === 0 ? await this.unheard(communityId) : 0;
    return { ...counts, door, care, responsible: responsibleName, unheard: silent, moves };
  }

  /** It can be chosen anew: nothing that was done is lost by that. */
  choose({ communityId, accountId }: Actor, door: Door): Promise<void> {
    return this.dataSource.transaction(async (tx) => {
      await tx.update(Community, { id: communityId }, { door });
      const at = this.clock.now();
      const what = 'community.door-chosen';
      await this.audit.note(tx, { communityId, actor: accountId, what, subject: communityId, at });
    });
  }

  private async unheard(communityId: string): Promise<number> {
    const today = localDay(this.clock.now(), await zoneOf(this.dataSource.manager, communityId));
    const [{ people }] = await this.dataSource.query<[{ people: number }]>(
      `select count(*)::int as people from member m where m.community_id = $1 and ${unheard('$2')}`,
      [communityId, today.toString()],
    );
    return people;
  }
}
