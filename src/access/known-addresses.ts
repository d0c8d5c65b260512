import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Vault } from '../kernel/crypto/vault.js';
import { addressKey } from './accounts.js';

export interface KnownAccount {
  id: string;
  name: string;
  community_id: string;
  community: string;
  /** The community; the person's name too, where a household shares an address there. */
  called: string;
}

/** Whose an address is. */
@Injectable()
export class KnownAddresses {
  constructor(private readonly vault: Vault) {}

  /** Who works here under this address, in which community ever, in the order of their communities' names. */
  async accounts(tx: EntityManager, address: string): Promise<KnownAccount[]> {
    const keys = await this.vault.fingerprints(tx, addressKey(address));
    const known = await tx.query<Omit<KnownAccount, 'called'>[]>(
      `select a.id, a.name, a.community_id, c.name as community
         from unnest($1::uuid[], $2::bytea[]) as key (owner, fingerprint)
         join account a on a.community_id = key.owner and a.email_lookup = key.fingerprint
         join community c on c.id = a.community_id
        where a.left_at is null order by c.name, a.name, a.id`,
      [keys.map(({ owner }) => owner), keys.map(({ fingerprint }) => fingerprint)],
    );
    return known.map((one) => {
      const shared = known.filter(({ community_id }) => community_id === one.community_id).length > 1;
      return { ...one, called: shared ? `${one.community} (${one.name})` : one.community };
    });
  }
}
