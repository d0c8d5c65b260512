import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../kernel/clock.js';
import { later } from '../rollout/calendar.rules.js';
import type { Facts } from '../rollout/facts.js';
import type { Rollout } from '../rollout/rollout.entity.js';
import { ProvidesFact } from '../rollout/sockets.js';
import { endingOf } from './ending.service.js';
import { claimOf } from './outlook.js';
import { placesOf } from './places.service.js';
import { countsOf } from './proof.queries.js';
import { Transition, TransitionChange } from './transition.entity.js';

@Injectable()
export class SunsetFacts {
  constructor(private readonly clock: Clock) {}

  /** While T is held there is none. */
  @ProvidesFact('sunset.transition')
  async transition(tx: EntityManager, rollout: Rollout): Promise<Facts['sunset.transition']> {
    const standing = await tx.findOneBy(Transition, { rolloutId: rollout.id });
    if (!standing || standing.heldAt) return null;
    const changes = await tx.find(TransitionChange, {
      where: { rolloutId: rollout.id },
      order: { number: 'ASC' },
    });
    return {
      revision: standing.revision,
      on: standing.t,
      changes: changes.map(({ step, number, at }) => ({
        id: step,
        kind: number === 1 ? ('announcement' as const) : ('correction' as const),
        at,
      })),
    };
  }

  /** Of the announcement; where both places are kept, of that decision. Nothing is counted before either. */
  @ProvidesFact('sunset.notice-proof')
  async proof(tx: EntityManager, rollout: Rollout): Promise<Facts['sunset.notice-proof']> {
    const now = this.clock.now();
    if (rollout.keptBothAt) {
      const key = 'rollout.kept-both';
      const claim = { keys: [key], announcing: [key], since: rollout.keptBothAt, lastCameOn: null };
      return countsOf(tx, rollout, claim, now);
    }
    const standing = await tx.findOneBy(Transition, { rolloutId: rollout.id });
    if (!standing) return { roster: 0, proven: 0, declined: 0, exceptions: 0, open: 0 };
    return countsOf(tx, rollout, await claimOf(tx, standing), now);
  }

  @ProvidesFact('sunset.places')
  async places(tx: EntityManager, rollout: Rollout): Promise<Facts['sunset.places']> {
    const places = await placesOf(tx, rollout.id);
    return places.map(({ id, name, readOnlyOn, redirectOn }) => ({ id, name, readOnlyOn, redirectOn }));
  }

  @ProvidesFact('sunset.archive')
  async archive(tx: EntityManager, rollout: Rollout): Promise<Facts['sunset.archive']> {
    const ending = await endingOf(tx, rollout.id);
    // Two leads agreed, and it is gone.
    const { shutdownConfirmedOn: agreed = null, shutdownDoneOn: gone = null } = ending ?? {};
    return { shutdownConfirmedOn: agreed && gone && later(agreed, gone) };
  }

  @ProvidesFact('sunset.celebration')
  async celebration(tx: EntityManager, rollout: Rollout): Promise<Facts['sunset.celebration']> {
    return { celebratedOn: (await endingOf(tx, rollout.id))?.celebratedOn ?? null };
  }
}
