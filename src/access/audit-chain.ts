import { MoreThan, type EntityManager } from 'typeorm';
import { chained, chainStart, follow, type Followed } from './access.rules.js';
import { AuditEntry } from './audit.entity.js';

const PART = 1000;

export interface Chain {
  /** The number of the newest entry; how many there are, where one is broken. */
  entries: number;
  /** The first that does not fit; undefined when the chain holds. */
  brokenAt: number | undefined;
  /** Of the newest, where the chain holds. */
  lastHash: Buffer | null;
}

/** Follows a community's record to its last act, a thousand at a time, in constant memory. */
export async function followChain(
  tx: EntityManager,
  communityId: string,
  from: Followed = chainStart,
): Promise<Chain> {
  let so: Followed = from;
  for (;;) {
    const part: AuditEntry[] = await tx.find(AuditEntry, {
      where: { communityId, number: MoreThan(so.number) },
      order: { number: 'ASC' },
      take: PART,
    });
    for (const entry of part) {
      const next = follow(so, entry);
      if (!next)
        return {
          entries: await tx.countBy(AuditEntry, { communityId }),
          ...{ brokenAt: so.number + 1, lastHash: null },
        };
      so = next;
    }
    if (part.length < PART) return { entries: so.number, brokenAt: undefined, lastHash: so.hash };
  }
}

/** The first of these entries that does not fit to the one before it: for what is shown, wherever it stands. */
export async function unfit(
  tx: EntityManager,
  communityId: string,
  numbers: readonly number[],
): Promise<number | undefined> {
  const near = numbers.flatMap((number) => [number - 1, number]);
  const entries = await tx
    .createQueryBuilder(AuditEntry, 'e')
    .where('e.communityId = :communityId and e.number = any (:near)', { communityId, near })
    .getMany();
  const by = new Map(entries.map((entry) => [entry.number, entry]));
  return numbers
    .toSorted((one, other) => one - other)
    .find((number) => {
      const [entry, before] = [by.get(number), by.get(number - 1)];
      if (!entry || (number > 1 && !before)) return true;
      return !chained(before?.hash ?? null, entry).equals(entry.hash);
    });
}
