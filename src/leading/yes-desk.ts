import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../access/actor.js';
import { Audit } from '../access/audit.js';
import { Clock } from '../kernel/clock.js';
import { LeadDesk, type AtDesk, type Deed } from '../rollout/lead-desk.js';
import type { Rollout } from '../rollout/rollout.entity.js';

type AtYesDesk = Pick<AtDesk, 'tx' | 'now'> & { rollout: Rollout | null };

/** The lead's desk for what may be a rollout's or the whole community's. Either is locked first. */
@Injectable()
export class YesDesk {
  constructor(
    private readonly dataSource: DataSource,
    private readonly desk: LeadDesk,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  now(): Temporal.Instant {
    return this.clock.now();
  }

  read<T>(look: (tx: EntityManager) => Promise<T>): Promise<T> {
    return look(this.dataSource.manager);
  }

  act<T>(
    actor: Actor,
    rolloutId: string | null,
    deed: Deed,
    work: (desk: AtYesDesk) => Promise<{ subject: string; answer: T }>,
  ): Promise<T> {
    if (rolloutId) return this.desk.act(actor, rolloutId, deed, work);
    const { communityId, accountId } = actor;
    return this.dataSource.transaction(async (tx) => {
      const now = this.clock.now();
      // Rows that name the community are written meanwhile by whoever holds one of its rollouts.
      await tx.query('select 1 from community where id = $1 for no key update', [communityId]);
      const { subject, answer } = await work({ tx, now, rollout: null });
      await this.audit.note(tx, { communityId, actor: accountId, ...deed, subject, at: now });
      return answer;
    });
  }
}
