import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { AgendaService } from './agenda.service.js';
import { AlertService } from './alert.service.js';
import { fellInto } from './course.rules.js';
import type { Rollout } from './rollout.entity.js';

const about = ['pause', 'closing'] as const;

/** A pause that has reached the closing day ends only with a new one: the leads hear of it, also while it is paused. */
@Injectable()
export class PauseWatch {
  constructor(
    private readonly agenda: AgendaService,
    private readonly alerts: AlertService,
  ) {}

  /** Which promised days fell into the pause until now, as sentences; none where nothing is paused. */
  async fell(tx: EntityManager, rollout: Rollout, now: Temporal.Instant): Promise<string[]> {
    if (!rollout.pausedAt) return [];
    const facts = await this.agenda.factsOf(tx, rollout);
    return fellInto(await this.agenda.ahead(tx, rollout, facts), facts, rollout, now);
  }

  /** Raises the alert, or ends it where there is nothing to do any more. The caller replans. */
  async look(tx: EntityManager, rollout: Rollout, now: Temporal.Instant): Promise<void> {
    const fell = await this.fell(tx, rollout, now);
    const text =
      'The pause has reached the closing day, or a notice before it. Name a new closing day, then go on.';
    await (fell.length > 0
      ? this.alerts.raise(tx, rollout.id, ...about, text)
      : this.alerts.end(tx, rollout.id, ...about));
  }
}
