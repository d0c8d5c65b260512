import { Injectable } from '@nestjs/common';
import { Notices } from '../notices/notices.service.js';
import { AgendaService } from '../rollout/agenda.service.js';
import { RolloutService } from '../rollout/rollout.service.js';
import type { OwnPageVisit } from '../rollout/sockets.js';

/** What every act of the circle on their own pages has in common: it is evidence for a gate. */
@Injectable()
export class OwnActs {
  constructor(
    private readonly rollouts: RolloutService,
    private readonly agenda: AgendaService,
    private readonly notices: Notices,
  ) {}

  /** The rollout is locked first, as every lead act does, so that nobody waits for each other in a circle. */
  async act(visit: OwnPageVisit, work: () => Promise<void>): Promise<void> {
    const { tx, rollout, participation, now } = visit;
    await this.rollouts.lock(tx, participation.communityId, rollout.id);
    await work();
    // Whoever acts has had what was said to them until now.
    await this.notices.confirm(tx, participation.memberId, rollout.id, now);
    await this.agenda.replan(tx, rollout.id, now);
  }
}
