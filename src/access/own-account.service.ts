import { Injectable } from '@nestjs/common';
import { DataSource, MoreThan } from 'typeorm';
import { Clock } from '../kernel/clock.js';
import { Vault } from '../kernel/crypto/vault.js';
import { Refusal } from '../kernel/refusal.js';
import { hashOf, type Role } from './access.rules.js';
import { Account, ApiToken, Session } from './account.entity.js';
import type { Actor } from './actor.js';
import { zoneOf } from './community-day.js';
import { OwnTokens } from './own-tokens.service.js';

export interface OwnAccount {
  name: string;
  role: Role;
  email: string | null;
  /** Of their community: days are told in it. */
  timeZone: string;
  sessions: (Pick<Session, 'id' | 'createdAt' | 'expiresAt' | 'lastUsedOn' | 'browser'> & {
    here: boolean;
  })[];
  tokens: Pick<ApiToken, 'id' | 'label' | 'scope' | 'createdAt' | 'expiresAt' | 'lastUsedOn'>[];
}

/** What somebody who works here sees and decides of their own ways in. */
@Injectable()
export class OwnAccounts {
  constructor(
    private readonly dataSource: DataSource,
    private readonly vault: Vault,
    private readonly clock: Clock,
    readonly tokens: OwnTokens,
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
      ...{ name, role, tokens, timeZone: await zoneOf(tx, communityId) },
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
}
