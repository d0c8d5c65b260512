import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { Audit } from '../access/audit.js';
import { Refusal } from '../kernel/refusal.js';
import { AgendaService } from '../rollout/agenda.service.js';
import { AlertService } from '../rollout/alert.service.js';
import { spokenDay } from '../rollout/calendar.words.js';
import { Rollout } from '../rollout/rollout.entity.js';
import { HandsOf } from './hands.js';
import type { Presence } from './presence.rules.js';
import { leadsQuiet } from './task.mails.js';
import { holderOf } from './task.rules.js';
import { STAND_IN } from './tasks.js';
import { TeamLetters } from './team-letters.js';

const about = ['unattended', 'leads'] as const;

/** What happens while no lead looks in: the stand-in hears of it, then all but essential steps are held. */
@Injectable()
export class Absence {
  constructor(
    private readonly hands: HandsOf,
    private readonly letters: TeamLetters,
    private readonly alerts: AlertService,
    private readonly audit: Audit,
    private readonly agenda: AgendaService,
  ) {}

  /** Once for each time that they are away. */
  async tellStandIn(
    tx: EntityManager,
    rollout: Rollout,
    { days, holdsOn }: Presence,
    now: Temporal.Instant,
  ): Promise<void> {
    const { id: rolloutId, communityId } = rollout;
    const standIn = holderOf(STAND_IN, await this.hands.rollout(tx, rollout));
    if (!standIn) return;
    const key = `leads-quiet/${holdsOn.toString()}`;
    await this.letters.tell(tx, { communityId, rollout, key, to: [standIn.id], now }, ({ community }) =>
      leadsQuiet({ community, days, rolloutId, holdsOn: spokenDay(holdsOn) }),
    );
  }

  /** Whatever speaks waits, but for what people were promised. The leads hear how to let it go on. */
  async hold(tx: EntityManager, rollout: Rollout, { days }: Presence, at: Temporal.Instant): Promise<void> {
    const { id, communityId } = rollout;
    await tx.update(Rollout, id, { unattendedAt: at });
    await this.alerts.raise(
      tx,
      id,
      ...about,
      `No lead has looked in for ${days} days. Everything but essential steps is held. Open the overview and press “We are here”.`,
    );
    const what = 'rollout.held-unattended';
    await this.audit.note(tx, { communityId, actor: 'changeover', what, subject: id, at });
    await this.agenda.replan(tx, id, at);
  }

  /** A lead is back: what is due goes on, what is late waits to be sent or skipped. The caller replans. */
  async release(tx: EntityManager, rollout: Rollout, today: Temporal.PlainDate): Promise<void> {
    if (!rollout.unattendedAt) throw new Refusal('conflict', 'Nothing is held for want of a lead.');
    await tx.update(Rollout, rollout.id, { unattendedAt: null, leadsSeenOn: today });
    await this.alerts.end(tx, rollout.id, ...about);
  }
}
