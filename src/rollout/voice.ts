import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import type { Letters, PostText } from '../notices/letter.js';
import { Notices } from '../notices/notices.service.js';
import type { Audience } from '../notices/saying.js';
import type { Occasion } from './sockets.js';
import { inLeadsPost, inLeadsWords } from './rewording.rules.js';
import { keysBesideClosing } from './rollout.queries.js';
import { Scenes } from './scene.js';

export interface Said {
  letters: Letters;
  to: Audience;
  post?: PostText;
  usefulUntil?: Temporal.Instant;
  /** Where it differs from the playbook's row: of a ladder only some steps go by hand. */
  byHand?: boolean;
}

/** Everybody of the rollout; the ledger leaves out who is gone. */
export const everybody = (rolloutId: string): Audience => ({
  sql: 'select member_id from participation where rollout_id = $1',
  params: [rolloutId],
});

/** Of a delivery d: it has reached its person, or may have; whoever has said that they read it, by whatever channel. */
export const heard = `(d.confirmed_at is not null or d.state in ('sending', 'accepted', 'told', 'posted'))`;

/** Says what an occasion asks for, in the leads' own words where they gave any. */
@Injectable()
export class Voice {
  constructor(
    private readonly notices: Notices,
    private readonly scenes: Scenes,
  ) {}

  async say(occasion: Occasion, said: Said): Promise<void> {
    const { tx, rollout, row, key, now, day, reworded } = occasion;
    const { letters, to, post, usefulUntil, byHand = row.byHand } = said;
    const text = post && inLeadsPost(post, reworded);
    const posts = text &&
      row.posts && { placeIds: await this.scenes.placeIds(tx, rollout.id, row.posts), text, on: day };
    await this.notices.say(tx, {
      rollout: { id: rollout.id, communityId: rollout.communityId, timeZone: rollout.plan.timeZone },
      ...{ key, play: row.play, purpose: row.purpose ?? 'community', now, byHand, to },
      letters: inLeadsWords(letters, reworded),
      ...(usefulUntil && { usefulUntil }),
      ...(posts && { posts }),
    });
  }

  /** Nobody is told any more of a day that does not stand: whoever has not heard of it hears of the next only. */
  async withdraw(tx: EntityManager, rolloutId: string, reason: string): Promise<void> {
    await this.notices.withdraw(tx, rolloutId, reason, await keysBesideClosing(tx, rolloutId));
  }

  tellLeads(
    { tx, rollout, row, key, now }: Occasion,
    letters: Letters,
    accountIds?: string[],
  ): Promise<void> {
    const { id, communityId, plan } = rollout;
    return this.notices.tellLeads(tx, {
      communityId,
      rollout: { id, communityId, timeZone: plan.timeZone },
      ...{ key, play: row.play, letters, now },
      ...(accountIds && { accountIds }),
    });
  }
}
