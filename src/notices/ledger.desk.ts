import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../access/actor.js';
import { Audit } from '../access/audit.js';
import { Clock } from '../kernel/clock.js';

/** What every act of a lead on the ledger has in common: one transaction, noted in the audit. */
@Injectable()
export class LedgerDesk {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /**
   * What changed nothing, and says so by false, is not noted.
   * @param what for the audit: `person.told` · @param subject the opaque id of what it is about
   */
  act<T>(
    { communityId, accountId }: Actor,
    what: string,
    subject: string,
    work: (tx: EntityManager, now: Temporal.Instant) => Promise<T>,
  ): Promise<T> {
    return this.dataSource.transaction(async (tx) => {
      const at = this.clock.now();
      const answer = await work(tx, at);
      if (answer !== false) await this.audit.note(tx, { communityId, actor: accountId, what, subject, at });
      return answer;
    });
  }
}
