import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { Refusal } from '../kernel/refusal.js';
import { Member } from './member.entity.js';
import { MemberService } from './member.service.js';

/** What the kept row lacks it gets from the second. */
const GIVE = [
  `update member k set language = coalesce(k.language, s.language), time_zone = coalesce(k.time_zone, s.time_zone),
     last_seen_on = greatest(k.last_seen_on, s.last_seen_on)
     from member s where k.id = $1 and s.id = $2`,
  `insert into member_channel (community_id, member_id, kind, sealed, lookup, preferred, state, created_at)
   select community_id, $1, kind, sealed, lookup,
       preferred and not exists (select from member_channel k where k.member_id = $1 and k.preferred), state, created_at
     from member_channel s where member_id = $2
      and not exists (select from member_channel k
                       where k.member_id = $1 and k.kind = s.kind and k.lookup is not distinct from s.lookup)`,
  `insert into member_place (member_id, place_id, handle_sealed, handle_lookup, last_seen_on)
   select $1, place_id, handle_sealed, handle_lookup, last_seen_on from member_place where member_id = $2
   on conflict do nothing`,
];

/** Two rows for one person: joined by a lead's hand only, and never for good. */
@Injectable()
export class Duplicates {
  constructor(private readonly members: MemberService) {}

  /** The second row stays, marked: so the file it came from does not bring it back, and `separate` undoes it. */
  async join(
    tx: EntityManager,
    communityId: string,
    keptId: string,
    secondId: string,
    on: Temporal.PlainDate,
  ): Promise<void> {
    if (keptId === secondId)
      throw new Refusal('invalid', { field: 'of', message: 'This is one row already' });
    const kept = await this.members.get(tx, communityId, keptId);
    await this.members.get(tx, communityId, secondId);
    if (kept.duplicateOf)
      throw new Refusal('conflict', { field: 'of', message: 'That row is itself joined to another' });
    for (const sql of GIVE) await tx.query(sql, [keptId, secondId]);
    await tx.update(Member, { duplicateOf: secondId }, { duplicateOf: keptId });
    await tx.update(Member, { id: secondId }, { gone: 'duplicate', goneOn: on, duplicateOf: keptId });
  }

  /** Two people after all. What the first was given stays with it, where their own page shows it. */
  async separate(tx: EntityManager, communityId: string, secondId: string): Promise<void> {
    const second = await this.members.get(tx, communityId, secondId);
    if (second.gone !== 'duplicate') throw new Refusal('conflict', 'This row is not joined to another');
    await tx.update(Member, { id: secondId }, { gone: null, goneOn: null, duplicateOf: null });
  }
}
