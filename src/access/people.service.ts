import { Injectable } from '@nestjs/common';
import { DataSource, IsNull, type EntityManager } from 'typeorm';
import type { Temporal } from 'temporal-polyfill';
import { Clock } from '../kernel/clock.js';
import { mustBeAsSeen, type Seen } from '../kernel/http/seen.js';
import { Refusal } from '../kernel/refusal.js';
import { roleWords } from './role.words.js';
import { leads, mayManage, stillLed, type Role } from './access.rules.js';
import { Account, ApiToken, Session } from './account.entity.js';
import { Accounts } from './accounts.js';
import type { Actor } from './actor.js';
import { Audit } from './audit.js';
import { Invitations, type Invitation } from './invitations.js';
import { Passkey } from './passkey.entity.js';

export interface NewColleague {
  name: string;
  role: Role;
  email?: string | undefined;
}

/** Who works in a community: adding, changing what they may do, removing. */
@Injectable()
export class PeopleService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly accounts: Accounts,
    private readonly invitations: Invitations,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** `first` makes what they come in by, in the same transaction. */
  async add<T>(
    by: Actor,
    person: NewColleague,
    first: (tx: EntityManager, account: Account, at: Temporal.Instant) => Promise<T>,
  ): Promise<{ account: Account; first: T }> {
    if (!mayManage(by.role, person.role))
      throw new Refusal('forbidden', {
        field: 'role',
        message: `You cannot add somebody as ${person.role}.`,
      });
    return this.dataSource.transaction(async (tx) => {
      const at = this.clock.now();
      const account = await this.accounts.create(tx, { ...person, communityId: by.communityId });
      const made = await first(tx, account, at);
      if (leads(person.role)) await this.invitations.tellLeads(tx, by, account);
      await this.note(tx, by, 'person.added', account.id, at);
      return { account, first: made };
    });
  }

  /**
   * Another link for somebody who has not come yet; the one before opens nothing any more. For who has come and does not
   * lead, a link to hand over: mail may not work for them, and they say no second yes.
   */
  inviteAnew(by: Actor, id: string): Promise<Invitation & { name: string }> {
    return this.dataSource.transaction(async (tx) => {
      const person = theOne(await this.people(tx, by), id);
      if (!mayManage(by.role, person.role))
        throw new Refusal('forbidden', `You cannot invite somebody who is ${person.role}.`);
      const at = this.clock.now();
      if (person.cameOn) {
        // Or one lead could come in as another, and say the second yes.
        if (leads(person.role))
          throw new Refusal(
            'conflict',
            `${person.name} has come in already, and signs in by mail or passkey. Else whoever hosts this page makes a link.`,
          );
        const link = await this.invitations.handOver(tx, by, person, at);
        await this.note(tx, by, 'sign-in-link.made-for-another', id, at);
        return { ...link, name: person.name };
      }
      const invitation = await this.invitations.make(tx, person, at);
      await this.note(tx, by, 'invitation.sent-anew', id, at);
      return { ...invitation, name: person.name };
    });
  }

  /** @param seen what was shown when it was chosen, if whoever chose says so */
  async changeRole(by: Actor, id: string, role: Role, seen?: Seen): Promise<void> {
    await this.dataSource.transaction(async (tx) => {
      const people = await this.people(tx, by);
      const person = theOne(people, id);
      if (!mayManage(by.role, person.role) || !mayManage(by.role, role))
        throw new Refusal('forbidden', `You cannot make somebody ${role} who is ${person.role}.`);
      if (seen) mustBeAsSeen(seen, roleSeen(person));
      if (person.role === role) return;
      if (!stillLed(people, id, role))
        throw new Refusal('conflict', 'Nobody would lead then. Make another person a lead first.');
      if (person.role === 'admin' && people.filter((one) => one.role === 'admin').length === 1)
        throw new Refusal('conflict', 'Nobody could make admins then. Make another person admin first.');
      await tx.update(Account, { id }, { role });
      if (leads(role) && !leads(person.role)) await this.invitations.tellLeads(tx, by, person);
      await this.note(tx, by, `person.role-changed.${role}`, id, this.clock.now());
    });
  }

  /** They can no longer come in from this moment on; what they did stays on the record. */
  async remove(by: Actor, id: string, reason?: string): Promise<void> {
    await this.dataSource.transaction(async (tx) => {
      const people = await this.people(tx, by);
      const leaving = theOne(people, id);
      if (id !== by.accountId && !mayManage(by.role, leaving.role))
        throw new Refusal('forbidden', `You cannot remove somebody who is ${leaving.role}.`);
      if (!stillLed(people, id, null))
        throw new Refusal('conflict', 'Nobody would lead then. Add another lead first.');
      const at = this.clock.now();
      await tx.update(Account, { id }, { leftAt: at });
      for (const way of [ApiToken, Session, Passkey]) await tx.delete(way, { accountId: id });
      await this.invitations.withdraw(tx, id, at);
      const what = leaving.cameOn ? 'person.removed' : 'invitation.withdrawn';
      await this.note(tx, by, what, id, at, reason);
    });
  }

  /** Locked together, so that two leads cannot remove each other and leave nobody. */
  private people(tx: EntityManager, { communityId }: Actor): Promise<Account[]> {
    return tx.find(Account, {
      where: { communityId, leftAt: IsNull() },
      order: { id: 'ASC' },
      lock: { mode: 'pessimistic_write' },
    });
  }

  private note(
    tx: EntityManager,
    { communityId, accountId: actor }: Actor,
    what: string,
    subject: string,
    at: Temporal.Instant,
    reason?: string,
  ): Promise<void> {
    return this.audit.note(tx, { communityId, actor, what, subject, reason, at });
  }
}

function theOne(people: Account[], id: string): Account {
  const person = people.find((one) => one.id === id);
  if (!person) throw new Refusal('not-found', 'There is nobody with this id here.');
  return person;
}

/** What is shown of what somebody may do. */
export const roleSeen = ({ role }: { role: Role }): Seen => ({ 'What they may do': roleWords[role] });
