import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import { DataSource, type EntityManager } from 'typeorm';
import { localDay } from '../kernel/local-day.js';
import type { Actor } from '../access/actor.js';
import { Audit } from '../access/audit.js';
import { Clock } from '../kernel/clock.js';
import { AgendaService } from './agenda.service.js';
import type { Rollout } from './rollout.entity.js';
import { RolloutService } from './rollout.service.js';

export interface AtDesk {
  tx: EntityManager;
  /** Locked until the act is done. */
  rollout: Rollout;
  now: Temporal.Instant;
  /** In the rollout's zone. */
  today: Temporal.PlainDate;
}

export interface Deed {
  /** For the audit: `finding.resolved`. */
  what: string;
  reason?: string;
  /** What is only measured, at three each morning, is planned for with the new day; anything else at once. */
  replans?: 'at once' | 'with the new day';
}

/**
 * What every act of a lead has in common: one transaction that locks the rollout first, does the act, notes it
 * and replans last. After a refusal nothing of it is left.
 */
@Injectable()
export class LeadDesk {
  constructor(
    private readonly dataSource: DataSource,
    private readonly rollouts: RolloutService,
    private readonly agenda: AgendaService,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** `work` answers with what it changed, as an opaque id for the audit, and with what the caller wants to know. */
  act<T>(
    actor: Actor,
    rolloutId: string,
    { replans = 'at once', ...deed }: Deed,
    work: (desk: AtDesk) => Promise<{ subject: string; answer: T }>,
  ): Promise<T> {
    return this.dataSource.transaction(async (tx) => {
      const now = this.clock.now();
      const rollout = await this.rollouts.lock(tx, actor.communityId, rolloutId);
      const today = localDay(now, rollout.plan.timeZone);
      const { subject, answer } = await work({ tx, rollout, now, today });
      const { communityId, accountId } = actor;
      await this.audit.note(tx, { communityId, actor: accountId, ...deed, subject, at: now });
      if (replans === 'at once') await this.agenda.replan(tx, rolloutId);
      return answer;
    });
  }

  /** What an act would change: it is really done, looked at and undone, so that nothing is reckoned twice. */
  async ifDone<T>(actor: Actor, rolloutId: string, work: (desk: AtDesk) => Promise<T>): Promise<T> {
    const undone = new Error('only looked at');
    let seen: { answer: T } | undefined;
    try {
      await this.dataSource.transaction(async (tx) => {
        const now = this.clock.now();
        const rollout = await this.rollouts.lock(tx, actor.communityId, rolloutId);
        const today = localDay(now, rollout.plan.timeZone);
        seen = { answer: await work({ tx, rollout, now, today }) };
        throw undone;
      });
    } catch (error) {
      if (error !== undone) throw error;
    }
    return seen!.answer;
  }

  /** Reading for a lead: their own community's rollout, or a refusal. */
  async read<T>(
    actor: Actor,
    rolloutId: string,
    look: (tx: EntityManager, rollout: Rollout, today: Temporal.PlainDate) => Promise<T>,
  ): Promise<T> {
    const tx = this.dataSource.manager;
    const rollout = await this.rollouts.read(tx, actor.communityId, rolloutId);
    return look(tx, rollout, localDay(this.clock.now(), rollout.plan.timeZone));
  }
}
