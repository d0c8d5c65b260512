import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../kernel/clock.js';
import { Refusal } from '../kernel/refusal.js';
import { hashOf } from './access.rules.js';
import { ApiToken } from './account.entity.js';
import { AccountLetters } from './account-letters.js';
import { Accounts } from './accounts.js';
import type { Actor } from './actor.js';
import { Audit } from './audit.js';
import { roleUnder, type Scope } from './scope.rules.js';

export interface NewToken {
  label: string;
  scope: Scope;
  days: number;
}

/** What lets programs in, in somebody's name. Its owner hears of each that is made. */
@Injectable()
export class OwnTokens {
  constructor(
    private readonly dataSource: DataSource,
    private readonly accounts: Accounts,
    private readonly letters: AccountLetters,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /**
   * The token is shown this once.
   * @throws Refusal where a token makes one that outlasts it, or somebody's role reads no numbers
   */
  async make(
    by: Actor,
    { label, scope, days }: NewToken,
  ): Promise<{ id: string; token: string; expiresAt: Temporal.Instant }> {
    const at = this.clock.now();
    const expiresAt = at.add({ hours: days * 24 });
    if (by.token && Temporal.Instant.compare(expiresAt, by.token.endsAt) > 0)
      throw new Refusal('forbidden', {
        field: 'days',
        message:
          'A token cannot make one that outlasts it. Sign in without it, and make this one on “My account”.',
      });
    if (roleUnder(scope, by.role, 'GET') === undefined)
      throw new Refusal('invalid', {
        field: 'scope',
        message: 'Your role reads no numbers. Choose another.',
      });
    return this.dataSource.transaction(async (tx) => {
      const token = await this.accounts.issueToken(tx, by.accountId, label, expiresAt, scope);
      const { id } = await tx.findOneByOrFail(ApiToken, { hash: hashOf(token) });
      await this.letters.tell(tx, by.communityId, [by.accountId], { kind: 'way-in-made' });
      await this.note(tx, by, 'token.made', id, at);
      return { id, token, expiresAt };
    });
  }

  /** Browsers that it signed in are signed out. */
  async revoke(by: Actor, id: string): Promise<void> {
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
