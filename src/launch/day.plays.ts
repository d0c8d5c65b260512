import { Injectable } from '@nestjs/common';
import { localDay } from '../kernel/local-day.js';
import { AgendaService } from '../rollout/agenda.service.js';
import { Play, type Occasion } from '../rollout/sockets.js';
import { Handover } from './handover.service.js';
import { HelpRequests } from './help-requests.service.js';
import { findUnreachable } from './people.queries.js';
import { Waves } from './waves.service.js';

/** What the launch puts in order and says to nobody: no pause stops it, and no lead can switch it off. */
@Injectable()
export class DayPlays {
  constructor(
    private readonly waves: Waves,
    private readonly help: HelpRequests,
    private readonly handover: Handover,
    private readonly agenda: AgendaService,
  ) {}

  @Play('launch.day')
  async day({ tx, rollout, now }: Occasion): Promise<void> {
    const today = localDay(now, rollout.plan.timeZone);
    await this.handover.run(tx, rollout, today, now);
    await findUnreachable(tx, rollout.id, today);
    await this.waves.settle(tx, rollout, today);
    await this.waves.putOff(tx, rollout, today);
    await this.agenda.replan(tx, rollout.id, now);
  }

  /** The step is the request. It waits before the launch and after T as well. */
  @Play('launch.help-waiting')
  async helpWaiting({ tx, rollout, step, now }: Occasion): Promise<void> {
    await this.help.escalate(tx, rollout.id, step);
    await this.agenda.replan(tx, rollout.id, now);
  }
}
