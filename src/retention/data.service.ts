import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import { DataSource, type EntityManager } from 'typeorm';
import { localDay } from '../kernel/local-day.js';
import type { Actor } from '../access/actor.js';
import { Audit } from '../access/audit.js';
import { Clock } from '../kernel/clock.js';
import { Refusal } from '../kernel/refusal.js';
import { Erasure } from '../privacy/erasure.service.js';
import { Held, type HeldKind } from '../privacy/held.service.js';

interface Wanted {
  memberId: string;
  communityId: string;
  /** An account, or 'self'. */
  actor: string;
  today: Temporal.PlainDate;
  now: Temporal.Instant;
}

/** What is held about one member, and deleting them: for themselves, or for whoever they asked. */
@Injectable()
export class MemberData {
  constructor(
    private readonly dataSource: DataSource,
    private readonly held: Held,
    private readonly erasure: Erasure,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Rollouts are locked first, as every act does: nobody waits for each other in a circle. */
  async erase(tx: EntityManager, { memberId, communityId, actor, today, now }: Wanted): Promise<void> {
    await tx.query(
      `select 1 from rollout where id in (select rollout_id from participation where member_id = $1)
        order by id for update`,
      [memberId],
    );
    await this.erasure.erase(tx, memberId, today);
    await this.audit.note(tx, { communityId, actor, what: 'member.erased', subject: memberId, at: now });
  }

  about(actor: Actor, memberId: string): Promise<HeldKind[]> {
    return this.dataSource.transaction(async (tx) => {
      await mustBeOurs(tx, actor, memberId);
      const { communityId, accountId } = actor;
      const at = this.clock.now();
      await this.audit.note(tx, {
        communityId,
        actor: accountId,
        what: 'member.shown',
        subject: memberId,
        at,
      });
      return this.held.about(tx, memberId);
    });
  }

  eraseFor(actor: Actor, memberId: string): Promise<void> {
    return this.dataSource.transaction(async (tx) => {
      const timeZone = await mustBeOurs(tx, actor, memberId);
      const now = this.clock.now();
      const today = localDay(now, timeZone);
      const { communityId, accountId } = actor;
      await this.erase(tx, { memberId, communityId, actor: accountId, today, now });
    });
  }
}

/** Answers the community's time zone. */
async function mustBeOurs(tx: EntityManager, actor: Actor, memberId: string): Promise<string> {
  const [row] = await tx.query<{ time_zone: string }[]>(
    `select c.time_zone from member m join community c on c.id = m.community_id
      where m.id = $1 and m.community_id = $2`,
    [memberId, actor.communityId],
  );
  if (!row) throw new Refusal('not-found', 'There is no such member here.');
  return row.time_zone;
}
