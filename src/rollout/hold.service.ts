import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import { DataSource } from 'typeorm';
import type { Actor } from '../access/actor.js';
import { Audit } from '../access/audit.js';
import { Clock } from '../kernel/clock.js';
import { HeartbeatService } from './heartbeat.service.js';

export interface HoldState {
  beatAt: Temporal.Instant | null;
  heldSince: Temporal.Instant | null;
  reason: string | null;
}

/** After a restore, or a long stop, a community says nothing until one of its leads has looked. */
@Injectable()
export class HoldService {
  constructor(
    private readonly heartbeat: HeartbeatService,
    private readonly dataSource: DataSource,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async read({ communityId }: Actor): Promise<HoldState> {
    const hold = await this.heartbeat.hold(communityId);
    return {
      beatAt: await this.heartbeat.beatAt(),
      heldSince: hold?.since ?? null,
      reason: hold?.reason ?? null,
    };
  }

  /** For the lead's own community: the others stay as they are. */
  async release(actor: Actor): Promise<HoldState> {
    const { communityId, accountId } = actor;
    const deed = { communityId, actor: accountId, what: 'hold.released', subject: communityId };
    await this.dataSource.transaction(async (tx) => {
      await this.heartbeat.release(tx, communityId);
      await this.audit.note(tx, { ...deed, at: this.clock.now() });
    });
    return this.read(actor);
  }
}
