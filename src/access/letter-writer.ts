import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import { IsNull, type EntityManager } from 'typeorm';
import { Links } from '../kernel/crypto/links.js';
import { Vault } from '../kernel/crypto/vault.js';
import { addressChanged, invitation, newAddress, wayIn, wayInMade } from './access.mails.js';
import type { AccountLetter } from './account-letter.entity.js';
import type { AccountMail, Door, LetterWords, Sender } from './account-post.js';
import { Account } from './account.entity.js';
import { KnownAddresses } from './known-addresses.js';
import { roleHints, roleWords } from './role.words.js';
import { LINK_MINUTES } from './sign-in.js';

/** A letter whose turn it is. */
export interface Due {
  id: string;
  kind: AccountLetter['kind'];
  community_id: string | null;
  account_id: string | null;
  wanted: string | null;
  link_id: string | null;
  /** Of a colleague's letter. */
  words: LetterWords | null;
  address: string;
}

/** What each letter to somebody who works here says, and where it leads. */
@Injectable()
export class LetterWriter {
  constructor(
    private readonly vault: Vault,
    private readonly links: Links,
    private readonly addresses: KnownAddresses,
  ) {}

  /** Undefined where there is nobody to write to. */
  write(tx: EntityManager, due: Due, now: Temporal.Instant): Promise<AccountMail | undefined> {
    if (due.kind === 'sign-in') return this.signIn(tx, due, now);
    return this.toAccount(tx, due);
  }

  /** To somebody of whom we know who they are. */
  private async toAccount(tx: EntityManager, due: Due): Promise<AccountMail | undefined> {
    const account = due.account_id && (await tx.findOneBy(Account, { id: due.account_id, leftAt: IsNull() }));
    if (!account) return undefined;
    const from = await this.sender(tx, account.communityId);
    const said = { id: due.id, to: due.address, from };
    const ownPage = [{ called: '', label: 'See my account', path: '/account' }] satisfies Door[];
    if (due.kind === 'address-changed') return { ...said, ...addressChanged, doors: ownPage };
    if (due.kind === 'way-in-made') return { ...said, ...wayInMade, doors: ownPage };
    if (due.words) {
      const { door, ...words } = due.words;
      return { ...said, ...words, doors: [{ called: '', ...door }] };
    }
    if (due.kind === 'invitation') {
      const path = `/enter/${this.links.token(due.link_id!)}` as const;
      return {
        ...said,
        ...invitation(roleWords[account.role], roleHints[account.role]),
        doors: [{ called: '', label: 'Come in', path }],
      };
    }
    const path = `/account/address/${this.links.token(due.link_id!)}` as const;
    return { ...said, ...newAddress, doors: [{ called: '', label: 'Use this address', path }] };
  }

  /** Who works here under this address, in which community ever: one letter, with a link for each. */
  private async signIn(tx: EntityManager, due: Due, now: Temporal.Instant): Promise<AccountMail | undefined> {
    const known = await this.addresses.accounts(tx, due.address);
    if (known.length === 0) return undefined;
    const expiresAt = now.add({ minutes: LINK_MINUTES });
    const made = await this.links.createMany(
      tx,
      'sign-in',
      known.map(({ id }) => id),
      expiresAt,
    );
    // A page of one community is not found in another.
    const to = known.length === 1 && due.wanted ? `?to=${encodeURIComponent(due.wanted)}` : '';
    const doors = known.map((one): Door => ({
      called: one.called,
      label: 'Sign in',
      path: `/enter/${made.get(one.id)!.token}${to}`,
    }));
    const from = known.length === 1 ? await this.sender(tx, known[0]!.community_id) : null;
    return { ...wayIn(doors), id: due.id, to: due.address, doors, from };
  }

  private async sender(tx: EntityManager, communityId: string): Promise<Sender> {
    const [row] = await tx.query<
      [{ name: string; responsible_name: string; sealed: Buffer; care: Sender['care'] }]
    >(
      `select name, responsible_name, responsible_contact_sealed as sealed, care from community where id = $1`,
      [communityId],
    );
    const contact = row.sealed.length === 0 ? '' : (await this.vault.ring(tx, communityId)).open(row.sealed);
    const { name: community, responsible_name: responsible, care } = row;
    return { communityId, community, responsible, contact, care };
  }
}
