import { Injectable } from '@nestjs/common';
import { localDay } from '../kernel/local-day.js';
import { Rehearses, type Rehearsing } from '../rollout/sockets.js';
import { Circle, Seat } from './circle.entity.js';

/** In a rehearsal the circle is confirmed on its day; one of those asked does not answer. */
@Injectable()
export class PilotRehearsal {
  @Rehearses()
  async circle({ tx, rollout, now, cast }: Rehearsing): Promise<void> {
    if (await tx.existsBy(Circle, { rolloutId: rollout.id })) return;
    await tx.insert(Circle, { rolloutId: rollout.id, confirmedAt: now });
    const askedOn = localDay(now, rollout.plan.timeZone);
    for (const participationId of [...cast.accepted, cast.asked]) {
      const state = participationId === cast.asked ? ('asked' as const) : ('accepted' as const);
      await tx.insert(Seat, { participationId, rolloutId: rollout.id, state, askedOn });
    }
  }
}
