import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { moment } from '../kernel/database/columns.js';
import { whatOf } from '../rollout/play-words.js';
import type { PlayKey } from '../rollout/playbook.js';
import { stepOf } from './overview.rules.js';

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

/** What was done, held or skipped and why, newest first; measuring and the like only where they did not happen. */
export async function recordOf(
  tx: EntityManager,
  rolloutId: string,
  states: readonly RecordState[],
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
     order by o.due_at desc, o.key limit 500`,
    [rolloutId, states],
  );
  return rows.map(({ key, play, state, due_at, done_at, reason, decider }) => ({
    key,
    what: whatOf(play),
    step: stepOf(key, play),
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
  /** State of the ledger → number of people. */
  counts: Record<string, number>;
}

/** Every notice with how many rows of the ledger are in each state, newest first. */
export async function messagesOf(tx: EntityManager, rolloutId: string, to: Readers): Promise<MessageRow[]> {
  const rows = await tx.query<
    { key: string; play: PlayKey; created_at: Date; counts: Record<string, number> }[]
  >(
    `select n.key, n.play, n.created_at, coalesce(d.counts, '{}') as counts
     from notice n left join lateral (
       select jsonb_object_agg(state, people) as counts
       from (select state, count(*)::int as people from delivery where notice_id = n.id group by state) s
     ) d on true
     where n.rollout_id = $1 and (n.purpose = 'team') = $2 order by n.created_at desc, n.key limit 200`,
    [rolloutId, to === 'team'],
  );
  return rows.map(({ key, play, created_at, counts }) => ({
    key,
    what: whatOf(play),
    step: stepOf(key, play),
    at: moment(created_at),
    counts,
  }));
}
