import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { mustBeAsSeen, type Seen } from '../kernel/http/seen.js';
import { Refusal } from '../kernel/refusal.js';
import { POST_WAITS } from './hold.queries.js';

export interface PostLine {
  id: string;
  key: string;
  place: string;
  /** Null where the place belongs to the move no more. */
  side: 'old' | 'new' | null;
  owner: string | null;
  dueOn: string;
  short: string;
  long: string;
  postedAt: Date | null;
  /** Who ticked it: a name. */
  postedBy: string | null;
  /** Why it is not to be posted now: its message was stopped, or the move is paused. Null where it may. */
  waits: 'stopped' | 'paused' | null;
}

export const ownerSeen = ({ owner }: Pick<PostLine, 'owner'>): Seen => ({ 'Who posts it': owner ?? '' });

/** What is said once in a place. Somebody posts it there and ticks it here. */
@Injectable()
export class Posts {
  /** Until it is posted it is for whoever holds the keys now, or was handed it: a task is handed over with them. */
  list(tx: EntityManager, communityId: string, rolloutId: string): Promise<PostLine[]> {
    return tx.query(
      `select post.id, n.key, place.name as place, post.due_on as "dueOn", post.short, post.long,
              case rp.side when 'source' then 'old' when 'destination' then 'new' end as side,
              coalesce(post.handed_to, case when post.posted_at is null then place.caretaker else post.owner end) as owner,
              post.posted_at as "postedAt", account.name as "postedBy",
              case when post.posted_at is null then ${POST_WAITS} end as waits
         from post
         join notice n on n.id = post.notice_id
         join rollout r on r.id = post.rollout_id
         join place on place.id = post.place_id
         left join rollout_place rp on rp.place_id = post.place_id and rp.rollout_id = post.rollout_id
         left join account on account.id = post.posted_by
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
    await this.change(
      tx,
      { communityId, postId },
      `posted_by = case when posted_at is null then $3 else posted_by end, posted_at = coalesce(posted_at, $4)`,
      [accountId, now.toString()],
    );
  }

  /**
   * The tick was a mistake: it waits again to be posted. What counted by it is looked at anew.
   * @returns false where it is not ticked, and nothing changes
   */
  async notPosted(tx: EntityManager, communityId: string, postId: string): Promise<boolean> {
    const [ticked] = await tx.query<{ rolloutId: string }[]>(
      `select rollout_id as "rolloutId" from post where id = $1 and community_id = $2 and posted_at is not null`,
      [postId, communityId],
    );
    if (ticked) await tx.query('update rollout set stale = true where id = $1', [ticked.rolloutId]);
    await this.change(tx, { communityId, postId }, 'posted_at = null, posted_by = null', []);
    return ticked !== undefined;
  }

  /**
   * To somebody by name, who need have no account; '' leaves it to whoever holds the place's keys.
   * @param seen what was shown when it was typed, if whoever typed says so
   */
  async handOver(
    tx: EntityManager,
    communityId: string,
    postId: string,
    to: string,
    seen?: Seen,
  ): Promise<void> {
    const [post] = await tx.query<{ rolloutId: string }[]>(
      'select rollout_id as "rolloutId" from post where id = $1 and community_id = $2 for update',
      [postId, communityId],
    );
    const posts = post && seen ? await this.list(tx, communityId, post.rolloutId) : [];
    const now = posts.find(({ id }) => id === postId);
    if (seen && now) mustBeAsSeen(seen, ownerSeen(now));
    await this.change(tx, { communityId, postId }, `handed_to = nullif($3::text, '')`, [to]);
  }

  private async change(
    tx: EntityManager,
    { communityId, postId }: { communityId: string; postId: string },
    set: string,
    params: unknown[],
  ): Promise<void> {
    const [rows] = await tx.query<[unknown[], number]>(
      `update post set ${set} where id = $1 and community_id = $2 and not withdrawn returning id`,
      [postId, communityId, ...params],
    );
    if (rows.length === 0)
      throw new Refusal(
        'not-found',
        'There is no such post here, or its text is no longer true. Look at the list again.',
      );
  }
}
