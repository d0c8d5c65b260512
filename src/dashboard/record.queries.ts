import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { moment } from '../kernel/database/columns.js';
import { whatOf } from '../rollout/play-words.js';
import type { PlayKey } from '../rollout/playbook.js';
import { PAGE } from '../kernel/ui/paging.js';
import { fateSql, type Fate } from '../notices/fates.rules.js';
import { stepWords } from '../rollout/step-words.js';

export const recordStates = ['done', 'held', 'skipped'] as const;
export type RecordState = (typeof recordStates)[number];

export interface RecordRow {
  key: string;
  what: string;
  /** Which of several of its kind. */
  step: string;
  state: RecordState;
  dueAt: Temporal.Instant;
  doneAt: Temporal.Instant | null;
  reason: string | null;
  decidedBy: string | null;
}

/** How many of each there are, whatever part of them is shown. */
export async function recordCounts(
  tx: EntityManager,
  rolloutId: string,
): Promise<Record<RecordState, number>> {
  const rows = await tx.query<{ state: RecordState; n: number }[]>(
    `select o.state, count(*)::int as n from occurrence o
      where o.rollout_id = $1 and o.state = any($2) and (o.speaks or o.state <> 'done') group by 1`,
    [rolloutId, recordStates],
  );
  const counts = { done: 0, held: 0, skipped: 0 };
  for (const { state, n } of rows) counts[state] = n;
  return counts;
}

/** A page of what was done, held or skipped and why, newest first; measuring and the like only where they did not happen. */
export async function recordOf(
  tx: EntityManager,
  rolloutId: string,
  states: readonly RecordState[],
  page: number,
): Promise<RecordRow[]> {
  const rows = await tx.query<
    {
      key: string;
      play: PlayKey;
      state: RecordState;
      due_at: Date;
      done_at: Date | null;
      reason: string | null;
      decider: string | null;
    }[]
  >(
    `select o.key, o.play, o.state, o.due_at, o.done_at, o.reason, coalesce(a.name, o.decided_by) as decider
     from occurrence o left join account a on a.id::text = o.decided_by
     where o.rollout_id = $1 and o.state = any($2) and (o.speaks or o.state <> 'done')
     order by o.due_at desc, o.key limit ${PAGE} offset $3`,
    [rolloutId, states, (page - 1) * PAGE],
  );
  return rows.map(({ key, play, state, due_at, done_at, reason, decider }) => ({
    key,
    what: whatOf(play),
    step: stepWords(key, play),
    state,
    dueAt: moment(due_at),
    doneAt: done_at ? moment(done_at) : null,
    reason,
    decidedBy: decider,
  }));
}

/** To whom a message went: to members, or to the people who lead. */
export const readers = ['members', 'team'] as const;
export type Readers = (typeof readers)[number];

export interface MessageRow {
  key: string;
  what: string;
  /** Which of several of its kind: "2, reminder"; '' where there is one. */
  step: string;
  at: Temporal.Instant;
  /** What became of it → number of people. */
  counts: Partial<Record<Fate, number>>;
  /** Places in which it is said, and of these, in which it was posted. */
  posts: number;
  posted: number;
}

/** How many notices there are. */
export async function messagesIn(tx: EntityManager, rolloutId: string, to: Readers): Promise<number> {
  const [row] = await tx.query<[{ n: number }]>(
    `select count(*)::int as n from notice n where n.rollout_id = $1 and (n.purpose = 'team') = $2`,
    [rolloutId, to === 'team'],
  );
  return row.n;
}

/** A page of the notices with what became of each in people, newest first. */
export async function messagesOf(
  tx: EntityManager,
  rolloutId: string,
  to: Readers,
  page: number,
): Promise<MessageRow[]> {
  const rows = await tx.query<
    (Pick<MessageRow, 'key' | 'counts' | 'posts' | 'posted'> & { play: PlayKey; created_at: Date })[]
  >(
    `select n.key, n.play, n.created_at, coalesce(d.counts, '{}') as counts,
            (select count(*)::int from post where notice_id = n.id) as posts,
            (select count(posted_at)::int from post where notice_id = n.id) as posted
     from notice n left join lateral (
       select jsonb_object_agg(fate, people) as counts
       from (select ${fateSql} as fate, count(*)::int as people from delivery d where d.notice_id = n.id group by 1) s
     ) d on true
     where n.rollout_id = $1 and (n.purpose = 'team') = $2 order by n.created_at desc, n.key limit ${PAGE} offset $3`,
    [rolloutId, to === 'team', (page - 1) * PAGE],
  );
  return rows.map(({ key, play, created_at, ...counted }) => ({
    key,
    what: whatOf(play),
    step: stepWords(key, play),
    at: moment(created_at),
    ...counted,
  }));
}
