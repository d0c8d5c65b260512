import { Injectable } from '@nestjs/common';
import { AgendaService } from './agenda.service.js';
import { ParticipationService } from './participation.service.js';
import { PauseWatch } from './pause-watch.js';
import { PhaseService } from './phase.service.js';
import { Play, type Occasion } from './sockets.js';

/** Each day begins with it, in a pause too. */
@Injectable()
export class DayPlays {
  constructor(
    private readonly phases: PhaseService,
    private readonly participations: ParticipationService,
    private readonly pauses: PauseWatch,
    private readonly agenda: AgendaService,
  ) {}

  /** Phases open, newcomers come in, unanswered requests vanish, the days ahead are planned. */
  @Play('rollout.day')
  async day({ tx, rollout, day: today, now }: Occasion): Promise<void> {
    if (!rollout.cancelledAt) {
      await this.participations.enrol(tx, rollout);
      await this.phases.openDue(tx, rollout, now);
    }
    await tx.query(
      `delete from join_request where rollout_id = $1 and decided_at is null and asked_on < $2::date - 14`,
      [rollout.id, today.toString()],
    );
    await this.pauses.look(tx, rollout, now);
    await this.agenda.replan(tx, rollout.id, now);
  }
}
