import { Injectable } from '@nestjs/common';
import type { Actor } from '../access/actor.js';
import { Refusal } from '../kernel/refusal.js';
import type { Criterion } from './gate.rules.js';
import { LeadDesk } from './lead-desk.js';
import { Phase } from './phase.entity.js';
import { PhaseService } from './phase.service.js';
import { phaseKeys, type PhaseKey } from './words.js';

/** Closing a phase: a named lead confirms it when its gate passes; else two leads override it, for good. */
@Injectable()
export class GateService {
  constructor(
    private readonly desk: LeadDesk,
    private readonly phases: PhaseService,
  ) {}

  list(actor: Actor, rolloutId: string): Promise<Phase[]> {
    return this.desk.read(actor, rolloutId, async (tx) => inOrder(await tx.findBy(Phase, { rolloutId })));
  }

  close(actor: Actor, rolloutId: string, key: PhaseKey): Promise<Criterion[]> {
    return this.desk.act(actor, rolloutId, { what: `phase.closed.${key}` }, async ({ tx, rollout, now }) => ({
      subject: rollout.id,
      answer: await this.phases.close(tx, rollout, key, { accountId: actor.accountId, now }),
    }));
  }

  /** Asks a second lead to say yes to closing in spite of the gate. Asking again replaces the reason. */
  askOverride(actor: Actor, rolloutId: string, key: PhaseKey, reason: string): Promise<void> {
    return this.desk.act(actor, rolloutId, { what: `gate.override-asked.${key}`, reason }, async (desk) => {
      const { tx, rollout, now } = desk;
      this.phases.mustBeOpen(await this.phases.factsOf(tx, rollout), key);
      await tx.query(
        `insert into gate_override (rollout_id, phase, asked_by, asked_at, reason) values ($1, $2, $3, $4, $5)
         on conflict (rollout_id, phase) do update set asked_by = $3, asked_at = $4, reason = $5`,
        [rolloutId, key, actor.accountId, now.toString(), reason],
      );
      return { subject: rollout.id, answer: undefined };
    });
  }

  /** The second lead's yes closes the phase; who asked cannot say it. */
  secondOverride(actor: Actor, rolloutId: string, key: PhaseKey): Promise<Criterion[]> {
    return this.desk.act(
      actor,
      rolloutId,
      { what: `gate.overridden.${key}` },
      async ({ tx, rollout, now }) => {
        const where = [rolloutId, key];
        const [asked] = await tx.query<{ asked_by: string; reason: string }[]>(
          'select asked_by, reason from gate_override where rollout_id = $1 and phase = $2',
          where,
        );
        if (!asked) throw new Refusal('not-found', 'Nobody has asked to override this gate.');
        if (asked.asked_by === actor.accountId)
          throw new Refusal('forbidden', 'A second lead has to say yes; you are the one who asked.');
        await tx.query('delete from gate_override where rollout_id = $1 and phase = $2', where);
        const override = { reason: asked.reason, askedBy: asked.asked_by };
        const by = { accountId: actor.accountId, now, override };
        return { subject: rollout.id, answer: await this.phases.close(tx, rollout, key, by) };
      },
    );
  }
}

/** Pilot, refine, launch, sunset. */
const inOrder = (found: Phase[]): Phase[] =>
  found.toSorted((a, b) => phaseKeys.indexOf(a.key) - phaseKeys.indexOf(b.key));
