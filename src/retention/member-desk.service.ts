import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../access/actor.js';
import { Audit } from '../access/audit.js';
import { MemberEdits, type MemberChange, type Reach, type Way } from '../community/member-edit.service.js';
import { Clock } from '../kernel/clock.js';
import { mustBeAsSeen, type Seen } from '../kernel/http/seen.js';
import { Notices } from '../notices/notices.service.js';
import { offTheMail } from '../notices/reroute.writes.js';
import { ParticipationService } from '../rollout/participation.service.js';
import { personOf, type Person } from './farewell.queries.js';
import { newLink } from './retention.mails.js';

/** When it is, and that it was done. */
@Injectable()
export class ActsOnRecord {
  constructor(
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  now(): ReturnType<Clock['now']> {
    return this.clock.now();
  }

  note(tx: EntityManager, { communityId, accountId }: Actor, what: string, subject: string): Promise<void> {
    return this.audit.note(tx, { communityId, actor: accountId, what, subject, at: this.clock.now() });
  }
}

/** What leads correct about one person; on the record without the values. */
@Injectable()
export class MemberDesk {
  constructor(
    private readonly dataSource: DataSource,
    private readonly edits: MemberEdits,
    private readonly participations: ParticipationService,
    private readonly notices: Notices,
    private readonly record: ActsOnRecord,
  ) {}

  reach({ communityId }: Actor, memberId: string): Promise<Reach> {
    return this.edits.reach(this.dataSource.manager, communityId, memberId);
  }

  async gone({ communityId }: Actor, memberId: string): Promise<Person['gone']> {
    return (await personOf(this.dataSource.manager, communityId, memberId)).gone;
  }

  /** What waits to go to an address that is taken away, or not wanted any more, is told in another way. */
  change(actor: Actor, memberId: string, change: MemberChange, seen?: Seen): Promise<void> {
    return this.dataSource.transaction(async (tx) => {
      await lockMoves(tx, actor, memberId);
      if (seen) mustBeAsSeen(seen, reachSeen(await this.edits.reach(tx, actor.communityId, memberId)));
      await this.edits.change(tx, actor.communityId, memberId, change);
      if (change.email === null || (change.way !== undefined && change.way !== 'email')) {
        const { way } = await this.edits.reach(tx, actor.communityId, memberId);
        await offTheMail(tx, memberId, way !== 'here');
      }
      await this.record.note(tx, actor, 'member.edited', memberId);
    });
  }

  /**
   * Who has a link of this person's opens nothing with it any more. `tell`: a message carries the new one, of the move
   * that goes on; else the next that is due does. Answers whether such a message goes out.
   */
  replaceLink(actor: Actor, memberId: string, tell: boolean): Promise<{ told: boolean }> {
    return this.dataSource.transaction(async (tx) => {
      await this.edits.reach(tx, actor.communityId, memberId);
      const now = this.record.now();
      const moves = await lockMoves(tx, actor, memberId);
      const pages = await tx.query<{ id: string; rollout_id: string }[]>(
        'select id, rollout_id from participation where member_id = $1 order by rollout_id',
        [memberId],
      );
      const links = new Map<string, string>();
      for (const { id, rollout_id } of pages)
        links.set(rollout_id, await this.participations.replaceLink(tx, id, now));
      const move = moves.find(({ running }) => running);
      const told = tell && move !== undefined;
      if (told)
        await this.notices.say(tx, {
          rollout: { id: move.id, communityId: actor.communityId, timeZone: move.zone },
          ...{ key: `own-page-link/${links.get(move.id)}`, play: 'own-page-link', purpose: 'help' },
          ...{ letters: newLink(), to: [memberId], byHand: true, atOnce: true, now },
        });
      await this.record.note(tx, actor, 'member.link-replaced', memberId);
      return { told };
    });
  }
}

const ways: Record<Way, string> = {
  email: 'By e-mail',
  person: 'A person tells them',
  here: 'They look at their page',
};

/** What the page of a person shows. */
export const reachSeen = ({ displayName, email, way, language, timeZone }: Reach): Seen => ({
  ...{ Name: displayName, 'E-mail address': email ?? '', 'How they hear from us': ways[way] },
  ...{ Language: language ?? '', 'Time zone': timeZone ?? '' },
});

/** Rollouts are locked first, as every act does: nobody waits for each other in a circle. */
const lockMoves = (
  tx: EntityManager,
  { communityId }: Actor,
  memberId: string,
): Promise<{ id: string; zone: string; running: boolean }[]> =>
  tx.query(
    `select id, plan->>'timeZone' as zone, state = 'running' and cancelled_at is null as running
       from rollout where community_id = $2 and id in (select rollout_id from participation where member_id = $1)
      order by id for update`,
    [memberId, communityId],
  );
