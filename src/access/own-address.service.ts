import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import { DataSource, type EntityManager } from 'typeorm';
import { Links } from '../kernel/crypto/links.js';
import { Vault } from '../kernel/crypto/vault.js';
import { Refusal } from '../kernel/refusal.js';
import { AccountLetter } from './account-letter.entity.js';
import { AccountLetters } from './account-letters.js';
import { Account } from './account.entity.js';
import { addressKey } from './accounts.js';
import type { Actor } from './actor.js';
import { Audit } from './audit.js';

const NEW_ADDRESS = 'account-address';
const CONFIRM_HOURS = 7 * 24;
/** So many letters to new addresses somebody may cause in a day. */
const mostADay = 5;

/** The address of somebody who works here: a new one counts once its owner has said yes, and the old one hears of it. */
@Injectable()
export class OwnAddress {
  constructor(
    private readonly dataSource: DataSource,
    private readonly letters: AccountLetters,
    private readonly links: Links,
    private readonly vault: Vault,
    private readonly audit: Audit,
  ) {}

  /** False where no mail leaves this house: then no address can be asked. */
  get byMail(): boolean {
    return this.letters.goesOut;
  }

  /** Writes to the new address; one that was asked for before no longer counts. Ring the bell afterwards. */
  async ask(by: Actor, address: string, now: Temporal.Instant): Promise<void> {
    const { accountId, communityId } = by;
    if (by.token)
      throw new Refusal('forbidden', {
        field: 'email',
        message: 'A token opened this sign-in. Sign in by mail or passkey to change your address.',
      });
    if (!this.byMail)
      throw new Refusal('conflict', {
        field: 'email',
        message: 'No mail leaves here, so we cannot ask at this address. Ask whoever hosts this page.',
      });
    await this.dataSource.transaction(async (tx) => {
      await tx.query('select 1 from account where id = $1 for update', [accountId]);
      const [{ asked }] = await tx.query<[{ asked: number }]>(
        `select count(*)::int as asked from link where purpose = $1 and subject = $2 and created_at > $3`,
        [NEW_ADDRESS, accountId, now.subtract({ hours: 24 }).toString()],
      );
      if (asked >= mostADay)
        throw new Refusal('too-many', {
          field: 'email',
          message: 'You have typed several addresses today. Try again tomorrow.',
        });
      await this.drop(tx, accountId, now);
      const expiresAt = now.add({ hours: CONFIRM_HOURS });
      const { id: linkId } = await this.links.create(tx, {
        ...{ purpose: NEW_ADDRESS, subject: accountId, expiresAt },
      });
      await this.letters.put(tx, { kind: 'new-address', address, communityId, accountId, linkId });
    });
  }

  /** The address that waits for its owner's yes. */
  async waiting({ accountId, communityId }: Actor): Promise<string | null> {
    const tx = this.dataSource.manager;
    const letter = await tx.findOneBy(AccountLetter, { accountId, kind: 'new-address' });
    return letter && (await this.vault.ring(tx, communityId)).open(letter.addressSealed);
  }

  /** What a link asks; undefined alike for one that never was, has ended, or was replaced by another. */
  async open(
    tx: EntityManager,
    token: string,
    now: Temporal.Instant,
  ): Promise<{ letter: AccountLetter; address: string } | undefined> {
    const link = await this.links.find(tx, token, NEW_ADDRESS);
    const over = link?.expiresAt && link.expiresAt.epochMilliseconds <= now.epochMilliseconds;
    if (!link || link.revokedAt || over) return undefined;
    const letter = await tx.findOneBy(AccountLetter, { linkId: link.id });
    if (!letter?.communityId) return undefined;
    return { letter, address: (await this.vault.ring(tx, letter.communityId)).open(letter.addressSealed) };
  }

  /** @returns the address that counts from now on. @throws Refusal where the link no longer opens */
  confirm(token: string, now: Temporal.Instant): Promise<string> {
    return this.dataSource.transaction(async (tx) => {
      const opened = await this.open(tx, token, now);
      if (!opened)
        throw new Refusal('gone', 'This link was used, or has ended. Ask for a new one on “My account”.');
      const { letter, address } = opened;
      const [communityId, id] = [letter.communityId!, letter.accountId!];
      const ring = await this.vault.ring(tx, communityId);
      const before = await tx.findOneByOrFail(Account, { id });
      await this.drop(tx, id, now);
      await tx.update(
        Account,
        { id },
        { emailSealed: ring.seal(address), emailLookup: ring.fingerprint(addressKey(address)) },
      );
      if (before.emailSealed) {
        const old = ring.open(before.emailSealed);
        await this.letters.put(tx, { kind: 'address-changed', address: old, communityId, accountId: id });
      }
      const deed = { communityId, actor: id, what: 'person.address-changed', subject: id };
      await this.audit.note(tx, { ...deed, at: now });
      return address;
    });
  }

  private async drop(tx: EntityManager, accountId: string, now: Temporal.Instant): Promise<void> {
    await tx.delete(AccountLetter, { accountId, kind: 'new-address' });
    await this.links.revokeAll(tx, NEW_ADDRESS, accountId, now);
  }
}
