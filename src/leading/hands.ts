import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Accounts } from '../access/accounts.js';
import { TaskHolder } from './task.entity.js';
import type { Hands } from './task.rules.js';

/** Whose hands a rollout is in. */
@Injectable()
export class HandsOf {
  constructor(private readonly accounts: Accounts) {}

  async rollout(tx: EntityManager, { id, communityId }: { id: string; communityId: string }): Promise<Hands> {
    const rows = await tx.findBy(TaskHolder, { rolloutId: id });
    const [begun] = await tx.query<{ actor: string }[]>(
      `select actor from audit_entry where community_id = $1 and subject = $2
          and what in ('rollout.started', 'rollout.created') order by what = 'rollout.started' desc limit 1`,
      [communityId, id],
    );
    const people = await this.accounts.people(tx, communityId);
    return {
      held: new Map(rows.map(({ task, accountId }) => [task, accountId])),
      starter: begun?.actor ?? null,
      leads: people.filter(({ role }) => role === 'lead' || role === 'admin').map(brief),
      people: people.map(brief),
    };
  }
}

const brief = ({ id, name }: { id: string; name: string }): { id: string; name: string } => ({ id, name });
