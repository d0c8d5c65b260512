import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import { DataSource } from 'typeorm';
import type { Actor } from '../access/actor.js';
import { Audit } from '../access/audit.js';
import { Clock } from '../kernel/clock.js';
import { Bell } from '../notices/bell.js';
import { peopleWhoWait } from '../notices/hold.queries.js';
import { countAnew } from '../notices/hold.writes.js';
import { mustKnowHowMany } from '../notices/many.rules.js';
import { HeartbeatService } from './heartbeat.service.js';

export interface HoldState {
  beatAt: Temporal.Instant | null;
  heldSince: Temporal.Instant | null;
  reason: string | null;
  /** Who waits for what is ready; 0 while nothing is held. */
  people: number;
}

/** After a restore, or a long stop, a community says nothing until one of its leads has looked. */
@Injectable()
export class HoldService {
  constructor(
    private readonly heartbeat: HeartbeatService,
    private readonly dataSource: DataSource,
    private readonly audit: Audit,
    private readonly clock: Clock,
    private readonly bell: Bell,
  ) {}

  async read({ communityId }: Actor): Promise<HoldState> {
    const hold = await this.heartbeat.hold(communityId);
    return {
      beatAt: await this.heartbeat.beatAt(),
      heldSince: hold?.since ?? null,
      reason: hold?.reason ?? null,
      people: hold ? await peopleWhoWait(this.dataSource.manager, communityId) : 0,
    };
  }

  /**
   * For the lead's own community: the others stay as they are. Twice is once.
   * @param typed how many people wait, as a lead believes
   */
  async release(actor: Actor, typed?: number): Promise<HoldState> {
    const { communityId, accountId } = actor;
    const deed = { communityId, actor: accountId, what: 'hold.released', subject: communityId };
    await this.dataSource.transaction(async (tx) => {
      const held = await this.heartbeat.hold(communityId);
      if (held) mustKnowHowMany(await peopleWhoWait(tx, communityId), typed);
      await this.heartbeat.release(tx, communityId);
      await countAnew(tx, communityId);
      this.bell.ringAfter(tx);
      await this.audit.note(tx, { ...deed, at: this.clock.now() });
    });
    return this.read(actor);
  }
}
