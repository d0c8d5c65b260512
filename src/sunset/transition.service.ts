import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../access/actor.js';
import { Refusal, type Reason } from '../kernel/refusal.js';
import { isBefore } from '../rollout/calendar.rules.js';
import { spokenDay } from '../rollout/calendar.words.js';
import { LeadDesk, type AtDesk } from '../rollout/lead-desk.js';
import { PauseWatch } from '../rollout/pause-watch.js';
import { isOver, Outlook } from './outlook.js';
import { wasMissed } from './standing.queries.js';
import { Transition, TransitionChange } from './transition.entity.js';
import { move } from './transition.rules.js';
import { Voice } from '../rollout/voice.js';

type Day = Temporal.PlainDate;

/** Announcing the transition date and moving it. A day that is not permitted is refused, with the earliest that is. */
@Injectable()
export class TransitionService {
  constructor(
    private readonly desk: LeadDesk,
    private readonly outlook: Outlook,
    private readonly voice: Voice,
    private readonly pauses: PauseWatch,
  ) {}

  /** Names T for the first time. What is said follows by itself: the play sunset.announcement. */
  announce(actor: Actor, rolloutId: string, on: Day): Promise<void> {
    return this.desk.act(actor, rolloutId, { what: 'transition.announced' }, async (desk) => {
      await this.announceAt(desk, actor, on);
      return { subject: rolloutId, answer: undefined };
    });
  }

  /** The same at a desk that is open: also to look at what it would say. */
  async announceAt({ tx, rollout, now, today }: AtDesk, { accountId }: Actor, on: Day): Promise<void> {
    const rolloutId = rollout.id;
    const reasons: Reason[] = [...(await this.outlook.waitsFor(tx, rollout)), ...tooFar(on, today)];
    if (await tx.existsBy(Transition, { rolloutId }))
      reasons.push({ message: 'A day is announced already. Move it instead.' });
    const { earliest, suggested } = await this.outlook.beforeAnnouncing(tx, rollout, now);
    if (isBefore(on, earliest))
      reasons.push({
        field: 'on',
        message: `The earliest permitted day is ${spokenDay(earliest)}: everybody has ${rollout.plan.noticeDays} days from the announcement, and people told in person need theirs. We suggest ${spokenDay(suggested)}.`,
      });
    if (reasons.length > 0) throw new Refusal('conflict', reasons);
    await name(tx, rolloutId, { step: 'r1', number: 1, revision: 1, t: on, at: now, by: accountId });
    await tx.insert(Transition, { rolloutId, revision: 1, t: on, proofSince: now, heldAt: null });
  }

  /** Later is always possible; earlier only where the correction itself leaves everybody their time. */
  move(actor: Actor, rolloutId: string, to: Day): Promise<void> {
    return this.desk.act(actor, rolloutId, { what: 'transition.moved' }, async (desk) => {
      await this.moveAt(desk, actor, to);
      return { subject: rolloutId, answer: undefined };
    });
  }

  /** The same at a desk that is open: also to look at what it would say. */
  async moveAt(desk: AtDesk, { accountId }: Actor, to: Day): Promise<void> {
    const { tx, rollout, now } = desk;
    const rolloutId = rollout.id;
    const transition = await tx.findOneBy(Transition, { rolloutId });
    if (!transition) throw new Refusal('conflict', 'No day is announced yet.');
    const before = await tx.find(TransitionChange, { where: { rolloutId }, order: { number: 'asc' } });
    const ofRevision = before.filter((change) => change.revision === transition.revision);
    const held = transition.heldAt !== null;
    const missed = await wasMissed(tx, transition, now, rollout.plan.timeZone);
    const { step, revision, earlier } = move(
      {
        revision: transition.revision,
        named: ofRevision.length,
        first: ofRevision[0]?.t ?? transition.t,
        on: transition.t,
        held: held || missed,
      },
      to,
    );
    const reasons = [
      ...isOver(rollout),
      ...tooFar(to, desk.today),
      ...(held
        ? await this.againstAfterHold(desk, transition, to)
        : missed
          ? await this.tooEarly(desk, to, 'everybody is told anew, and has')
          : await this.against(desk, transition, to, earlier)),
    ];
    if (reasons.length > 0) throw new Refusal('conflict', reasons);
    const number = before.length + 1;
    await name(tx, rolloutId, { step, number, revision, t: to, at: now, by: accountId });
    // Nobody knew of so early a day before, or the day that they knew is gone: they have to be told of this one.
    const proofSince = missed || (earlier && !held) ? now : transition.proofSince;
    await tx.update(Transition, { rolloutId }, { revision, t: to, heldAt: null, proofSince });
    await this.voice.withdraw(tx, rolloutId, 'the day has changed');
    await this.pauses.look(tx, rollout, now);
  }

  private async against(desk: AtDesk, { t }: Transition, to: Day, earlier: boolean): Promise<Reason[]> {
    const { today } = desk;
    if (!isBefore(today, t)) return [{ message: `The old place closed on ${spokenDay(t)}: that is over.` }];
    if (to.equals(t)) return [{ field: 'on', message: 'This is the day that is announced.' }];
    if (!earlier) return [];
    const found = await this.tooEarly(desk, to, 'the correction must itself leave everybody');
    return found.map(({ message, ...reason }) => ({
      ...reason,
      message: `${message} Later than ${spokenDay(t)} is always possible.`,
    }));
  }

  /** A day that people are told of as they were of the first: from today on. */
  private async tooEarly({ tx, rollout, now }: AtDesk, to: Day, because: string): Promise<Reason[]> {
    const { earliest } = await this.outlook.beforeAnnouncing(tx, rollout, now);
    if (!isBefore(to, earliest)) return [];
    const message = `The earliest permitted day is ${spokenDay(earliest)}: ${because} ${rollout.plan.noticeDays} days.`;
    return [{ field: 'on', message }];
  }

  private async againstAfterHold(
    { tx, rollout, now, today }: AtDesk,
    transition: Transition,
    to: Day,
  ): Promise<Reason[]> {
    if (!isBefore(today, to)) return [{ field: 'on', message: 'This day is not ahead of us.' }];
    const { on, because, unreached } = await this.outlook.earliest(tx, rollout, transition, now);
    if (!isBefore(to, on)) return [];
    const message = `The earliest permitted day is ${spokenDay(on)}: ${because.join('; ')}. ${unreached}`;
    return [{ field: 'on', message: message.trim() }];
  }
}

/** Nobody plans so long ahead: a year is mistyped, and everybody would be told of it. */
function tooFar(on: Day, today: Day): Reason[] {
  const last = today.add({ years: 2 });
  if (!isBefore(last, on)) return [];
  const message = `The day is in ${on.year}, more than 2 years ahead. Look at its year again: ${spokenDay(last)} ${last.year} is the last day that can be named.`;
  return [{ field: 'on', message }];
}

async function name(
  tx: EntityManager,
  rolloutId: string,
  change: Omit<TransitionChange, 'rolloutId'>,
): Promise<void> {
  await tx.insert(TransitionChange, { rolloutId, ...change });
}
