import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { moment } from '../kernel/database/columns.js';
import { lineOf } from './step-words.js';
import { playbook, playKeys, playRow, type PlayKey } from './playbook.js';
import type { PhaseKey } from './words.js';

export interface Coming {
  key: string;
  play: PlayKey;
  what: string;
  to: string;
  at: Temporal.Instant;
}

/** How many lines of what comes by itself stand on one page. */
const most = 8;

/**
 * Of these each occurrence is a line, because each reaches others. Of the rest the next one is: a daily one fills no
 * page.
 */
const eachALine: PlayKey[] = ['launch.invitation', 'sunset.notice', 'pilot.invitation'];

/** What speaks next by itself, soonest first; of one phase, or of all. The end of a round says nothing. */
export async function comingOf(
  tx: EntityManager,
  rolloutId: string,
  now: Temporal.Instant,
  phase?: PhaseKey,
): Promise<Coming[]> {
  const plays = phase ? playbook.filter((row) => row.phase === phase).map(({ play }) => play) : playKeys;
  const rows = await tx.query<{ key: string; play: PlayKey; due_at: Date }[]>(
    `select key, play, due_at from (
       select distinct on (play, line) key, play, due_at, case when play = any ($3) then key else '' end as line
         from occurrence
        where rollout_id = $1 and state = 'planned' and speaks and due_at > $2
          and play not like 'lead.%' and step not like '%closes' and play = any ($4)
        order by play, line, due_at, key
     ) next order by due_at, key limit ${most}`,
    [rolloutId, now.toString(), eachALine, plays],
  );
  return rows.map(({ key, play, due_at }) => {
    return { key, play, what: lineOf(key, play), to: playRow(play).to, at: moment(due_at) };
  });
}
