import { Injectable } from '@nestjs/common';
import { createHash, randomBytes } from 'node:crypto';
import type { Temporal } from 'temporal-polyfill';
import { In, MoreThan, type EntityManager } from 'typeorm';
import { Vault } from '../kernel/crypto/vault.js';
import { chained } from './access.rules.js';
import { followChain } from './audit-chain.js';
import { nextAfter, writeEnd } from './audit-end.js';
import { AuditEntry, AuditReason } from './audit.entity.js';

export interface Act {
  communityId: string;
  /** Account id, `self` or `changeover`. */
  actor: string;
  /** `phase.closed`: a noun and what became of it. */
  what: string;
  /** An opaque id, never a name. */
  subject: string;
  /** In the actor's words. Kept sealed and apart; the chain holds a salted hash of it. */
  reason?: string | undefined;
  at: Temporal.Instant;
}

export interface NotedAct {
  number: number;
  actor: string;
  what: string;
  subject: string;
  at: Temporal.Instant;
  reason: string | null;
}

/** Who did what, when: append-only, in one chain per community. */
@Injectable()
export class Audit {
  constructor(private readonly vault: Vault) {}

  /** Part of the transaction that does the act, so that neither exists without the other. */
  async note(tx: EntityManager, act: Act): Promise<void> {
    // One at a time per community: an entry needs the hash of the one before.
    await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 20))', [act.communityId]);
    const { number, previous, since, ours } = await nextAfter(tx, this.vault, act.communityId);
    const reasonHash = act.reason === undefined ? null : await this.keepReason(tx, act, number, act.reason);
    const { communityId, actor, what, subject, at } = act;
    const entry = { communityId, number, actor, what, subject, at, reasonHash };
    const hash = chained(previous, entry);
    await tx.insert(AuditEntry, { ...entry, hash });
    await writeEnd(tx, this.vault, communityId, { number, hash, since, ours });
  }

  /** Entries after number `after`, oldest first, with their reasons as they were given. */
  async read(tx: EntityManager, communityId: string, after: number, limit: number): Promise<NotedAct[]> {
    const entries = await tx.find(AuditEntry, {
      where: { communityId, number: MoreThan(after) },
      order: { number: 'ASC' },
      take: limit,
    });
    const numbers = entries.filter(({ reasonHash }) => reasonHash).map(({ number }) => number);
    const reasons = await tx.findBy(AuditReason, { communityId, number: In(numbers) });
    const ring = await this.vault.ring(tx, communityId);
    const words = new Map(reasons.map(({ number, sealed }) => [number, ring.open(sealed)]));
    return entries.map(({ number, actor, what, subject, at }) => ({
      number,
      actor,
      what,
      subject,
      at,
      reason: words.get(number) ?? null,
    }));
  }

  /** Undefined when the chain holds, else the number of the first entry that does not fit. */
  async brokenAt(tx: EntityManager, communityId: string): Promise<number | undefined> {
    return (await followChain(tx, communityId)).brokenAt;
  }

  private async keepReason(tx: EntityManager, act: Act, number: number, reason: string): Promise<Buffer> {
    const salt = randomBytes(16);
    const sealed = (await this.vault.ring(tx, act.communityId)).seal(reason);
    await tx.query('insert into audit_reason (community_id, number, salt, sealed) values ($1, $2, $3, $4)', [
      act.communityId,
      number,
      salt,
      sealed,
    ]);
    return createHash('sha256').update(salt).update(reason).digest();
  }
}
