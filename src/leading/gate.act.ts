import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Refusal } from '../kernel/refusal.js';
import { plainly } from '../rollout/gate-paths.js';
import { gate, passes } from '../rollout/gate.rules.js';
import { phasePath } from '../rollout/lead-nav.js';
import { PhaseService } from '../rollout/phase.service.js';
import { phases } from '../rollout/phases.js';
import { phaseKeys, type PhaseKey } from '../rollout/words.js';
import { ActsOfTwo, type About, type ActOfTwo, type Agreed, type Noted, type Shown } from './acts-of-two.js';

/** Closing a phase in spite of its gate. The verdict stays, with both names and the reason beside it. */
@Injectable()
export class GateAct implements ActOfTwo, OnModuleInit {
  readonly kind = 'gate';

  constructor(
    private readonly acts: ActsOfTwo,
    private readonly opened: PhaseService,
  ) {}

  onModuleInit(): void {
    this.acts.add(this);
  }

  noted({ rolloutId, subject: phase }: { rolloutId: string | null; subject: string }): Noted {
    return {
      asked: `gate.override-asked.${phase}`,
      done: `gate.overridden.${phase}`,
      subject: rolloutId!,
    };
  }

  async show(tx: EntityManager, { rollout, subject }: About): Promise<Shown> {
    const phase = phaseOf(subject);
    const facts = await this.opened.factsOf(tx, rollout!);
    this.opened.mustBeOpen(facts, phase);
    const criteria = gate(phases[phase].gate, { plan: rollout!.plan, facts });
    if (passes(criteria))
      throw new Refusal(
        'conflict',
        'Everything that it had to show is there: close it without a second yes.',
      );
    const met = criteria.filter(({ state }) => state === 'met').length;
    return {
      title: `close “${phases[phase].name}” in spite of what it must show`,
      lines: [
        `${met} of ${criteria.length} are met.`,
        ...criteria
          .filter(({ state }) => state !== 'met')
          .map(({ criterion, state, evidence }) => `${plainly(criterion)}: ${state} (${evidence}).`),
      ],
      after:
        'It is closed and not opened again. Both names and the reason stand beside the verdict for good.',
      back: phasePath(rollout!.id, phase),
    };
  }

  async do({ tx, about, request, reason, by, now }: Agreed): Promise<void> {
    const override = { reason, askedBy: request.askedBy };
    await this.opened.close(tx, about.rollout!, phaseOf(about.subject), { accountId: by, now, override });
  }
}

function phaseOf(subject: string): PhaseKey {
  const known = phaseKeys.find((key) => key === subject);
  if (!known) throw new Refusal('not-found', 'There is no such phase.');
  return known;
}
