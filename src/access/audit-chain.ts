import { MoreThan, type EntityManager } from 'typeorm';
import { chainStart, follow, type Followed } from './access.rules.js';
import { AuditEntry } from './audit.entity.js';

const PART = 1000;

export interface Verdict {
  /** How many entries there are. */
  entries: number;
  /** The first that does not fit; undefined when the chain holds. */
  brokenAt: number | undefined;
  /** Of the newest, where the chain holds: noted elsewhere it shows later whether the end was cut off. */
  lastHash: Buffer | null;
}

/** Follows a community's record from its first act to its last, a thousand at a time, in constant memory. */
export async function followChain(tx: EntityManager, communityId: string): Promise<Verdict> {
  const entries = await tx.countBy(AuditEntry, { communityId });
  let so: Followed = chainStart;
  for (;;) {
    const part: AuditEntry[] = await tx.find(AuditEntry, {
      where: { communityId, number: MoreThan(so.number) },
      order: { number: 'ASC' },
      take: PART,
    });
    for (const entry of part) {
      const next = follow(so, entry);
      if (!next) return { entries, brokenAt: so.number + 1, lastHash: null };
      so = next;
    }
    if (part.length < PART) return { entries: so.number, brokenAt: undefined, lastHash: so.hash };
  }
}
