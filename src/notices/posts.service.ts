import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { Refusal } from '../kernel/refusal.js';

export interface PostLine {
  id: string;
  key: string;
  place: string;
  owner: string | null;
  dueOn: string;
  short: string;
  long: string;
  postedAt: Date | null;
}

/** What is said once in a place. Somebody posts it there and ticks it here. */
@Injectable()
export class Posts {
  /** Until it is posted it is for whoever holds the keys now: a task is handed over with them. */
  list(tx: EntityManager, communityId: string, rolloutId: string): Promise<PostLine[]> {
    return tx.query(
      `select post.id, n.key, place.name as place, post.due_on as "dueOn", post.short, post.long,
              case when post.posted_at is null then place.caretaker else post.owner end as owner,
              post.posted_at as "postedAt"
         from post
         join notice n on n.id = post.notice_id
         join place on place.id = post.place_id
        where post.community_id = $1 and post.rollout_id = $2 and not post.withdrawn
        order by post.due_on, n.created_at, n.key, place.name, post.id`,
      [communityId, rolloutId],
    );
  }

  /** Ticking twice keeps the first tick. */
  async posted(
    tx: EntityManager,
    communityId: string,
    postId: string,
    accountId: string,
    now: Temporal.Instant,
  ): Promise<void> {
    const [rows] = await tx.query<[unknown[], number]>(
      `update post set posted_by = case when posted_at is null then $3 else posted_by end,
              posted_at = coalesce(posted_at, $4)
        where id = $1 and community_id = $2 and not withdrawn returning id`,
      [postId, communityId, accountId, now.toString()],
    );
    if (rows.length === 0)
      throw new Refusal(
        'not-found',
        'There is no such post here, or its text is no longer true. Look at the list again.',
      );
  }
}
