import { Injectable } from '@nestjs/common';
import { Notices } from '../notices/notices.service.js';
import { inLeadsPost } from './rewording.rules.js';
import { update, openingWord, openingWordPost } from './rollout.mails.js';
import { Scenes } from './scene.js';
import { Play, type Occasion } from './sockets.js';
import { newsOf } from './rollout.queries.js';
import { Voice } from './voice.js';

/** What the rollout itself says; what the phases do stands in their folders. */
@Injectable()
export class RolloutPlays {
  constructor(
    private readonly notices: Notices,
    private readonly scenes: Scenes,
    private readonly voice: Voice,
  ) {}

  @Play('rollout.opening-word')
  async openingWord(occasion: Occasion): Promise<void> {
    const { tx, rollout } = occasion;
    const scene = await this.scenes.of(tx, rollout);
    await this.voice.say(occasion, {
      letters: openingWord(scene),
      post: openingWordPost(scene),
      to: {
        sql: `select p.member_id from participation p
              where p.rollout_id = $1 and exists (
                select from member_channel c
                where c.member_id = p.member_id and c.kind = 'email' and c.state = 'good')`,
        params: [rollout.id],
      },
    });
  }

  @Play('rollout.update')
  async update({ tx, rollout, key, row, day, now, reworded }: Occasion): Promise<void> {
    const scene = await this.scenes.of(tx, rollout);
    const text = update(scene, await newsOf(tx, rollout.id, day));
    await this.notices.post(tx, {
      rollout: { id: rollout.id, communityId: rollout.communityId, timeZone: rollout.plan.timeZone },
      ...{ key, play: row.play, purpose: 'community', now },
      posts: {
        placeIds: await this.scenes.placeIds(tx, rollout.id, 'both'),
        text: inLeadsPost(text, reworded),
        on: day,
      },
    });
  }
}
