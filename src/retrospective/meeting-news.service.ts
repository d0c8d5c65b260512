import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { byDay } from '../launch/office-hour.rules.js';
import { Notices } from '../notices/notices.service.js';
import { StillWanted, type Wish } from '../notices/sockets.js';
import type { AtDesk } from '../rollout/lead-desk.js';
import { movedMeeting, movedMeetingForLeads } from './meeting.mails.js';

const PLAY = 'retrospective.meeting';

/** The meeting at another time or place, said at once to whoever was told of the old one. */
@Injectable()
export class MeetingNews {
  constructor(private readonly notices: Notices) {}

  /** Silent while nobody was told of any meeting yet: the invitation will name the right one. */
  async moved(
    { tx, rollout, now }: AtDesk,
    { at, where }: { at: Temporal.Instant; where: string },
  ): Promise<void> {
    if (!(await noticeOf(tx, rollout.id, PLAY))) return;
    const { id, communityId, plan } = rollout;
    const meeting = { at, timeZone: plan.timeZone, where };
    const key = `${PLAY}/moved/${(await movesOf(tx, id)) + 1}`;
    const said = { rollout: { id, communityId, timeZone: plan.timeZone }, play: PLAY, now };
    await this.notices.say(tx, {
      ...{ ...said, key, purpose: 'community', byHand: false, atOnce: true, usefulUntil: at },
      now: byDay(now, at, plan.timeZone),
      letters: movedMeeting(meeting),
      to: {
        sql: `select d.member_id from delivery d join notice n on n.id = d.notice_id
               where n.rollout_id = $1 and n.play = $2`,
        params: [id, PLAY],
      },
    });
    const letters = movedMeetingForLeads(meeting, id);
    await this.notices.tellLeads(tx, { ...said, communityId, key: `${key}/leads`, letters });
  }

  /** Whoever was told of the newest time needs no older one. */
  @StillWanted(PLAY)
  async wanted(tx: EntityManager, { rolloutId, key, memberIds }: Wish): Promise<Set<string>> {
    const moves = await movesOf(tx, rolloutId);
    const newest = `${PLAY}/moved/${moves}`;
    if (moves === 0 || key === newest) return new Set(memberIds);
    if (key !== PLAY) return new Set();
    const told = await tx.query<{ member_id: string }[]>(
      'select d.member_id from delivery d join notice n on n.id = d.notice_id where n.rollout_id = $1 and n.key = $2',
      [rolloutId, newest],
    );
    const knowing = new Set(told.map((row) => row.member_id));
    return new Set(memberIds.filter((id) => !knowing.has(id)));
  }
}

async function noticeOf(tx: EntityManager, rolloutId: string, key: string): Promise<boolean> {
  const found: unknown[] = await tx.query('select 1 from notice where rollout_id = $1 and key = $2', [
    rolloutId,
    key,
  ]);
  return found.length > 0;
}

/** How often it was moved since people were told; each move is one notice. */
async function movesOf(tx: EntityManager, rolloutId: string): Promise<number> {
  const [row] = await tx.query<{ moves: number }[]>(
    `select count(*)::int as moves from notice where rollout_id = $1 and key ~ '^retrospective[.]meeting/moved/[0-9]+$'`,
    [rolloutId],
  );
  return row!.moves;
}
