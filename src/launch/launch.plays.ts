import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { localDay } from '../kernel/local-day.js';
import type { Letters } from '../notices/letter.js';
import { Notices } from '../notices/notices.service.js';
import { StillWanted, type Wish } from '../notices/sockets.js';
import { AgendaService } from '../rollout/agenda.service.js';
import { inLeadsPost, inLeadsWords } from '../rollout/rewording.rules.js';
import { Scenes } from '../rollout/scene.js';
import { Play, type Occasion } from '../rollout/sockets.js';
import { nextHelpHours } from './office-hour.queries.js';
import { nudges, onTheWay, toNudge } from './invitation.queries.js';
import { Invitations } from './invitations.service.js';
import { invitation, nudge, opening } from './launch.mails.js';
import { Waves } from './waves.service.js';

/** The plays that bring people along. What fills the new place stands in `life.plays.ts`, the evening in `evening.plays.ts`. */
@Injectable()
export class LaunchPlays {
  constructor(
    private readonly notices: Notices,
    private readonly scenes: Scenes,
    private readonly waves: Waves,
    private readonly invitations: Invitations,
    private readonly agenda: AgendaService,
  ) {}

  @Play('launch.opening')
  async opening({ tx, rollout, key, row, day, now, reworded }: Occasion): Promise<void> {
    const ours = opening(await this.scenes.of(tx, rollout), await nextHelpHours(tx, rollout, now));
    const text = inLeadsPost(ours, reworded);
    await this.notices.post(tx, {
      rollout: { id: rollout.id, communityId: rollout.communityId, timeZone: rollout.plan.timeZone },
      ...{ key, play: row.play, purpose: 'community', now },
      posts: { placeIds: await this.scenes.placeIds(tx, rollout.id, row.posts ?? 'old'), text, on: day },
    });
  }

  /** The step is the wave's number. */
  @Play('launch.invitation')
  async invite(occasion: Occasion): Promise<void> {
    const { tx, rollout, now } = occasion;
    const today = localDay(now, rollout.plan.timeZone);
    await this.waves.settle(tx, rollout, today);
    const wave = (await this.waves.dated(tx, rollout)).find((one) => String(one.number) === occasion.step);
    // What holds it came up since the agenda was made: replanning takes it off, and it comes again later.
    if (wave?.id && !wave.said && wave.holds.length === 0) {
      const memberIds = await this.invitations.send(tx, rollout, wave.id, today);
      await this.waves.sent(tx, rollout, today);
      const letters = invitation(await this.scenes.of(tx, rollout), await nextHelpHours(tx, rollout, now));
      if (memberIds.length > 0) await this.say(occasion, { key: occasion.key, letters, to: memberIds });
    }
    await this.agenda.replan(tx, rollout.id, now);
  }

  @StillWanted('launch.invitation')
  invitationWanted(tx: EntityManager, { rolloutId, memberIds }: Wish): Promise<Set<string>> {
    return onTheWay(tx, rolloutId, memberIds);
  }

  /** Every day; the ledger makes each of the two once a person. */
  @Play('launch.nudge')
  async nudge(occasion: Occasion): Promise<void> {
    const { tx, rollout, day, now } = occasion;
    const scene = await this.scenes.of(tx, rollout);
    const hours = await nextHelpHours(tx, rollout, now);
    for (const one of nudges) {
      const to = await toNudge(tx, rollout.id, one, { day, now });
      const key = `launch.nudge/${one.number}`;
      if (to.length > 0) await this.say(occasion, { key, letters: nudge(scene, one.number, hours), to });
    }
  }

  @StillWanted('launch.nudge')
  async nudgeWanted(tx: EntityManager, { rolloutId, memberIds }: Wish): Promise<Set<string>> {
    return onTheWay(tx, rolloutId, memberIds);
  }

  private async say(
    { tx, rollout, row, now, reworded }: Occasion,
    said: { key: string; letters: Letters; to: string[] },
  ): Promise<void> {
    await this.notices.say(tx, {
      rollout: { id: rollout.id, communityId: rollout.communityId, timeZone: rollout.plan.timeZone },
      ...{ play: row.play, purpose: row.purpose ?? 'community', byHand: row.byHand, now },
      ...said,
      letters: inLeadsWords(said.letters, reworded),
    });
  }
}
