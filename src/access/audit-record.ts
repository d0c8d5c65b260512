import { Injectable, Logger } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { moment } from '../kernel/database/columns.js';
import { Vault } from '../kernel/crypto/vault.js';
import { chainStart, type Followed } from './access.rules.js';
import { anchorText, type Anchor } from './anchor.rules.js';
import { followChain, unfit, type Chain } from './audit-chain.js';
import { judgeEnd, readEnd, type End, type EndVerdict } from './audit-end.js';

export interface Verdict extends Chain {
  end: EndVerdict;
}

export interface Looked extends Verdict {
  /** When all of it was followed last; null where that is now. */
  wholeAt: Temporal.Instant | null;
}

export type AnchorVerdict =
  | { is: 'holds' }
  /** Mistyped, or made by another installation. */
  | { is: 'not ours' }
  /** Of another community, or of one that is gone. */
  | { is: 'elsewhere' }
  /** The record ends before it. */
  | { is: 'shorter'; entries: number; restored: Temporal.Instant | null }
  /** The act of this number is another one now. */
  | { is: 'other'; restored: Temporal.Instant | null };

/** A shorter way than this is gone at every look, and nothing is remembered. */
const WORTH = 200;

/** Whether a record of acts holds: whole each night and on the host; at a look the part that came since. */
@Injectable()
export class AuditRecord {
  private readonly logger = new Logger(AuditRecord.name);

  constructor(private readonly vault: Vault) {}

  /** All of it, whatever was found before. */
  async whole(tx: EntityManager, communityId: string): Promise<Verdict> {
    const end = await readEnd(tx, this.vault, communityId);
    const chain = await followChain(tx, communityId);
    return { ...chain, end: await this.endOf(tx, communityId, chain, end) };
  }

  /** Every night: follows all of it, and notes how far. */
  async walk(tx: EntityManager, communityId: string, now: Temporal.Instant): Promise<Verdict> {
    const verdict = await this.whole(tx, communityId);
    if (verdict.brokenAt !== undefined || ['cut', 'forged'].includes(verdict.end.is))
      this.logger.error(`the record of acts of community ${communityId} does not hold`);
    const hash = verdict.lastHash ?? Buffer.alloc(0);
    await this.remember(tx, communityId, {
      ...{ number: verdict.entries, hash, wholeAt: now, brokenAt: verdict.brokenAt ?? null },
    });
    return verdict;
  }

  /**
   * What came since the last whole walk, and these acts, wherever they stand. What was broken then is broken still.
   * @param shown numbers of acts that somebody is about to read
   */
  async look(
    tx: EntityManager,
    communityId: string,
    now: Temporal.Instant,
    shown: readonly number[] = [],
  ): Promise<Looked> {
    const end = await readEnd(tx, this.vault, communityId);
    const before = await this.remembered(tx, communityId);
    const chain = before?.brokenAt
      ? { entries: end?.number ?? before.number, brokenAt: before.brokenAt, lastHash: null }
      : await followChain(tx, communityId, before ?? chainStart);
    const brokenAt = chain.brokenAt ?? (await unfit(tx, communityId, shown));
    const wholeAt = before?.wholeAt ?? null;
    if (brokenAt === undefined && chain.lastHash && chain.entries - (before?.number ?? 0) >= WORTH)
      await this.remember(tx, communityId, {
        ...{ number: chain.entries, hash: chain.lastHash, brokenAt: null, wholeAt: wholeAt ?? now },
      });
    return { ...chain, brokenAt, wholeAt, end: await this.endOf(tx, communityId, chain, end) };
  }

  /** What to keep outside: as it stands now; undefined where nothing was done yet. */
  async anchor(tx: EntityManager, communityId: string): Promise<string | undefined> {
    const end = await readEnd(tx, this.vault, communityId);
    if (!end?.ours) return undefined;
    const parts = { community: communityId.slice(0, 8), number: end.number };
    return anchorText(this.checked({ ...parts, hash: end.hash.toString('hex').slice(0, 16) }));
  }

