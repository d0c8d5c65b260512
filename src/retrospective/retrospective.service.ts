import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { localDay } from '../kernel/local-day.js';
import type { Actor } from '../access/actor.js';
import { mustKnowHowMany } from '../notices/many.rules.js';
import { mustBeAsSeen, type Seen } from '../kernel/http/seen.js';
import { Refusal, type Reason } from '../kernel/refusal.js';
import { AgendaService } from '../rollout/agenda.service.js';
import { anchorsOf } from '../rollout/anchors.rules.js';
import { isBefore, momentAt } from '../rollout/calendar.rules.js';
import { LeadDesk, type AtDesk } from '../rollout/lead-desk.js';
import { rosterOf } from '../rollout/reached.queries.js';
import type { Rollout } from '../rollout/rollout.entity.js';
import { SocketBoard } from '../rollout/socket-board.js';
import type { LookBack } from './look-back.js';
import { lookBackAt } from './look-back.queries.js';
import { usualPlace } from './meeting-place.js';
import { MeetingNews } from './meeting-news.service.js';
import { Retrospective, RetrospectiveDecision } from './retrospective.entity.js';

type Day = Temporal.PlainDate;

export type Kept = Partial<Retrospective> & { decisions: RetrospectiveDecision[] };

/** What a lead publishes. */
export interface Publishing {
  nextCheckIn: Day;
  seen?: Seen | undefined;
  /** From a page: how many the lead believes to tell. */
  inNumbers?: { people?: number | undefined };
}

export interface ToPublish {
  kept: Kept;
  record: LookBack;
  people: number;
}

/** Looking back: the meeting, the report, what was decided, and telling everybody. */
@Injectable()
export class Retrospectives {
  constructor(
    private readonly desk: LeadDesk,
    private readonly agenda: AgendaService,
    private readonly board: SocketBoard,
    private readonly news: MeetingNews,
  ) {}

  read(actor: Actor, rolloutId: string): Promise<Kept> {
    return this.desk.read(actor, rolloutId, (tx) => keptOf(tx, rolloutId));
  }

  setMeeting(
    actor: Actor,
    rolloutId: string,
    at: Temporal.Instant,
    where: string,
    seen?: Seen,
  ): Promise<void> {
    return this.change(actor, rolloutId, 'retrospective.meeting-set', async (kept, desk) => {
      if (seen) mustBeAsSeen(seen, lookBackSeen(kept).meeting);
      if (Temporal.Instant.compare(at, desk.now) <= 0)
        throw new Refusal('invalid', { field: 'at', message: 'This moment is over: name one ahead of us.' });
      if (!kept.meetingAt?.equals(at) || kept.meetingWhere !== where)
        await this.news.moved(desk, { at, where });
      return { meetingAt: at, meetingWhere: where };
    });
  }

  write(actor: Actor, rolloutId: string, words: string, seen?: Seen): Promise<void> {
    return this.change(actor, rolloutId, 'retrospective.written', async (kept) => {
      if (seen) mustBeAsSeen(seen, lookBackSeen(kept).words);
      return { words };
    });
  }

  decide(
    actor: Actor,
    rolloutId: string,
    decision: { text: string; owner: string; dueOn?: Day | undefined },
  ): Promise<void> {
    return this.change(actor, rolloutId, 'retrospective.decided', async (kept, { tx }) => {
      const { text, owner, dueOn = null } = decision;
      const number = kept.decisions.length + 1;
      await tx.insert(RetrospectiveDecision, { rolloutId, number, text, owner, dueOn });
      return {};
    });
  }

  /** To every member's page. What stands in the report is the record of this day. */
  publish(actor: Actor, rolloutId: string, given: Publishing): Promise<void> {
    return this.change(actor, rolloutId, 'retrospective.published', async (kept, desk) => {
      const { tx, rollout, today, now } = desk;
      const { nextCheckIn, seen, inNumbers } = given;
      if (seen) mustBeAsSeen(seen, lookBackSeen(kept).report);
      const reasons: Reason[] = [];
      if (kept.publishedOn) reasons.push({ message: `It was published on ${kept.publishedOn.toString()}.` });
      if (!kept.meetingAt || Temporal.Instant.compare(now, kept.meetingAt) < 0)
        reasons.push({ message: 'Meet first: the report says what was decided there.' });
      if (kept.decisions.length === 0)
        reasons.push({ message: 'Nothing is decided yet: add at least one decision, with a name.' });
      if (!isBefore(today, nextCheckIn))
        reasons.push({ field: 'nextCheckIn', message: 'Name a day ahead of us on which you look again.' });
      if (reasons.length > 0) throw new Refusal('conflict', reasons);
      if (inNumbers) mustKnowHowMany(await rosterOf(tx, rolloutId), inNumbers.people);
      await this.draft(tx, rollout, today);
      return { nextCheckIn, publishedOn: today, publishedBy: actor.accountId };
    });
  }

