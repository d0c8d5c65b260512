import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import { DataSource, MoreThan, type EntityManager } from 'typeorm';
import { Clock } from '../kernel/clock.js';
import { Vault } from '../kernel/crypto/vault.js';
import { Refusal } from '../kernel/refusal.js';
import { hashOf, type Role } from './access.rules.js';
import { Account, ApiToken, Session } from './account.entity.js';
import { Accounts } from './accounts.js';
import type { Actor } from './actor.js';
import { Audit } from './audit.js';
import { roleUnder, type Scope } from './scope.rules.js';

export interface OwnAccount {
  name: string;
  role: Role;
  email: string | null;
  sessions: (Pick<Session, 'id' | 'createdAt' | 'expiresAt' | 'lastUsedOn' | 'browser'> & {
    here: boolean;
  })[];
  tokens: Pick<ApiToken, 'id' | 'label' | 'scope' | 'createdAt' | 'expiresAt' | 'lastUsedOn'>[];
}

export interface NewToken {
  label: string;
  scope: Scope;
  days: number;
}

/** What somebody who works here sees and decides of their own ways in. */
@Injectable()
export class OwnAccounts {
  constructor(
    private readonly dataSource: DataSource,
    private readonly accounts: Accounts,
    private readonly vault: Vault,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** @param secret the cookie's, to know which session is this one */
  async look({ accountId }: Actor, secret?: string): Promise<OwnAccount> {
    const tx = this.dataSource.manager;
    const { name, role, communityId, emailSealed } = await tx.findOneByOrFail(Account, { id: accountId });
    const live = { accountId, expiresAt: MoreThan(this.clock.now()) };
    const newest = { order: { createdAt: 'DESC', id: 'ASC' } } as const;
    const sessions = await tx.find(Session, { where: live, ...newest });
    const tokens = await tx.find(ApiToken, { where: live, ...newest });
    const here = secret === undefined ? undefined : hashOf(secret);
    return {
      ...{ name, role, tokens },
      email: emailSealed && (await this.vault.ring(tx, communityId)).open(emailSealed),
      sessions: sessions.map((one) => Object.assign(one, { here: here?.equals(one.hash) ?? false })),
    };
  }

  async endSession({ accountId }: Actor, id: string): Promise<void> {
    const { affected } = await this.dataSource.manager.delete(Session, { id, accountId });
    if (affected === 0) throw new Refusal('not-found', 'This sign-in has ended already.');
  }

  /** Every one of them but the one whose secret is given; answers how many. */
  async endSessions({ accountId }: Actor, but?: string): Promise<number> {
    const [, ended] = await this.dataSource.query<[unknown[], number]>(
      'delete from session where account_id = $1 and ($2::bytea is null or hash <> $2)',
      [accountId, but === undefined ? null : hashOf(but)],
    );
    return ended;
  }

  /** The token is shown this once. */
  async makeToken(
    by: Actor,
    { label, scope, days }: NewToken,
  ): Promise<{ id: string; token: string; expiresAt: Temporal.Instant }> {
    const at = this.clock.now();
    const expiresAt = at.add({ hours: days * 24 });
    if (by.tokenEndsAt && expiresAt.epochMilliseconds > by.tokenEndsAt.epochMilliseconds)
      throw new Refusal('forbidden', {
        field: 'days',
        message: 'A token cannot make one that outlasts it. Make this one on “My account”.',
      });
    if (roleUnder(scope, by.role, 'GET') === undefined)
      throw new Refusal('invalid', {
        field: 'scope',
        message: 'Your role reads no numbers. Choose another.',
      });
    return this.dataSource.transaction(async (tx) => {
      const token = await this.accounts.issueToken(tx, by.accountId, label, expiresAt, scope);
      const { id } = await tx.findOneByOrFail(ApiToken, { hash: hashOf(token) });
      await this.note(tx, by, 'token.made', id, at);
      return { id, token, expiresAt };
    });
  }

  async revokeToken(by: Actor, id: string): Promise<void> {
    await this.dataSource.transaction(async (tx) => {
      const { affected } = await tx.delete(ApiToken, { id, accountId: by.accountId });
      if (affected === 0)
        throw new Refusal('not-found', 'You have no such token. It may be revoked already.');
      await this.note(tx, by, 'token.revoked', id, this.clock.now());
    });
  }

  private note(
    tx: EntityManager,
    { communityId, accountId: actor }: Actor,
    what: string,
    subject: string,
    at: Temporal.Instant,
  ): Promise<void> {
    return this.audit.note(tx, { communityId, actor, what, subject, at });
  }
}