  async judge(tx: EntityManager, communityId: string, anchor: Anchor): Promise<AnchorVerdict> {
    if (this.checked(anchor).check !== anchor.check) return { is: 'not ours' };
    if (!communityId.startsWith(anchor.community)) return { is: 'elsewhere' };
    const [row] = await tx.query<[{ hash: Buffer | null; entries: number }]>(
      `select (select hash from audit_entry where community_id = $1 and number = $2) as hash,
              coalesce((select max(number) from audit_entry where community_id = $1), 0) as entries`,
      [communityId, anchor.number],
    );
    if (row.hash?.toString('hex').startsWith(anchor.hash)) return { is: 'holds' };
    const restored = await restoredAt(tx, communityId);
    return row.entries < anchor.number
      ? { is: 'shorter', entries: row.entries, restored }
      : { is: 'other', restored };
  }

  /**
   * An act and the end after it are written together. So acts that came after the end was read are no forgery where the
   * end has moved with them.
   */
  private async endOf(
    tx: EntityManager,
    communityId: string,
    chain: Chain,
    end: End | null,
  ): Promise<EndVerdict> {
    if (!end || chain.lastHash === null || chain.entries <= end.number) return judgeEnd(chain, end);
    const moved = await readEnd(tx, this.vault, communityId);
    if (!moved || moved.number < chain.entries) return { is: 'forged' };
    const [row] = await tx.query<{ hash: Buffer }[]>(
      'select hash from audit_entry where community_id = $1 and number = $2',
      [communityId, end.number],
    );
    return judgeEnd({ ...chain, entries: end.number, lastHash: row?.hash ?? null }, end);
  }

  private checked({ community, number, hash }: Omit<Anchor, 'check'>): Anchor {
    const check = this.vault.mark('audit anchor', community, number, hash).toString('hex').slice(0, 8);
    return { community, number, hash, check };
  }

  /** Null for a row that somebody wrote who has no key: then all of it is followed. */
  private async remembered(tx: EntityManager, communityId: string): Promise<Remembered | null> {
    const [row] = await tx.query<
      { number: number; hash: Buffer; broken_at: number | null; whole_at: Date; seal: Buffer }[]
    >('select number, hash, broken_at, whole_at, seal from audit_followed where community_id = $1', [
      communityId,
    ]);
    if (!row) return null;
    const { number, hash, broken_at: brokenAt } = row;
    const found = { number, hash, brokenAt, wholeAt: moment(row.whole_at) };
    return this.seal(communityId, found).equals(row.seal) ? found : null;
  }

  private async remember(tx: EntityManager, communityId: string, it: Remembered): Promise<void> {
    await tx.query(
      `insert into audit_followed (community_id, number, hash, broken_at, whole_at, seal) values ($1, $2, $3, $4, $5, $6)
       on conflict (community_id) do update
         set number = excluded.number, hash = excluded.hash, broken_at = excluded.broken_at,
             whole_at = excluded.whole_at, seal = excluded.seal`,
      [communityId, it.number, it.hash, it.brokenAt, it.wholeAt.toString(), this.seal(communityId, it)],
    );
  }

  private seal(communityId: string, { number, hash, brokenAt, wholeAt }: Remembered): Buffer {
    const at = wholeAt.epochMilliseconds;
    return this.vault.mark('audit followed', communityId, number, hash.toString('hex'), brokenAt, at);
  }
}

interface Remembered extends Followed {
  hash: Buffer;
  brokenAt: number | null;
  wholeAt: Temporal.Instant;
}

/** When this community was let go on after a backup came back, or waits for that. */
async function restoredAt(tx: EntityManager, communityId: string): Promise<Temporal.Instant | null> {
  const [row] = await tx.query<[{ at: Date | null }]>(
    `select greatest((select since from hold where community_id = $1),
                     (select max(at) from audit_entry where community_id = $1 and what = 'hold.released')) as at`,
    [communityId],
  );
  return row.at && moment(row.at);
}