  /** What every member would read if it were published now, and how many they are. */
  toPublish(actor: Actor, rolloutId: string): Promise<ToPublish> {
    return this.desk.ifDone(actor, rolloutId, async ({ tx, rollout, today }) => {
      await this.draft(tx, rollout, today);
      const kept = await keptOf(tx, rolloutId);
      return { kept, record: kept.record!, people: await rosterOf(tx, rolloutId) };
    });
  }

  /** The meeting as it stands; where no lead named one, in the evening, three months after T. */
  async meetingOn(
    tx: EntityManager,
    rollout: Rollout,
    now: Temporal.Instant,
  ): Promise<{ at: Temporal.Instant; where: string }> {
    const kept = await keptOf(tx, rollout.id);
    const at = kept.meetingAt ?? (await this.usualMeeting(tx, rollout, now));
    const where = kept.meetingWhere ?? usualPlace;
    if (!kept.meetingAt) {
      await tx.upsert(Retrospective, { rolloutId: rollout.id, meetingAt: at, meetingWhere: where }, [
        'rolloutId',
      ]);
      await this.agenda.replan(tx, rollout.id);
    }
    return { at, where };
  }

  /** Found so late that the day is over, it is in a week: people need to hear of it first. */
  private async usualMeeting(
    tx: EntityManager,
    rollout: Rollout,
    now: Temporal.Instant,
  ): Promise<Temporal.Instant> {
    const { 'look back': lookBack } = anchorsOf(rollout.plan, await this.agenda.factsOf(tx, rollout));
    const evening = (day: Day): Temporal.Instant => momentAt(day, '19:00', rollout.plan.timeZone);
    const at = lookBack && evening(lookBack.day);
    return at && Temporal.Instant.compare(now, at) < 0
      ? at
      : evening(localDay(now, rollout.plan.timeZone).add({ days: 7 }));
  }

  /** Fills the report from the record as it stands. */
  async draft(tx: EntityManager, rollout: Rollout, today: Day): Promise<void> {
    const record = await lookBackAt(
      tx,
      rollout,
      {
        band: await this.board.tell('adoption.band', tx, rollout),
        proof: await this.board.tell('sunset.notice-proof', tx, rollout),
      },
      today,
    );
    await tx.upsert(Retrospective, { rolloutId: rollout.id, draftedOn: today, record }, ['rolloutId']);
  }

  private change(
    actor: Actor,
    rolloutId: string,
    what: string,
    work: (kept: Kept, desk: AtDesk) => Promise<Partial<Retrospective>>,
  ): Promise<void> {
    return this.desk.act(actor, rolloutId, { what }, async (desk) => {
      const values = await work(await keptOf(desk.tx, rolloutId), desk);
      await desk.tx.upsert(Retrospective, { rolloutId, ...values }, ['rolloutId']);
      return { subject: rolloutId, answer: undefined };
    });
  }
}

/** What is kept of a rollout's look back so far; empty where nothing is. */
export async function keptOf(tx: EntityManager, rolloutId: string): Promise<Kept> {
  const found: Partial<Retrospective> = (await tx.findOneBy(Retrospective, { rolloutId })) ?? {};
  const decisions = await tx.find(RetrospectiveDecision, { where: { rolloutId }, order: { number: 'ASC' } });
  return Object.assign(found, { decisions });
}

/** What the page shows, section by section; the report is what everybody will read. */
export function lookBackSeen({ meetingAt, meetingWhere, words, decisions }: Kept): {
  meeting: Seen;
  words: Seen;
  report: Seen;
} {
  const written = { 'Your words': words ?? '' };
  const decided = decisions.map(({ text, owner, dueOn }) =>
    [text, owner, dueOn?.toString() ?? ''].join(', '),
  );
  return {
    meeting: { When: meetingAt?.toString() ?? '', Where: meetingWhere ?? '' },
    words: written,
    report: { ...written, 'What was decided': decided.join('\n') },
  };
}
