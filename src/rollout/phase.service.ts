import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { localDay } from '../kernel/local-day.js';
import { Refusal } from '../kernel/refusal.js';
import { AlertService } from './alert.service.js';
import { endIfOver } from './end.writes.js';
import { FactService } from './fact.service.js';
import type { Facts } from './facts.js';
import { gate, passes, type Criterion } from './gate.rules.js';
import { Phase } from './phase.entity.js';
import { opening } from './phase.rules.js';
import { phases } from './phases.js';
import type { Rollout } from './rollout.entity.js';
import { ProvidesFact } from './sockets.js';
import { phaseKeys, type PhaseKey } from './words.js';

/** Opens phases on their day, closes them on a lead's word, and keeps what their gates show. */
@Injectable()
export class PhaseService {
  constructor(
    private readonly facts: FactService,
    private readonly alerts: AlertService,
  ) {}

  @ProvidesFact('rollout.phases')
  async states(tx: EntityManager, rollout: Rollout): Promise<Facts['rollout.phases']> {
    const rows = await tx.findBy(Phase, { rolloutId: rollout.id });
    const none = { openedOn: null, closedOn: null, closedAt: null };
    const state = (key: PhaseKey): Facts['rollout.phases'][PhaseKey] =>
      rows.find((row) => row.key === key) ?? none;
    return {
      pilot: state('pilot'),
      refine: state('refine'),
      launch: state('launch'),
      sunset: state('sunset'),
    };
  }

  factsOf(tx: EntityManager, rollout: Rollout): Promise<Facts> {
    return this.facts.all(tx, rollout);
  }

  async begin(tx: EntityManager, rolloutId: string): Promise<void> {
    for (const key of phaseKeys) await tx.insert(Phase, { rolloutId, key });
  }

  /** Opens what may open, but in no pause; a phase whose day has come and that waits is told to the leads, once. */
  async openDue(tx: EntityManager, rollout: Rollout, now: Temporal.Instant): Promise<void> {
    const today = localDay(now, rollout.plan.timeZone);
    for (;;) {
      const evidence = { plan: rollout.plan, facts: await this.facts.all(tx, rollout) };
      const { open, late } = opening(evidence, today, rollout.pausedAt !== null);
      for (const { key, waitsFor } of late)
        await this.alerts.raise(
          tx,
          rollout.id,
          'phase late',
          key,
          `${phases[key].name} is late. It waits until ${waitsFor.join(', and until ')}.`,
        );
      if (open.length === 0) return;
      for (const key of open) {
        await tx.update(Phase, { rolloutId: rollout.id, key }, { openedOn: today, openedAt: now });
        await this.alerts.end(tx, rollout.id, 'phase late', key);
      }
    }
  }

  /** Judges the gates of all phases that are not closed, and keeps the verdicts that have changed. */
  async judge(tx: EntityManager, rollout: Rollout, facts: Facts, now: Temporal.Instant): Promise<void> {
    const open = phaseKeys.filter((key) => !facts['rollout.phases'][key].closedOn);
    const judged = open.map((key) => ({
      key,
      criteria: gate(phases[key].gate, { plan: rollout.plan, facts }),
    }));
    await tx.query(
      `update phase p set gate = n.gate, gate_at = $2 from unnest($3::text[], $4::jsonb[]) n(key, gate)
       where p.rollout_id = $1 and p.key = n.key and p.gate is distinct from n.gate`,
      [
        rollout.id,
        now.toString(),
        judged.map(({ key }) => key),
        judged.map(({ criteria }) => JSON.stringify(criteria)),
      ],
    );
    for (const { key, criteria } of judged) {
      if (!facts['rollout.phases'][key].openedOn) continue;
      if (!passes(criteria)) await this.alerts.end(tx, rollout.id, 'gate ready', key);
      else
        await this.alerts.raise(
          tx,
          rollout.id,
          'gate ready',
          key,
          `${phases[key].name}: everything that it had to show is there. You can close it.`,
        );
    }
  }

  /** Closes an open phase whose gate passes, or whose gate a second lead overrides. Answers its criteria. */
  async close(
    tx: EntityManager,
    rollout: Rollout,
    key: PhaseKey,
    by: { accountId: string; now: Temporal.Instant; override?: { reason: string; askedBy: string } },
  ): Promise<Criterion[]> {
    const facts = await this.facts.all(tx, rollout);
    this.mustBeOpen(facts, key);
    const criteria = gate(phases[key].gate, { plan: rollout.plan, facts });
    if (!passes(criteria) && !by.override) throw notYet(key, criteria);
    await tx.update(
      Phase,
      { rolloutId: rollout.id, key },
      {
        closedOn: localDay(by.now, rollout.plan.timeZone),
        closedAt: by.now,
        closedBy: by.override?.askedBy ?? by.accountId,
        overrideReason: by.override?.reason ?? null,
        overrideSecondedBy: by.override ? by.accountId : null,
        gate: criteria,
        gateAt: by.now,
      },
    );
    await this.alerts.end(tx, rollout.id, 'gate ready', key);
    await this.openDue(tx, rollout, by.now);
    await endIfOver(tx, rollout, by.now);
    return criteria;
  }

  mustBeOpen(facts: Facts, key: PhaseKey): void {
    const { openedOn, closedOn } = facts['rollout.phases'][key];
    if (closedOn) throw new Refusal('conflict', `${phases[key].name} was closed on ${closedOn.toString()}.`);
    if (!openedOn) throw new Refusal('too-early', `${phases[key].name} is not open yet.`);
  }
}

function notYet(key: PhaseKey, criteria: Criterion[]): Refusal {
  return new Refusal(
    'conflict',
    criteria
      .filter((one) => one.state !== 'met')
      .map((one) => ({
        field: `gate.${key}`,
        message: `${one.criterion}: ${one.state} (${one.evidence}${one.missing ? `; what would bring it: ${one.missing}` : ''})`,
      })),
  );
}
