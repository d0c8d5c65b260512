import type { EntityManager } from 'typeorm';
import type { Vault } from '../kernel/crypto/vault.js';
import type { Chain } from './audit-chain.js';

/** Where a record ends, in a row apart: whoever deletes the newest acts does not have the key to write it anew. */
export interface End {
  number: number;
  hash: Buffer;
  /** The act from which on the end was watched: 1, or later where the record is older than this, or the row was taken away. */
  since: number;
  /** False: somebody wrote it who has no key. */
  ours: boolean;
}

interface Row {
  number: number;
  hash: Buffer;
  since: number;
  seal: Buffer;
}

export async function readEnd(tx: EntityManager, vault: Vault, communityId: string): Promise<End | null> {
  const [row] = await tx.query<Row[]>(
    'select number, hash, since, seal from audit_end where community_id = $1',
    [communityId],
  );
  if (!row) return null;
  const { seal, ...end } = row;
  return { ...end, ours: sealOf(vault, communityId, end).equals(seal) };
}

/** What a new act follows. An end that was cut off is not followed over: the hole stays and is seen. */
export async function nextAfter(
  tx: EntityManager,
  vault: Vault,
  communityId: string,
): Promise<{ number: number; previous: Buffer | null; since: number; ours: boolean }> {
  const end = await readEnd(tx, vault, communityId);
  if (end?.ours) return { ...end, number: end.number + 1, previous: end.hash };
  const [last] = await tx.query<{ number: number; hash: Buffer }[]>(
    'select number, hash from audit_entry where community_id = $1 order by number desc limit 1',
    [communityId],
  );
  const number = (last?.number ?? 0) + 1;
  return { number, previous: last?.hash ?? null, since: end?.since ?? number, ours: end === null };
}

/** In the transaction of the act. An end that was forged stays marked as forged: writing on does not heal it. */
export async function writeEnd(
  tx: EntityManager,
  vault: Vault,
  communityId: string,
  { ours, ...end }: End,
): Promise<void> {
  const seal = ours ? sealOf(vault, communityId, end) : Buffer.alloc(0);
  await tx.query(
    `insert into audit_end (community_id, number, hash, since, seal) values ($1, $2, $3, $4, $5)
     on conflict (community_id) do update
       set number = excluded.number, hash = excluded.hash, since = excluded.since, seal = excluded.seal`,
    [communityId, end.number, end.hash, end.since, seal],
  );
}

const sealOf = (vault: Vault, communityId: string, { number, hash, since }: Omit<End, 'ours'>): Buffer =>
  vault.mark('audit end', communityId, since, number, hash.toString('hex'));

export type EndVerdict =
  /** It is where it should be, and was watched since this act. */
  | { is: 'kept'; since: number }
  /** The newest acts were taken away: there were so many. */
  | { is: 'cut'; were: number }
  /** The acts or the row were written by somebody without the key. */
  | { is: 'forged' }
  /** Nobody watched it: an older version wrote the record, or somebody took the row away. */
  | { is: 'unwatched' };

/** Whether a chain ends where it should. Of a chain that is broken the end says nothing more. */
export function judgeEnd({ entries, brokenAt, lastHash }: Chain, end: End | null): EndVerdict {
  if (!end) return entries === 0 ? { is: 'kept', since: 1 } : { is: 'unwatched' };
  if (!end.ours) return { is: 'forged' };
  if (brokenAt !== undefined) return { is: 'kept', since: end.since };
  if (end.number > entries) return { is: 'cut', were: end.number };
  const same = end.number === entries && lastHash !== null && end.hash.equals(lastHash);
  return same ? { is: 'kept', since: end.since } : { is: 'forged' };
}
