import { Injectable } from '@nestjs/common';
import type { Actor } from '../access/actor.js';
import type { Criterion } from './gate.rules.js';
import { LeadDesk } from './lead-desk.js';
import { Phase } from './phase.entity.js';
import { PhaseService } from './phase.service.js';
import { phaseKeys, type PhaseKey } from './words.js';

/** Closing a phase: a named lead confirms it when its gate passes. Past its gate it takes two (`leading/gate.act.ts`). */
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
}

/** Pilot, refine, launch, sunset. */
const inOrder = (found: Phase[]): Phase[] =>
  found.toSorted((a, b) => phaseKeys.indexOf(a.key) - phaseKeys.indexOf(b.key));
