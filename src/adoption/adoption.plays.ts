import { Injectable } from '@nestjs/common';
import { Notices } from '../notices/notices.service.js';
import { AgendaService } from '../rollout/agenda.service.js';
import { Play, type Occasion } from '../rollout/sockets.js';
import { milestoneReached } from './adoption.mails.js';
import { series } from './adoption.queries.js';
import { Measurement } from './measurement.service.js';

@Injectable()
export class AdoptionPlays {
  constructor(
    private readonly measurement: Measurement,
    private readonly notices: Notices,
    private readonly agenda: AgendaService,
  ) {}

  @Play('adoption.measure')
  async measure({ tx, rollout, day, now }: Occasion): Promise<void> {
    await this.measurement.take(tx, rollout, day, now);
    await this.agenda.replan(tx, rollout.id);
  }

  @Play('adoption.milestone')
  async tellMilestone({ tx, rollout, row, key, step, now }: Occasion): Promise<void> {
    const newest = (await series(tx, rollout.id)).at(-1);
    if (!newest) return;
    await this.notices.tellLeads(tx, {
      communityId: rollout.communityId,
      rollout: { id: rollout.id, communityId: rollout.communityId, timeZone: rollout.plan.timeZone },
      ...{ key, play: row.play, now },
      letters: milestoneReached(Number(step), newest),
    });
  }
}
