import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import type { Keyring } from '../kernel/crypto/keyring.js';
import { moment } from '../kernel/database/columns.js';
import { actInWords, auditGroups, type AuditGroup } from './audit.words.js';

/** So many on a page. */
export const PART = 50;

export interface ShownAct {
  number: number;
  who: string;
  what: string;
  /** Who of those who work here it is about, if it is. */
  whom: string | null;
  at: Temporal.Instant;
  reason: string | null;
}

export interface Asked {
  group?: AuditGroup | undefined;
  /** An account's id, `self` or `changeover`. */
  actor?: string | undefined;
  /** Only what is older than this one. */
  before?: number | undefined;
}

/** A part of the record, newest first, in words. One more than a page holds says that there is more. */
export async function actsOf(
  tx: EntityManager,
  ring: Keyring,
  communityId: string,
  { group, actor, before }: Asked,
): Promise<ShownAct[]> {
  const rows = await tx.query<
    {
      number: number;
      actor: string;
      what: string;
      at: Date;
      who: string | null;
      left: boolean;
      whom: string | null;
      sealed: Buffer | null;
    }[]
  >(
    `select e.number, e.actor, e.what, e.at, a.name as who, a.left_at is not null as left,
            s.name as whom, r.sealed
       from audit_entry e
       left join account a on a.community_id = e.community_id and a.id::text = e.actor
       left join account s on s.community_id = e.community_id and s.id::text = e.subject and s.id::text <> e.actor
       left join audit_reason r on r.community_id = e.community_id and r.number = e.number
      where e.community_id = $1 and ($2::int is null or e.number < $2) and ($3::text is null or e.actor = $3)
        and ($4::text[] is null or split_part(e.what, '.', 1) = any ($4))
      order by e.number desc limit $5`,
    [communityId, before ?? null, actor ?? null, group ? auditGroups[group].nouns : null, PART + 1],
  );
  return rows.map((row) => ({
    ...{ number: row.number, whom: row.whom, at: moment(row.at) },
    what: actInWords(row.what),
    who: actorInWords(row.actor, row.who, row.left),
    reason: row.sealed && ring.open(row.sealed),
  }));
}

function actorInWords(actor: string, name: string | null, left: boolean): string {
  if (actor === 'changeover') return 'Changeover';
  if (actor === 'self') return 'A member, on their own page';
  if (name === null) return 'Somebody who left';
  return left ? `${name}, who has left` : name;
}

/** Whoever works here or did, by name: to look at one person's acts. */
export function actorsOf(tx: EntityManager, communityId: string): Promise<{ id: string; name: string }[]> {
  return tx.query(
    `select id, case when left_at is null then name else name || ', who has left' end as name
       from account where community_id = $1 order by left_at is not null, name, id`,
    [communityId],
  );
}
