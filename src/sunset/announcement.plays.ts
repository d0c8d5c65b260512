import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Audit } from '../access/audit.js';
import { StillWanted, type Wish } from '../notices/sockets.js';
import { AgendaService } from '../rollout/agenda.service.js';
import { isBefore } from '../rollout/calendar.rules.js';
import type { Rollout } from '../rollout/rollout.entity.js';
import { Scenes } from '../rollout/scene.js';
import { Play, type Occasion } from '../rollout/sockets.js';
import {
  announcement,
  announcementPost,
  correction,
  correctionPost,
  notYet,
  notYetPost,
  settle,
  type Closing,
} from './announcement.mails.js';
import { Outlook } from './outlook.js';
import { stillStands } from './standing.queries.js';
import { Transition, TransitionChange } from './transition.entity.js';
import { everybody, heard, Voice } from '../rollout/voice.js';

/** From the announcement to the morning of T-7: what is said of the day, to whom it was not, and whether it stands. */
@Injectable()
export class AnnouncementPlays {
  constructor(
    private readonly voice: Voice,
    private readonly scenes: Scenes,
    private readonly outlook: Outlook,
    private readonly agenda: AgendaService,
    private readonly audit: Audit,
  ) {}

  /**
   * The step is a change of T: r1 is the announcement, every other a correction. Who heard of no day yet has nothing
   * to be corrected: they read the announcement, with the day that stands, under the same key; a post likewise. A
   * change that was overtaken before it was said is never said: the next one is.
   */
  @Play('sunset.announcement')
  async announce(occasion: Occasion): Promise<void> {
    const { tx, rollout, step } = occasion;
    const change = await tx.findOneBy(TransitionChange, { rolloutId: rollout.id, step });
    if (!change) return;
    if (await tx.existsBy(TransitionChange, { rolloutId: rollout.id, number: change.number + 1 })) return;
    const closing = await this.closing(tx, rollout, change.t);
    const before = await tx.findOneBy(TransitionChange, { rolloutId: rollout.id, number: change.number - 1 });
    if (before && (await tx.query<unknown[]>(`${unheard} limit 1`, [rollout.id])).length > 0)
      await this.voice.say(
        { ...occasion, row: { ...occasion.row, posts: null } },
        { letters: announcement(closing), to: { sql: unheard, params: [rollout.id] } },
      );
    await this.voice.say(occasion, {
      letters: before ? correction(closing, before.t) : announcement(closing),
      post:
        before && (await wasPosted(tx, rollout.id))
          ? correctionPost(closing, before.t)
          : announcementPost(closing),
      to: everybody(rollout.id),
    });
  }

  @StillWanted('sunset.announcement')
  async announcementWanted(tx: EntityManager, { rolloutId, key, memberIds }: Wish): Promise<Set<string>> {
    return new Set((await stillStands(tx, rolloutId, key)) ? memberIds : []);
  }

  @StillWanted('sunset.decision')
  decisionWanted(tx: EntityManager, wish: Wish): Promise<Set<string>> {
    return this.announcementWanted(tx, wish);
  }

  /** Who came since reads the same words, under the same key: the ledger knows who has them. */
  @Play('sunset.newcomers')
  async newcomers(occasion: Occasion): Promise<void> {
    const { tx, rollout } = occasion;
    const [said] = await tx.query<{ key: string }[]>(
      `select key from notice where rollout_id = $1 and play = 'sunset.announcement' order by created_at desc, key desc limit 1`,
      [rollout.id],
    );
    const transition = await this.standing(tx, rollout);
    if (!said || !transition) return;
    const closing = await this.closing(tx, rollout, transition.t);
    await this.voice.say(
      { ...occasion, key: said.key, row: { ...occasion.row, play: 'sunset.announcement', posts: null } },
      {
        letters: announcement(closing),
        to: {
          sql: `select p.member_id from participation p
                 where p.rollout_id = $1 and not exists (
                   select from delivery d join notice n on n.id = d.notice_id
                    where d.member_id = p.member_id and n.rollout_id = $1 and n.play = 'sunset.announcement')`,
          params: [rollout.id],
        },
      },
    );
  }

  /** Three and two weeks before T the leads settle each open name. Silent when there is none. */
  @Play('sunset.settle')
  async settle(occasion: Occasion): Promise<void> {
    const { tx, rollout, now } = occasion;
    const transition = await this.standing(tx, rollout);
    if (!transition) return;
    const { on, because, reach } = await this.outlook.earliest(tx, rollout, transition, now);
    if (reach.open === 0 && !isBefore(transition.t, on)) return;
    const closing = await this.closing(tx, rollout, transition.t);
    const unsettled = { open: reach.open, promised: reach.open - reach.unpromised, earliest: on, because };
    await this.voice.tellLeads(occasion, settle(closing, unsettled, rollout.id));
  }

  /** While T leaves somebody less than their time, it is held, and everybody hears it at once. */
  @Play('sunset.decision')
  async decide(occasion: Occasion): Promise<void> {
    const { tx, rollout, now } = occasion;
    const transition = await this.standing(tx, rollout);
    if (!transition) return;
    const { on: earliest } = await this.outlook.earliest(tx, rollout, transition, now);
    if (!isBefore(transition.t, earliest)) return;
    const closing = await this.closing(tx, rollout, transition.t);
    await this.voice.withdraw(tx, rollout.id, 'the day was held');
    await this.voice.say(occasion, {
      letters: notYet(closing, earliest),
      post: notYetPost(closing, earliest),
      to: everybody(rollout.id),
    });
    await tx.update(Transition, { rolloutId: rollout.id }, { heldAt: now });
    const { communityId, id } = rollout;
    await this.audit.note(tx, {
      communityId,
      actor: 'changeover',
      what: 'transition.held',
      subject: id,
      at: now,
    });
    await this.agenda.replan(tx, id);
  }

  private async standing(tx: EntityManager, rollout: Rollout): Promise<Transition | null> {
    const transition = await tx.findOneBy(Transition, { rolloutId: rollout.id });
    return transition?.heldAt ? null : transition;
  }

  private async closing(tx: EntityManager, rollout: Rollout, t: Closing['t']): Promise<Closing> {
    const scene = await this.scenes.of(tx, rollout);
    return { scene, t, archiveEnds: t.add({ days: rollout.plan.archiveDays }) };
  }
}

/** What names a day, or says that the day named does not stand. */
const ofTheDay = `('sunset.announcement', 'sunset.notice', 'sunset.decision')`;

/** Whether a place has ever read of a day. */
async function wasPosted(tx: EntityManager, rolloutId: string): Promise<boolean> {
  const found = await tx.query<unknown[]>(
    `select from post join notice n on n.id = post.notice_id
      where n.rollout_id = $1 and n.play in ${ofTheDay} and post.posted_at is not null limit 1`,
    [rolloutId],
  );
  return found.length > 0;
}

/** Everybody in rollout $1 to whom no day was ever told. */
const unheard = `
  select p.member_id from participation p
   where p.rollout_id = $1 and not exists (
     select from delivery d join notice n on n.id = d.notice_id
      where d.member_id = p.member_id and n.rollout_id = $1
        and n.play in ${ofTheDay}
        and ${heard})`;
