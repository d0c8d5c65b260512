import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { Links } from '../kernel/crypto/links.js';
import { Vault } from '../kernel/crypto/vault.js';
import { AccountLetter } from './account-letter.entity.js';
import { AccountLetters } from './account-letters.js';
import type { Account } from './account.entity.js';
import { leadsToo, linkForYou } from './access.mails.js';
import type { Actor } from './actor.js';

/** A week: it may be handed over by a person, who does not meet them today. */
const INVITED_HOURS = 7 * 24;
/** Handed over by somebody who sees them today. */
const HANDED_HOURS = 24;

export interface Invitation {
  /** Opens the door once; shown to whoever invited, and in the letter. */
  token: string;
  expiresAt: Temporal.Instant;
  /** Where a letter goes; null where the link is only handed over. */
  mailedTo: string | null;
}

/** A first way in for somebody who was added: a link to hand over and, where we know an address, a letter with it. */
@Injectable()
export class Invitations {
  constructor(
    private readonly links: Links,
    private readonly letters: AccountLetters,
    private readonly vault: Vault,
  ) {}

  get byMail(): boolean {
    return this.letters.goesOut;
  }

  /** Ring the bell after the commit. */
  async make(
    tx: EntityManager,
    account: Pick<Account, 'id' | 'communityId' | 'emailSealed'>,
    now: Temporal.Instant,
  ): Promise<Invitation> {
    const { id: accountId, communityId, emailSealed } = account;
    await this.withdraw(tx, accountId, now);
    const expiresAt = now.add({ hours: INVITED_HOURS });
    const { id: linkId, token } = await this.links.create(tx, {
      ...{ purpose: 'sign-in', subject: accountId, expiresAt },
    });
    const mailed = emailSealed !== null && this.byMail;
    const address = mailed ? (await this.vault.ring(tx, communityId)).open(emailSealed) : null;
    if (address !== null)
      await this.letters.put(tx, { kind: 'invitation', address, communityId, accountId, linkId });
    return { token, expiresAt, mailedTo: address };
  }

  /** A link for somebody who works here already, from hand to hand. They hear of it where we can write to them. */
  async handOver(
    tx: EntityManager,
    by: Actor,
    { id: accountId, communityId }: Pick<Account, 'id' | 'communityId'>,
    now: Temporal.Instant,
  ): Promise<Invitation> {
    await this.withdraw(tx, accountId, now);
    const expiresAt = now.add({ hours: HANDED_HOURS });
    const { token } = await this.links.create(tx, { purpose: 'sign-in', subject: accountId, expiresAt });
    await this.letters.tell(tx, communityId, [accountId], { kind: 'colleague', words: linkForYou(by.name) });
    return { token, expiresAt, mailedTo: null };
  }

  /** The others who lead hear of somebody who leads from now on: nobody makes a second lead in silence. */
  async tellLeads(tx: EntityManager, by: Actor, added: Pick<Account, 'id' | 'name'>): Promise<void> {
    const { communityId } = by;
    const [{ name: community }] = await tx.query<[{ name: string }]>(
      'select name from community where id = $1',
      [communityId],
    );
    const others = await tx.query<{ id: string }[]>(
      `select id from account where community_id = $1 and role in ('lead', 'admin') and left_at is null
          and id <> all ($2)`,
      [communityId, [by.accountId, added.id]],
    );
    const words = leadsToo(community, { by: by.name, name: added.name });
    await this.letters.tell(
      tx,
      communityId,
      others.map(({ id }) => id),
      { kind: 'colleague', words },
    );
  }

  async withdraw(tx: EntityManager, accountId: string, now: Temporal.Instant): Promise<void> {
    await this.links.revokeAll(tx, 'sign-in', accountId, now);
    await tx.delete(AccountLetter, { accountId, kind: 'invitation' });
  }
}
