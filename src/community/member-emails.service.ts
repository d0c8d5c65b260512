import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../kernel/clock.js';
import { Vault } from '../kernel/crypto/vault.js';
import { addressKey } from './address.rules.js';

/** Addresses that people gave themselves: kept unconfirmed, and written to once their owner has said yes. */
@Injectable()
export class MemberEmails {
  constructor(
    private readonly vault: Vault,
    private readonly clock: Clock,
  ) {}

  /** By which the same address is found again, however it is typed. */
  async lookup(tx: EntityManager, communityId: string, email: string): Promise<Buffer> {
    return (await this.vault.ring(tx, communityId)).fingerprint(addressKey(email));
  }

  /** Keeps it beside the addresses that the member has, or finds it among them; answers with its channel. */
  async offer(
    tx: EntityManager,
    { communityId, memberId }: { communityId: string; memberId: string },
    email: string,
  ): Promise<string> {
    const ring = await this.vault.ring(tx, communityId);
    const lookup = ring.fingerprint(addressKey(email));
    await tx.query(
      `insert into member_channel (community_id, member_id, kind, sealed, lookup, preferred, state, created_at)
       select $1, $2, 'email', $3, $4, false, 'unconfirmed', $5
        where not exists (select from member_channel where member_id = $2 and lookup = $4)`,
      [communityId, memberId, ring.seal(email), lookup, this.clock.now().toString()],
    );
    const [kept] = await tx.query<{ id: string }[]>(
      'select id from member_channel where member_id = $1 and lookup = $2 limit 1',
      [memberId, lookup],
    );
    return kept!.id;
  }

  /** Its owner said yes: from now on the member hears from us there. */
  async confirm(tx: EntityManager, memberId: string, lookup: Buffer): Promise<void> {
    await tx.query(
      `update member_channel set preferred = (lookup is not distinct from $2),
              state = case when lookup = $2 then 'good' else state end
        where member_id = $1 and exists (select from member_channel where member_id = $1 and lookup = $2)`,
      [memberId, lookup],
    );
  }
}
