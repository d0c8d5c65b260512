import type { EntityManager } from 'typeorm';

/**
 * To how many people of a community that is held something goes once it is let go: what waits for a mail server, and
 * who stands in nobody's list yet. What is stopped, or paused, goes nowhere by that.
 */
export async function peopleWhoWait(tx: EntityManager, communityId: string): Promise<number> {
  const [row] = await tx.query<[{ people: number }]>(
    `select count(distinct coalesce(d.member_id, d.account_id))::int as people
       from delivery d join notice n on n.id = d.notice_id left join rollout r on r.id = n.rollout_id
      where d.community_id = $1 and n.stopped_at is null
        and (r.paused_at is null or n.at_once or d.account_id is not null)
        and (d.state in ('queued', 'sending') or (d.state = 'failed' and d.not_before is not null)
          or (d.state = 'to tell' and d.teller_participation_id is null and d.teller_account_id is null))`,
    [communityId],
  );
  return row.people;
}

/** Of `post` with its `notice n` and `rollout r`: why it is not to be posted now. */
export const POST_WAITS = `case when n.stopped_at is not null then 'stopped'
  when r.paused_at is not null and not n.at_once then 'paused' end`;
