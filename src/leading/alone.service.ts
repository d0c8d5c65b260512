import { Injectable } from '@nestjs/common';
import type { Actor } from '../access/actor.js';
import { Vault } from '../kernel/crypto/vault.js';
import { Refusal } from '../kernel/refusal.js';
import { LeadTeam } from './lead-team.js';
import { YesDesk } from './yes-desk.js';
import { LeadsAlone } from './yes.entity.js';

/** A community with one lead switches the rule of two off for itself, in its own words, and on again. */
@Injectable()
export class AloneRule {
  constructor(
    private readonly desk: YesDesk,
    private readonly team: LeadTeam,
    private readonly vault: Vault,
  ) {}

  /** @throws Refusal where a second lead could say yes */
  switchOff(actor: Actor, words: string): Promise<void> {
    const { communityId, accountId: by } = actor;
    const deed = { what: 'two-leads.switched-off', reason: words };
    return this.desk.act(actor, null, deed, async ({ tx, now }) => {
      const { leads, alone } = await this.team.of(tx, communityId, now);
      if (leads.length > 1)
        throw new Refusal('conflict', 'There is a second lead: ask them for their yes. The rule stays on.');
      if (alone) throw new Refusal('conflict', 'It is switched off already.');
      const ring = await this.vault.ring(tx, communityId);
      await tx.insert(LeadsAlone, { communityId, by, at: now, wordsSealed: ring.seal(words) });
      return { subject: communityId, answer: undefined };
    });
  }

  switchOn(actor: Actor): Promise<void> {
    const { communityId } = actor;
    return this.desk.act(actor, null, { what: 'two-leads.switched-on' }, async ({ tx }) => {
      const { affected } = await tx.delete(LeadsAlone, { communityId });
      if (!affected) throw new Refusal('conflict', 'It is on already.');
      return { subject: communityId, answer: undefined };
    });
  }
}
