import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { Accounts } from '../access/accounts.js';
import { Audit } from '../access/audit.js';
import { Community } from '../community/community.entity.js';
import { LeadsAlone } from './yes.entity.js';
import type { Team } from './yes.rules.js';

/** Who leads a community, and whether its only lead acts alone. */
@Injectable()
export class LeadTeam {
  constructor(
    private readonly accounts: Accounts,
    private readonly audit: Audit,
  ) {}

  /** As it is now. With a second lead the rule of two is on again, and the record says so. */
  async of(tx: EntityManager, communityId: string, now: Temporal.Instant): Promise<Team> {
    const team = await this.read(tx, communityId);
    if (!team.alone || team.leads.length === 1) return team;
    const { affected } = await tx.delete(LeadsAlone, { communityId });
    const what = 'two-leads.on-again';
    if (affected)
      await this.audit.note(tx, { communityId, actor: 'changeover', what, subject: communityId, at: now });
    return { ...team, alone: false };
  }

  /** The same, without changing anything. */
  async read(tx: EntityManager, communityId: string): Promise<Team> {
    const leads = await this.accounts.leads(tx, communityId);
    const { care } = await tx.findOneByOrFail(Community, { id: communityId });
    const alone = await tx.existsBy(LeadsAlone, { communityId });
    return { leads: leads.map(({ id, name }) => ({ id, name })), alone, care };
  }
}
