import { Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import type { Temporal } from 'temporal-polyfill';
import { In, IsNull, type EntityManager } from 'typeorm';
import { Clock } from '../kernel/clock.js';
import { Vault } from '../kernel/crypto/vault.js';
import { hashOf, type Role } from './access.rules.js';
import { Account, ApiToken } from './account.entity.js';
import type { Scope } from './scope.rules.js';

/** A year: long enough to forget where a token is written down, so it must end by itself. */
export const TOKEN_HOURS = 365 * 24;

export interface NewAccount {
  communityId: string;
  name: string;
  role: Role;
  email?: string | undefined;
}

/** What two spellings of one mailbox share. Feed this, and nothing else, to the keyed hash. */
export const addressKey = (email: string): string => email.trim().toLowerCase();

@Injectable()
export class Accounts {
  constructor(
    private readonly vault: Vault,
    private readonly clock: Clock,
  ) {}

  async create(tx: EntityManager, { communityId, name, role, email }: NewAccount): Promise<Account> {
    const ring = email === undefined ? undefined : await this.vault.ring(tx, communityId);
    return tx.save(
      tx.create(Account, {
        ...{ communityId, name, role, cameOn: null, leftAt: null },
        emailSealed: ring && email !== undefined ? ring.seal(email) : null,
        emailLookup: ring && email !== undefined ? ring.fingerprint(addressKey(email)) : null,
        createdAt: this.clock.now(),
      }),
    );
  }

  /** Everybody who works in the community now, oldest first. */
  people(tx: EntityManager, communityId: string): Promise<Account[]> {
    return tx.find(Account, {
      where: { communityId, leftAt: IsNull() },
      order: { createdAt: 'ASC', name: 'ASC', id: 'ASC' },
    });
  }

  /** Who leads: leads and admins, oldest first. */
  leads(tx: EntityManager, communityId: string): Promise<Account[]> {
    return tx.find(Account, {
      where: { communityId, leftAt: IsNull(), role: In(['lead', 'admin']) },
      order: { createdAt: 'ASC', name: 'ASC', id: 'ASC' },
    });
  }

  /** A token that acts for the person until `expiresAt`. It is shown this once and never kept. */
  async issueToken(
    tx: EntityManager,
    accountId: string,
    label: string,
    expiresAt: Temporal.Instant,
    scope: Scope = 'act',
  ): Promise<string> {
    const token = `co_${randomBytes(24).toString('base64url')}`;
    await tx.insert(ApiToken, {
      ...{ accountId, label, scope, expiresAt, hash: hashOf(token) },
      createdAt: this.clock.now(),
    });
    return token;
  }
}
