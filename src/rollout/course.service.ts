import { Injectable } from '@nestjs/common';
import type { Actor } from '../access/actor.js';
import { Refusal } from '../kernel/refusal.js';
import { Notices } from '../notices/notices.service.js';
import { AgendaService } from './agenda.service.js';
import { resumed } from './course.rules.js';
import { LeadDesk, type AtDesk } from './lead-desk.js';
import { PauseWatch } from './pause-watch.js';
import { PhaseService } from './phase.service.js';
import type { Rollout } from './rollout.entity.js';
import { keysBesideClosing } from './rollout.queries.js';
import type { PlanChange } from './plan.js';
import { changedPlan } from './plan-change.js';

/** What leads do to the course of a running rollout: its plan, pauses and endings. */
@Injectable()
export class CourseService {
  constructor(
    private readonly desk: LeadDesk,
    private readonly agenda: AgendaService,
    private readonly notices: Notices,
    private readonly pauses: PauseWatch,
    private readonly phases: PhaseService,
  ) {}

  /** Saves an edited plan. `version` is the one that the form was made under: nothing is overwritten unseen. */
  editPlan(actor: Actor, rolloutId: string, given: { plan: PlanChange; version: number }): Promise<Rollout> {
    return this.change(actor, rolloutId, { what: 'plan.changed' }, async ({ tx, rollout, today }) => {
      mustBeCurrent(rollout, given.version);
      rollout.plan = await changedPlan(tx, rollout, given.plan, today);
    });
  }

  /** Holds whatever speaks. Answers, bounces, measuring and self-service go on. */
  pause(actor: Actor, rolloutId: string, reason: string): Promise<Rollout> {
    return this.change(actor, rolloutId, { what: 'rollout.paused', reason }, async ({ tx, rollout, now }) => {
      mustRun(rollout);
      if (rollout.pausedAt) throw new Refusal('conflict', 'The rollout is paused already.');
      rollout.pausedAt = now;
      await this.notices.hold(tx, rollout.id, 'the rollout is paused');
    });
  }

  /**
   * Goes on, with the remaining days moved by the length of the pause, or with the dates as they were. A phase whose
   * day came meanwhile opens now.
   */
  resume(actor: Actor, rolloutId: string, dates: 'move' | 'keep'): Promise<Rollout> {
    return this.change(
      actor,
      rolloutId,
      { what: `rollout.resumed-${dates}` },
      async ({ tx, rollout, now }) => {
        if (!rollout.pausedAt) throw new Refusal('conflict', 'The rollout is not paused.');
        const late = await this.pauses.fell(tx, rollout, now);
        if (late.length > 0)
          throw new Refusal(
            'conflict',
            late.map((message) => ({
              field: 'transition',
              message: `${message} Name a new closing day first.`,
            })),
          );
        if (dates === 'move') rollout.plan = resumed(rollout.plan, rollout.pausedAt, now);
        rollout.pausedAt = null;
        await this.notices.release(tx, rollout.id);
        await this.phases.openDue(tx, rollout, now);
      },
    );
  }

  /** Tells everybody who was told of the move, once; the record stays. */
  cancel(actor: Actor, rolloutId: string, reason: string): Promise<Rollout> {
    return this.change(actor, rolloutId, { what: 'rollout.cancelled', reason }, (desk) => this.callOff(desk));
  }

  /** The same in the caller's transaction, which saves the rollout. */
  async callOff({ tx, rollout, now }: AtDesk): Promise<void> {
    mustRun(rollout);
    const closed = (await this.agenda.factsOf(tx, rollout))['sunset.places'].filter((one) => one.readOnlyOn);
    if (closed.length > 0) throw new Refusal('conflict', closedAlready(closed.map(({ name }) => name)));
    rollout.cancelledAt = now;
    rollout.pausedAt = null;
    await this.notices.withdraw(tx, rollout.id, 'the rollout was cancelled', ['rollout.cancelled']);
  }

  /** The old place stays, by decision. The day of the decision stands for T from here on. */
  keepBoth(actor: Actor, rolloutId: string, reason: string): Promise<Rollout> {
    return this.change(actor, rolloutId, { what: 'rollout.kept-both', reason }, (desk) => this.keep(desk));
  }

  /** The same in the caller's transaction, which saves the rollout. */
  async keep({ tx, rollout, now }: AtDesk): Promise<void> {
    mustRun(rollout);
    const facts = await this.agenda.factsOf(tx, rollout);
    if (!facts['rollout.phases'].launch.openedOn)
      throw new Refusal('too-early', 'Both places can be kept once the soft launch has opened.');
    if (facts['sunset.places'].some((place) => place.readOnlyOn))
      throw new Refusal('conflict', 'An old place is read-only already; it cannot be kept any more.');
    rollout.keptBothAt = now;
    const others = await keysBesideClosing(tx, rollout.id);
    await this.notices.withdraw(tx, rollout.id, 'both places are kept', others);
    if (rollout.pausedAt) await this.notices.release(tx, rollout.id);
    rollout.pausedAt = null;
  }

  private change(
    actor: Actor,
    rolloutId: string,
    deed: { what: string; reason?: string },
    act: (desk: AtDesk) => Promise<void>,
  ): Promise<Rollout> {
    return this.desk.act(actor, rolloutId, deed, async (desk) => {
      await act(desk);
      desk.rollout.version += 1;
      await desk.tx.save(desk.rollout);
      await this.pauses.look(desk.tx, desk.rollout, desk.now);
      return { subject: desk.rollout.id, answer: desk.rollout };
    });
  }
}

/** Calling off tells everybody that all stays as it was: that has to be true. */
const closedAlready = (places: string[]): string =>
  `${places.join(' and ')} is read-only already, so it does not stay as it was: the move cannot be called off any more. Let it end, or write to people yourselves.`;

function mustRun(rollout: Rollout): void {
  if (rollout.state === 'draft')
    throw new Refusal('too-early', 'The rollout has not begun. A plan that never began can be deleted.');
  if (rollout.state !== 'running') throw new Refusal('conflict', 'The rollout is over.');
  if (rollout.cancelledAt) throw new Refusal('conflict', 'The rollout was cancelled.');
  if (rollout.keptBothAt) throw new Refusal('conflict', 'It was decided to keep both places.');
}

function mustBeCurrent(rollout: Rollout, version: number): void {
  if (rollout.version !== version)
    throw new Refusal('conflict', {
      field: 'version',
      message: `Somebody changed the plan meanwhile: you saw version ${version}, it is ${rollout.version} now. Look again before you save.`,
    });
}
