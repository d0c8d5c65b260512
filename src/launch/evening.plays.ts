import { Injectable } from '@nestjs/common';
import { localDay } from '../kernel/local-day.js';
import { Notices } from '../notices/notices.service.js';
import { inLeadsWords } from '../rollout/rewording.rules.js';
import { Scenes } from '../rollout/scene.js';
import { Play, type Occasion } from '../rollout/sockets.js';
import { greet } from './greeting.queries.js';
import { welcome } from './launch.mails.js';

/** A greeting is for somebody who has just come. */
const greetingHours = 72;

/** What is said every evening of the launch. */
@Injectable()
export class EveningPlays {
  constructor(
    private readonly notices: Notices,
    private readonly scenes: Scenes,
  ) {}

  /** Helpers hear of whoever came since the last evening on which this was said. */
  @Play('launch.welcome')
  async welcome({ tx, rollout, row, key, now, reworded }: Occasion): Promise<void> {
    const to = await greet(tx, rollout.id, localDay(now, rollout.plan.timeZone));
    if (to.length === 0) return;
    await this.notices.say(tx, {
      rollout: { id: rollout.id, communityId: rollout.communityId, timeZone: rollout.plan.timeZone },
      ...{ key, play: row.play, purpose: 'community', byHand: row.byHand, now, to },
      letters: inLeadsWords(welcome(await this.scenes.of(tx, rollout)), reworded),
      usefulUntil: now.add({ hours: greetingHours }),
    });
  }
}
