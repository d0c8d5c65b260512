import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { gradeSql } from './ledger.queries.js';
import { grades, type Grade } from './words.js';

/** One notice to members, and how surely they were told; posts are counted in places. */
export interface NoticeProof {
  id: string;
  key: string;
  play: string;
  purpose: string;
  createdAt: Date;
  people: number;
  grades: Record<Grade, number>;
  posts: number;
  posted: number;
}

export const NOTICES_A_PAGE = 50;

/** The newest first, from `skip` on: one more than a page where there are more. */
export async function noticesProven(
  tx: EntityManager,
  rolloutId: string,
  now: Temporal.Instant,
  skip: number,
): Promise<NoticeProof[]> {
  const counts = grades.map((grade) => `count(*) filter (where grade = '${grade}')::int as "${grade}"`);
  const rows = await tx.query<(Omit<NoticeProof, 'grades'> & Record<Grade, number>)[]>(
    `select n.id, n.key, n.play, n.purpose, n.created_at as "createdAt", counted.*, p.posts, p.posted
       from (select * from notice where rollout_id = $1 and purpose <> 'team'
              order by created_at desc, key limit ${NOTICES_A_PAGE + 1} offset $3) n
      cross join lateral (
        select count(*)::int as people, ${counts.join(', ')}
          from (select ${gradeSql('$2')} as grade from delivery d where d.notice_id = n.id) graded) counted
      cross join lateral (
        select count(*)::int as posts, count(posted_at)::int as posted from post
         where notice_id = n.id and (not withdrawn or posted_at is not null)) p
      order by n.created_at desc, n.key`,
    [rolloutId, now.toString(), skip],
  );
  return rows.map(({ confirmed, told, accepted, 'posted only': posted, ...row }) => ({
    ...row,
    grades: { confirmed, told, accepted, 'posted only': posted },
  }));
}

/** On how many different days something was posted in an old place. */
export async function daysWithPosts(tx: EntityManager, rolloutId: string, timeZone: string): Promise<number> {
  const [row] = await tx.query<[{ days: number }]>(
    `select count(distinct (p.posted_at at time zone $2)::date)::int as days from post p
       join rollout_place rp on rp.place_id = p.place_id and rp.rollout_id = p.rollout_id and rp.side = 'source'
      where p.rollout_id = $1 and p.posted_at is not null`,
    [rolloutId, timeZone],
  );
  return row.days;
}
