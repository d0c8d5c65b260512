import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { Refusal } from '../kernel/refusal.js';
import { Bell } from './bell.js';
import { holdInPause, resumeRows, STOPPED, stopRows } from './hold.writes.js';
import { mustKnowHowMany } from './many.rules.js';

/** People, at the moment of the stop. */
export interface Stopped {
  /** Accepted, came back, or was told in person. */
  went: number;
  /** In a server's hands at this very moment: nobody can say yet. */
  inFlight: number;
  /** Will not go. */
  stopped: number;
  /** Stands on the own page of who has no other way. */
  onPages: number;
  /** Refused, given up, or tried in person in vain. */
  notReached: number;
  /** Left out for another reason than the stop. */
  leftOut: number;
}

/** A lead stops one notice; everything that has not gone stays here. */
@Injectable()
export class Stops {
  constructor(private readonly bell: Bell) {}

  /** Stopping twice is stopping once. @throws Refusal not-found for another community's notice */
  async stop(
    tx: EntityManager,
    communityId: string,
    noticeId: string,
    now: Temporal.Instant,
  ): Promise<Stopped> {
    await this.lock(tx, communityId, noticeId);
    await tx.query('update notice set stopped_at = coalesce(stopped_at, $2) where id = $1', [
      noticeId,
      now.toString(),
    ]);
    await stopRows(tx, noticeId);
    return this.counts(tx, noticeId);
  }

  /**
   * What was stopped goes on; in a pause, when that is over.
   * @param typed how many people, as a lead believes
   * @returns how many people it still reaches
   */
  async resume(
    tx: EntityManager,
    communityId: string,
    noticeId: string,
    now: Temporal.Instant,
    typed?: number,
  ): Promise<number> {
    await this.lock(tx, communityId, noticeId);
    mustKnowHowMany((await this.counts(tx, noticeId)).stopped, typed);
    await tx.query('update notice set stopped_at = null where id = $1', [noticeId]);
    const resumed = await resumeRows(tx, noticeId, now.toString());
    await holdInPause(tx, noticeId);
    this.bell.ringAfter(tx);
    return resumed;
  }

  /** What a stop has kept from going, and what had gone before it. */
  async counts(tx: EntityManager, noticeId: string): Promise<Stopped> {
    const [counts] = await tx.query<[Stopped]>(
      `select count(*) filter (where state in ('accepted', 'bounced', 'told'))::int as went,
              count(*) filter (where state = 'sending')::int as "inFlight",
              count(*) filter (where state = 'suppressed' and reason = '${STOPPED}')::int as stopped,
              count(*) filter (where state = 'posted')::int as "onPages",
              count(*) filter (where state in ('refused', 'could not')
                or (state = 'failed' and not_before is null))::int as "notReached",
              count(*) filter (where state = 'suppressed' and reason is distinct from '${STOPPED}')::int as "leftOut"
         from delivery where notice_id = $1`,
      [noticeId],
    );
    return counts;
  }

  private async lock(tx: EntityManager, communityId: string, noticeId: string): Promise<void> {
    const found = await tx.query<unknown[]>(
      'select 1 from notice where id = $1 and community_id = $2 for update',
      [noticeId, communityId],
    );
    if (found.length === 0)
      throw new Refusal('not-found', 'There is no such notice here. Look at the list again.');
  }
}
