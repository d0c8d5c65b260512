import type { EntityManager } from 'typeorm';

/** What has not gone yet and still could. What is in flight is past holding. */
const OPEN = `(d.state in ('queued', 'to tell', 'held') or (d.state = 'failed' and d.not_before is not null))`;

/** Leads are told of a pause and of what follows: the team's rows are never held. */
const OF_MEMBERS = 'd.account_id is null';

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
    `update delivery set state = case when channel = 'by hand' then 'to tell' else 'queued' end, reason = null
      where rollout_id = $1 and state = 'held'`,
    [rolloutId],
  );
}

export async function withdrawRows(
  tx: EntityManager,
  rolloutId: string,
  reason: string,
  exceptKeys: string[],
): Promise<void> {
  await tx.query(
    `update delivery d set state = 'suppressed', reason = $2
       from notice n
      where n.id = d.notice_id and d.rollout_id = $1 and ${OF_MEMBERS} and ${OPEN}
        and not exists (select 1 from unnest($3::text[]) k where n.key = k or starts_with(n.key, k || '/'))`,
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

/** What was about to go when its notice was stopped. */
export async function stopAgain(tx: EntityManager, noticeId: string): Promise<void> {
  await tx.query(
    `update delivery d set state = 'suppressed', reason = $2 from notice n
      where n.id = $1 and d.notice_id = n.id and n.stopped_at is not null and ${OPEN}`,
    [noticeId, STOPPED],
  );
}

/** Which of these notices nothing more of may go out at this moment. */
export async function calledOff(tx: EntityManager, noticeIds: string[]): Promise<string[]> {
  const rows = await tx.query<{ id: string }[]>(
    `select n.id from notice n join rollout r on r.id = n.rollout_id
      where n.id = any ($1) and (n.stopped_at is not null or (r.paused_at is not null and not n.at_once)
        or exists (select from hold where community_id = n.community_id))`,
    [noticeIds],
  );
  return rows.map(({ id }) => id);
}

/** @returns how many rows go on */
export async function resumeRows(tx: EntityManager, noticeId: string, now: string): Promise<number> {
  const [, resumed] = await tx.query<[unknown[], number]>(
    `update delivery set state = case when channel = 'by hand' then 'to tell' else 'queued' end, reason = null,
            not_before = case when channel = 'by hand' then not_before else coalesce(not_before, $3::timestamptz) end
      where notice_id = $1 and state = 'suppressed' and reason = $2`,
    [noticeId, STOPPED, now],
  );
  return resumed;
}
