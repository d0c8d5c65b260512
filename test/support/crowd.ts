import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { Links } from '../../src/kernel/crypto/links.js';
import type { Vault } from '../../src/kernel/crypto/vault.js';

export interface InCrowd {
  memberId: string;
  participationId: string;
  address: string;
}

/** So many people of one rollout, each with an address of their own, a third of them at `third.example`: a handful of statements for any number. */
export async function crowd(
  tx: EntityManager,
  { vault, links }: { vault: Vault; links: Links },
  { communityId, rolloutId }: { communityId: string; rolloutId: string },
  many: number,
): Promise<InCrowd[]> {
  const ring = await vault.ring(tx, communityId);
  const people = Array.from({ length: many }, (_, n) => ({
    ...{ memberId: randomUUID(), participationId: randomUUID() },
    address: `p${n + 1}@${n % 3 === 0 ? 'third' : 'crowd'}.example`,
  }));
  const column = <K extends keyof InCrowd>(key: K): InCrowd[K][] => people.map((one) => one[key]);
  await tx.query(
    `insert into member (id, community_id, display_name, source, added_on)
     select id, $1, 'Person ' || n, 'file', '2026-01-01' from unnest($2::uuid[]) with ordinality as given (id, n)`,
    [communityId, column('memberId')],
  );
  await tx.query(
    `insert into member_channel (community_id, member_id, kind, sealed, created_at)
     select $1, id, 'email', sealed, '2026-01-01Z' from unnest($2::uuid[], $3::bytea[]) as given (id, sealed)`,
    [communityId, column('memberId'), people.map(({ address }) => ring.seal(address))],
  );
  const made = await links.createMany(tx, 'own-page', column('participationId'));
  await tx.query(
    `insert into participation (id, rollout_id, community_id, member_id, link_id)
     select id, $1, $2, member_id, link_id
       from unnest($3::uuid[], $4::uuid[], $5::uuid[]) as given (id, member_id, link_id)`,
    [
      ...[rolloutId, communityId, column('participationId'), column('memberId')],
      people.map(({ participationId }) => made.get(participationId)!.id),
    ],
  );
  return people;
}
