import { Injectable } from '@nestjs/common';
import type { Actor } from '../access/actor.js';
import { Refusal } from '../kernel/refusal.js';
import { AlertService } from './alert.service.js';
import { mustKnowHowMany } from '../notices/many.rules.js';
import { LeadDesk, type AtDesk } from './lead-desk.js';
import { Occurrence, type OccurrenceState } from './occurrence.entity.js';
import { Preview } from './preview.service.js';

/** What leads decide about single occurrences: stop one that is planned, send or skip one that is held. */
@Injectable()
export class OccurrenceService {
  constructor(
    private readonly desk: LeadDesk,
    private readonly alerts: AlertService,
    private readonly preview: Preview,
  ) {}

  list(actor: Actor, rolloutId: string): Promise<Occurrence[]> {
    return this.desk.read(actor, rolloutId, (tx) =>
      tx.find(Occurrence, { where: { rolloutId }, order: { dueAt: 'ASC', key: 'ASC' } }),
    );
  }

  hold(actor: Actor, rolloutId: string, key: string, reason: string): Promise<Occurrence> {
    return this.decide(actor, rolloutId, key, { what: 'occurrence.held', reason }, ['planned'], (one) => {
      one.state = 'held';
    });
  }

  skip(actor: Actor, rolloutId: string, key: string, reason: string): Promise<Occurrence> {
    return this.decide(
      actor,
      rolloutId,
      key,
      { what: 'occurrence.skipped', reason },
      ['planned', 'held'],
      (one) => {
        one.state = 'skipped';
      },
    );
  }

  /**
   * Sends what was held: the next tick does it, however late or early, approved or not: a lead has looked at it.
   * @param typed how many people, as the lead believes; asked for from 51 on
   */
  send(actor: Actor, rolloutId: string, key: string, typed?: number): Promise<Occurrence> {
    const deed = { what: 'occurrence.released' };
    return this.decide(actor, rolloutId, key, deed, ['held'], async (one, { tx, rollout, now }) => {
      mustKnowHowMany(await this.preview.mostTold(tx, rollout, one), typed);
      Object.assign(one, {
        state: 'planned',
        dueAt: now,
        releasedAt: now,
        leasedUntil: null,
        leasedBy: null,
      });
    });
  }

  /** Lets what was stopped ahead of its time go at its time after all. */
  resume(actor: Actor, rolloutId: string, key: string): Promise<Occurrence> {
    return this.decide(actor, rolloutId, key, { what: 'occurrence.resumed' }, ['held'], (one, { now }) => {
      if (one.dueAt.epochMilliseconds <= now.epochMilliseconds)
        throw new Refusal('conflict', 'Its time has passed. Send it now, or skip it.');
      Object.assign(one, { state: 'planned', reason: null, leasedUntil: null, leasedBy: null });
    });
  }

  private decide(
    actor: Actor,
    rolloutId: string,
    key: string,
    deed: { what: string; reason?: string },
    from: OccurrenceState[],
    act: (one: Occurrence, at: AtDesk) => void | Promise<void>,
  ): Promise<Occurrence> {
    return this.desk.act(actor, rolloutId, deed, async (at) => {
      const { tx } = at;
      const one = await tx.findOneBy(Occurrence, { rolloutId, key });
      if (!one) throw new Refusal('not-found', 'There is no such occurrence on the agenda.');
      if (!from.includes(one.state))
        throw new Refusal('conflict', `This is ${one.state} already${one.reason ? ` (${one.reason})` : ''}.`);
      await act(one, at);
      one.reason = deed.reason ?? one.reason;
      one.decidedBy = actor.accountId;
      await tx.save(one);
      for (const kind of ['held', 'failed']) await this.alerts.end(tx, rolloutId, kind, key);
      return { subject: one.id, answer: one };
    });
  }
}
