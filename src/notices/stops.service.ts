import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import { DataSource, type EntityManager } from 'typeorm';
import { Refusal } from '../kernel/refusal.js';
import { Bell } from './bell.js';
import { holdInPause, resumeRows, STOPPED, stopRows, withdrawn } from './hold.writes.js';
import { mustKnowHowMany } from './many.rules.js';

/** More than whoever sends needs to hear of a stop, and to give back what it has not handed over. */
const [LOOKS, PAUSE_MS] = [12, 50];

/** People, at the moment of the stop. */
export interface Stopped {
  /** Accepted, came back, or was told in person. */
  went: number;
  /** About to go, or in a server's hands: nobody can say yet. */
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
  constructor(
    private readonly bell: Bell,
    private readonly dataSource: DataSource,
  ) {}

  /** Stopping twice is stopping once. What is about to go is reached within a fifth of a second: see `settled`. @throws Refusal not-found for another community's notice */
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
    const ended = await this.lock(tx, communityId, noticeId);
    if (ended !== null) throw withdrawn(ended);
    mustKnowHowMany((await this.counts(tx, noticeId)).stopped, typed);
    await tx.query('update notice set stopped_at = null where id = $1', [noticeId]);
    const resumed = await resumeRows(tx, noticeId, now.toString());
    await holdInPause(tx, noticeId);
    this.bell.ringAfter(tx);
    return resumed;
  }

  /**
   * The same once whoever sends has heard of the stop; what a server has in its hands is waited for a moment only.
   * Outside the transaction that stopped it.
   */
  async settled(noticeId: string): Promise<Stopped> {
    for (let looks = LOOKS; ; looks--) {
      const counts = await this.counts(this.dataSource.manager, noticeId);
      if (counts.inFlight === 0 || looks === 0) return counts;
      await sleep(PAUSE_MS);
    }
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

  /** @returns why it was withdrawn; null where it stands */
  private async lock(tx: EntityManager, communityId: string, noticeId: string): Promise<string | null> {
    const [found] = await tx.query<{ withdrawn: string | null }[]>(
      'select withdrawn from notice where id = $1 and community_id = $2 for update',
      [noticeId, communityId],
    );
    if (!found) throw new Refusal('not-found', 'There is no such notice here. Look at the list again.');
    return found.withdrawn;
  }
}
