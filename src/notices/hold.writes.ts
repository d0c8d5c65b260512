import type { EntityManager } from 'typeorm';
import { Refusal } from '../kernel/refusal.js';

/** What has not gone yet and still could. What is in flight is past holding. */
const OPEN = `(d.state in ('queued', 'to tell', 'held') or (d.state = 'failed' and d.not_before is not null))`;

/** Leads are told of a pause and of what follows: the team's rows are never held. */
const OF_MEMBERS = 'd.account_id is null';

/** The hours in which nothing was tried are no hours in which a receiver said no: what goes on begins to count anew. */
const COUNTED_ANEW = 'first_tried_at = null';

/** Why a row waits in a pause. */
export const PAUSED = 'the rollout is paused';

/** For a pause: but for what the reader asked for a moment ago. */
export async function holdRows(tx: EntityManager, rolloutId: string, reason: string): Promise<void> {
  await tx.query(
    `update delivery d set state = 'held', reason = $2 from notice n
      where n.id = d.notice_id and not n.at_once
        and d.rollout_id = $1 and ${OF_MEMBERS} and ${OPEN} and d.state <> 'held'`,
    [rolloutId, reason],
  );
}

/** What is said, or let go on, while its rollout is paused waits for the end of the pause. */
export async function holdInPause(tx: EntityManager, noticeId: string): Promise<void> {
  await tx.query(
    `update delivery d set state = 'held', reason = $2 from notice n join rollout r on r.id = n.rollout_id
      where n.id = $1 and d.notice_id = n.id and r.paused_at is not null and not n.at_once
        and ${OF_MEMBERS} and ${OPEN} and d.state <> 'held'`,
    [noticeId, PAUSED],
  );
}

export async function releaseRows(tx: EntityManager, rolloutId: string): Promise<void> {
  await tx.query(
    `update delivery set state = case when channel = 'by hand' then 'to tell' else 'queued' end, reason = null,
            ${COUNTED_ANEW}
      where rollout_id = $1 and state = 'held'`,
    [rolloutId],
  );
}

/** A community goes on that was held after a restore. */
export async function countAnew(tx: EntityManager, communityId: string): Promise<void> {
  await tx.query(
    `update delivery d set ${COUNTED_ANEW}
      where d.community_id = $1 and d.state in ('queued', 'failed') and d.not_before is not null`,
    [communityId],
  );
}

export async function withdrawRows(
  tx: EntityManager,
  rolloutId: string,
  reason: string,
  exceptKeys: string[],
): Promise<void> {
  await tx.query(
    `with withdrawn as (
       update notice n set withdrawn = $2
        where n.rollout_id = $1 and n.purpose <> 'team'
          and not exists (select 1 from unnest($3::text[]) k where n.key = k or starts_with(n.key, k || '/'))
       returning n.id
     )
     update delivery d set state = 'suppressed', reason = $2 from withdrawn n
      where n.id = d.notice_id and ${OF_MEMBERS} and ${OPEN}`,
    [rolloutId, reason, exceptKeys],
  );
}

/** What was not posted while it was true is not posted any more. */
export async function withdrawPosts(
  tx: EntityManager,
  rolloutId: string,
  exceptKeys: string[],
): Promise<void> {
  await tx.query(
    `update post set withdrawn = true from notice n
      where n.id = post.notice_id and post.rollout_id = $1 and post.posted_at is null
        and not exists (select 1 from unnest($2::text[]) k where n.key = k or starts_with(n.key, k || '/'))`,
    [rolloutId, exceptKeys],
  );
}

/** Why a row does not go that a lead can let go on. */
export const STOPPED = 'stopped by a lead';

/** @returns how many rows were stopped */
export async function stopRows(tx: EntityManager, noticeId: string): Promise<number> {
  const [, stopped] = await tx.query<[unknown[], number]>(
    `update delivery d set state = 'suppressed', reason = $2 where d.notice_id = $1 and ${OPEN}`,
    [noticeId, STOPPED],
  );
  return stopped;
}

/** To whoever wants to send more of it. */
export const withdrawn = (reason: string): Refusal =>
  new Refusal('conflict', `This message is not said any more: ${reason}. Say something new instead.`);

/** Why nothing of `notice n` goes any more; null where it goes. */
export const ENDED = `coalesce(n.withdrawn, case when n.stopped_at is not null then '${STOPPED}' end)`;

/** What was about to go, or was in a server's hands, when its notice was stopped or withdrawn. */
export async function endRows(tx: EntityManager, deliveryIds: string[]): Promise<void> {
  await tx.query(
    `update delivery d set state = 'suppressed', reason = ${ENDED}, not_before = null from notice n
      where d.id = any ($1) and d.notice_id = n.id and ${ENDED} is not null and ${OF_MEMBERS} and ${OPEN}`,
    [deliveryIds],
  );
}

/** Whether of one of these notices nothing more may go out at this moment. */
export async function areCalledOff(tx: EntityManager, noticeIds: string[]): Promise<boolean> {
  const found = await tx.query<unknown[]>(
    `select 1 from notice n join rollout r on r.id = n.rollout_id
      where n.id = any ($1) and (${ENDED} is not null or (r.paused_at is not null and not n.at_once)
        or exists (select from hold where community_id = n.community_id)) limit 1`,
    [noticeIds],
  );
  return found.length > 0;
}

/** Which of these rows, claimed a moment ago by one of these lives, are not to go out after all. */
export async function calledOff(
  tx: EntityManager,
  deliveryIds: string[],
  lives: string[],
): Promise<string[]> {
  const rows = await tx.query<{ id: string }[]>(
    `select d.id from delivery d join notice n on n.id = d.notice_id join rollout r on r.id = n.rollout_id
      where d.id = any ($1) and (d.state <> 'sending' or d.leased_by <> all ($2)
        or (${OF_MEMBERS} and (${ENDED} is not null or (r.paused_at is not null and not n.at_once)))
        or exists (select from hold where community_id = n.community_id))`,
    [deliveryIds, lives],
  );
  return rows.map(({ id }) => id);
}

/** @returns how many rows go on */
export async function resumeRows(tx: EntityManager, noticeId: string, now: string): Promise<number> {
  const [, resumed] = await tx.query<[unknown[], number]>(
    `update delivery set state = case when channel = 'by hand' then 'to tell' else 'queued' end, reason = null, ${COUNTED_ANEW},
            not_before = case when channel = 'by hand' then not_before else coalesce(not_before, $3::timestamptz) end
      where notice_id = $1 and state = 'suppressed' and reason = $2`,
    [noticeId, STOPPED, now],
  );
  return resumed;
}
