import type { EntityManager } from 'typeorm';
import { canHaveArrived } from './bounce-undo.writes.js';
import { fateSql, type Fate } from './fates.rules.js';

export interface FateCount {
  fate: Fate;
  people: number;
  /** Why, with how many each; empty where none is written down. */
  reasons: { reason: string; people: number }[];
}

/** What became of one notice, in people. */
export function fatesOf(tx: EntityManager, noticeId: string): Promise<FateCount[]> {
  return tx.query(
    `select fate, sum(people)::int as people,
            coalesce(jsonb_agg(jsonb_build_object('reason', reason, 'people', people) order by people desc, reason)
              filter (where reason is not null), '[]') as reasons
       from (select ${fateSql} as fate, d.reason, count(*)::int as people
               from delivery d where d.notice_id = $1 group by 1, 2) as one
      group by fate`,
    [noticeId],
  );
}

export interface Reached {
  id: string;
  memberId: string | null;
  /** Null once they were deleted. */
  name: string | null;
  reason: string | null;
  /** It came back, and a lead can say that it arrived. */
  canHaveArrived: boolean;
}

export const NAMES_A_PAGE = 50;

/** People with one fate, in the order of their ids, so that nobody is missed between two pages; one more than a page. */
export function peopleWith(
  tx: EntityManager,
  noticeId: string,
  fate: Fate,
  after: string | null,
): Promise<Reached[]> {
  return tx.query(
    `select d.id, d.member_id as "memberId", coalesce(m.display_name, a.name) as name, d.reason,
            ${canHaveArrived} as "canHaveArrived"
       from delivery d left join member m on m.id = d.member_id left join account a on a.id = d.account_id
      where d.notice_id = $1 and ${fateSql} = $2 and ($3::uuid is null or d.id > $3)
      order by d.id limit ${NAMES_A_PAGE + 1}`,
    [noticeId, fate, after],
  );
}
