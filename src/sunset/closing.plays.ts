import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { StillWanted, type Wish } from '../notices/sockets.js';
import { momentAt } from '../rollout/calendar.rules.js';
import type { Rollout } from '../rollout/rollout.entity.js';
import { Scenes } from '../rollout/scene.js';
import { Play, type Occasion } from '../rollout/sockets.js';
import type { Closing } from './announcement.mails.js';
import { closingSoon, closingSoonPost, readOnlyList, takeYourThings, type Rung } from './closing.mails.js';
import { oldPlatform } from './old-places.js';
import { placesOf } from './places.service.js';
import { stillStands } from './standing.queries.js';
import { Transition } from './transition.entity.js';
import { Voice } from '../rollout/voice.js';

const rungs: readonly string[] = ['T-14', 'T-7', 'T-1'] satisfies Rung[];

/** The last weeks before T and its morning: notices, reminders of one's things, and the keeper's list. */
@Injectable()
export class ClosingPlays {
  constructor(
    private readonly voice: Voice,
    private readonly scenes: Scenes,
  ) {}

  /** T-7 goes to everybody; the others spare whoever has arrived and has their things. */
  @Play('sunset.notice')
  async notice(occasion: Occasion): Promise<void> {
    const { tx, rollout, step } = occasion;
    const rung = step.split('/').at(-1) ?? '';
    const closing = await this.closing(tx, rollout);
    if (!closing || !isRung(rung)) return;
    const { timeZone } = rollout.plan;
    const nextRung = rung === 'T-14' ? closing.t.subtract({ days: 7 }) : closing.t;
    await this.voice.say(occasion, {
      letters: closingSoon(closing, rung),
      post: closingSoonPost(closing, rung),
      usefulUntil: momentAt(nextRung, rung === 'T-14' ? '10:00' : '09:00', timeZone),
      byHand: rung === 'T-7',
      to: {
        sql: `select p.member_id from participation p left join things t on t.participation_id = p.id
               where p.rollout_id = $1 and ($2 or p.arrived_on is null or t.said is null)`,
        params: [rollout.id, rung === 'T-7'],
      },
    });
  }

  @StillWanted('sunset.notice')
  async noticeWanted(tx: EntityManager, { rolloutId, key, memberIds }: Wish): Promise<Set<string>> {
    if (!(await stillStands(tx, rolloutId, key))) return new Set();
    return key.endsWith('/T-7')
      ? new Set(memberIds)
      : remaining(tx, rolloutId, memberIds, 'p.arrived_on is null or t.said is null');
  }

  @Play('sunset.export-reminder')
  reminder(occasion: Occasion): Promise<void> {
    return this.remind(occasion, false);
  }

  @Play('sunset.last-call')
  lastCall(occasion: Occasion): Promise<void> {
    return this.remind(occasion, true);
  }

  @StillWanted('sunset.export-reminder')
  reminderWanted(tx: EntityManager, { rolloutId, memberIds }: Wish): Promise<Set<string>> {
    return remaining(tx, rolloutId, memberIds, 't.said is null');
  }

  @StillWanted('sunset.last-call')
  lastCallWanted(tx: EntityManager, wish: Wish): Promise<Set<string>> {
    return this.reminderWanted(tx, wish);
  }

  /** The step is a revision and a place: `r1/<place id>`. */
  @Play('sunset.read-only')
  async readOnly(occasion: Occasion): Promise<void> {
    const { tx, rollout, step } = occasion;
    const id = step.split('/')[1];
    const place = (await placesOf(tx, rollout.id)).find((one) => one.id === id);
    if (!place || (place.readOnlyOn && place.redirectOn)) return;
    await this.voice.tellLeads(occasion, readOnlyList(place, oldPlatform(place.platform), rollout.id));
  }

  private async remind(occasion: Occasion, last: boolean): Promise<void> {
    const { tx, rollout } = occasion;
    const closing = await this.closing(tx, rollout);
    if (!closing) return;
    const end = last ? closing.archiveEnds : closing.t;
    await this.voice.say(occasion, {
      letters: takeYourThings(closing, last),
      usefulUntil: momentAt(end, '09:00', rollout.plan.timeZone),
      to: {
        sql: `select p.member_id from participation p left join things t on t.participation_id = p.id
               where p.rollout_id = $1 and t.said is null
                 and coalesce(p.outcome, '') not in ('declined', 'will leave')`,
        params: [rollout.id],
      },
    });
  }

  private async closing(tx: EntityManager, rollout: Rollout): Promise<Closing | null> {
    const transition = await tx.findOneBy(Transition, { rolloutId: rollout.id });
    if (!transition || transition.heldAt) return null;
    const scene = await this.scenes.of(tx, rollout);
    return { scene, t: transition.t, archiveEnds: transition.t.add({ days: rollout.plan.archiveDays }) };
  }
}

const isRung = (name: string): name is Rung => rungs.includes(name);

async function remaining(
  tx: EntityManager,
  rolloutId: string,
  memberIds: string[],
  condition: string,
): Promise<Set<string>> {
  const rows = await tx.query<{ member_id: string }[]>(
    `select p.member_id from participation p left join things t on t.participation_id = p.id
      where p.rollout_id = $1 and p.member_id = any ($2) and (${condition})`,
    [rolloutId, memberIds],
  );
  return new Set(rows.map((row) => row.member_id));
}
