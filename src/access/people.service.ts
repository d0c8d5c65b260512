import { Injectable } from '@nestjs/common';
import { DataSource, IsNull } from 'typeorm';
import type { Temporal } from 'temporal-polyfill';
import { Clock } from '../kernel/clock.js';
import { Refusal } from '../kernel/refusal.js';
import { mayManage, type Role } from './access.rules.js';
import { Account, ApiToken, Session } from './account.entity.js';
import { Accounts, TOKEN_HOURS } from './accounts.js';
import type { Actor } from './actor.js';
import { Audit } from './audit.js';
import { Passkey } from './passkey.entity.js';

export interface Invited {
  account: Account;
  /** Shown once. */
  token: string;
  tokenExpiresAt: Temporal.Instant;
}

/** Who works in a community: adding, removing. */
@Injectable()
export class PeopleService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly accounts: Accounts,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async add(by: Actor, person: { name: string; role: Role; email?: string | undefined }): Promise<Invited> {
    if (!mayManage(by.role, person.role))
      throw new Refusal('forbidden', {
        field: 'role',
        message: `You cannot add somebody as ${person.role}.`,
      });
    return this.dataSource.transaction(async (tx) => {
      const at = this.clock.now();
      const account = await this.accounts.create(tx, { ...person, communityId: by.communityId });
      const tokenExpiresAt = at.add({ hours: TOKEN_HOURS });
      const token = await this.accounts.issueToken(tx, account.id, 'first token', tokenExpiresAt);
      const { communityId, accountId: actor } = by;
      await this.audit.note(tx, { communityId, actor, what: 'person.added', subject: account.id, at });
      return { account, token, tokenExpiresAt };
    });
  }

  /** They can no longer come in from this moment on; what they did stays on the record. */
  async remove(by: Actor, id: string, reason?: string): Promise<void> {
    const { communityId, accountId: actor } = by;
    await this.dataSource.transaction(async (tx) => {
      // Locked together, so that two leads cannot remove each other and leave nobody.
      const people = await tx.find(Account, {
        where: { communityId, leftAt: IsNull() },
        lock: { mode: 'pessimistic_write' },
      });
      const leaving = people.find((person) => person.id === id);
      if (!leaving) throw new Refusal('not-found', 'There is nobody with this id here.');
      if (id !== actor && !mayManage(by.role, leaving.role))
        throw new Refusal('forbidden', `You cannot remove somebody who is ${leaving.role}.`);
      if (!people.some((person) => person.id !== id && (person.role === 'admin' || person.role === 'lead')))
        throw new Refusal('conflict', 'Nobody would lead then. Add another lead first.');
      const at = this.clock.now();
      await tx.update(Account, { id }, { leftAt: at });
      await tx.delete(ApiToken, { accountId: id });
      await tx.delete(Session, { accountId: id });
      await tx.delete(Passkey, { accountId: id });
      await this.audit.note(tx, { communityId, actor, what: 'person.removed', subject: id, reason, at });
    });
  }
}
