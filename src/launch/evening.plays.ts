import { Injectable } from '@nestjs/common';
import { Notices } from '../notices/notices.service.js';
import { AgendaService } from '../rollout/agenda.service.js';
import { localDay } from '../rollout/calendar.rules.js';
import { inLeadsWords } from '../rollout/rewording.rules.js';
import { Scenes } from '../rollout/scene.js';
import { Play, type Occasion } from '../rollout/sockets.js';
import { HelpRequests } from './help-requests.service.js';
import { helpersOfArrivals } from './invitation.queries.js';
import { welcome } from './launch.mails.js';
import { findUnreachable } from './people.queries.js';
import { Waves } from './waves.service.js';

/** A greeting is for somebody who has just come. */
const greetingHours = 72;

/** What is put in order every evening of the launch. */
@Injectable()
export class EveningPlays {
  constructor(
    private readonly notices: Notices,
    private readonly scenes: Scenes,
    private readonly waves: Waves,
    private readonly help: HelpRequests,
    private readonly agenda: AgendaService,
  ) {}

  /** Helpers hear of arrivals; help that nobody took goes to the leads; what could not go out waits for tomorrow. */
  @Play('launch.welcome')
  async welcome({ tx, rollout, row, key, day, now, reworded }: Occasion): Promise<void> {
    const to = await helpersOfArrivals(tx, rollout.id, day);
    if (to.length > 0)
      await this.notices.say(tx, {
        rollout: { id: rollout.id, communityId: rollout.communityId, timeZone: rollout.plan.timeZone },
        ...{ key, play: row.play, purpose: 'community', byHand: row.byHand, now, to },
        letters: inLeadsWords(welcome(await this.scenes.of(tx, rollout)), reworded),
        usefulUntil: now.add({ hours: greetingHours }),
      });
    const today = localDay(now, rollout.plan.timeZone);
    await findUnreachable(tx, rollout.id, today);
    await this.help.escalate(tx, rollout.id, now);
    await this.waves.settle(tx, rollout, today);
    await this.waves.putOff(tx, rollout, today);
    await this.agenda.replan(tx, rollout.id, now);
  }
}
