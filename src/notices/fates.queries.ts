import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { moment } from '../kernel/database/columns.js';
import { ARRIVED, canHaveArrived } from './bounce-undo.writes.js';
import { fateSql, type Fate } from './fates.rules.js';

export interface FateCount {
  fate: Fate;
  people: number;
  /** Of these, who answered, chose or said that they read it. */
  confirmed: number;
  /** Of these, whose message came back before it went another way. */
  cameBack: number;
  /** Why, with how many each; empty where none is written down. */
  reasons: { reason: string; people: number }[];
}

/** Of `delivery d`: it came back, nobody knows better, and it went on. */
const CAME_BACK = `d.state <> 'bounced' and d.tried @> '[{"state": "bounced"}]' and not d.tried @> '[{"reason": "${ARRIVED}"}]'`;

/** Until when the last of those waits that have not gone at all; null where nobody waits, or all wait for a lead. */
export async function waitsUntil(tx: EntityManager, noticeId: string): Promise<Temporal.Instant | null> {
  const [row] = await tx.query<[{ until: Date | null }]>(
    `select max(d.not_before) as until from delivery d
      where d.notice_id = $1 and d.state = 'queued'
        and not exists (select from hold where community_id = d.community_id)`,
    [noticeId],
  );
  return row.until && moment(row.until);
}

/** What became of one notice, in people. */
export function fatesOf(tx: EntityManager, noticeId: string): Promise<FateCount[]> {
  return tx.query(
    `select fate, sum(people)::int as people, sum(confirmed)::int as confirmed, sum(came_back)::int as "cameBack",
            coalesce(jsonb_agg(jsonb_build_object('reason', reason, 'people', people) order by people desc, reason)
              filter (where reason is not null), '[]') as reasons
       from (select ${fateSql} as fate, d.reason, count(*)::int as people, count(d.confirmed_at)::int as confirmed,
                    count(*) filter (where ${CAME_BACK})::int as came_back
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
