import { Injectable } from '@nestjs/common';
import { Notices } from '../notices/notices.service.js';
import { Play, type Occasion } from '../rollout/sockets.js';
import { milestoneReached } from './adoption.mails.js';
import { series } from './adoption.queries.js';
import { Measurement } from './measurement.service.js';

@Injectable()
export class AdoptionPlays {
  constructor(
    private readonly measurement: Measurement,
    private readonly notices: Notices,
  ) {}

  /** Gates and agenda take up what was measured half an hour later, with the rest of the day (`rollout.day`). */
  @Play('adoption.measure')
  async measure({ tx, rollout, day, now }: Occasion): Promise<void> {
    await this.measurement.take(tx, rollout, day, now);
  }

  @Play('adoption.milestone')
  async tellMilestone({ tx, rollout, row, key, step, now }: Occasion): Promise<void> {
    const newest = (await series(tx, rollout.id)).at(-1);
    if (!newest) return;
    await this.notices.tellLeads(tx, {
      communityId: rollout.communityId,
      rollout: { id: rollout.id, communityId: rollout.communityId, timeZone: rollout.plan.timeZone },
      ...{ key, play: row.play, now },
      letters: milestoneReached(rollout.id, Number(step), newest),
    });
  }
}
