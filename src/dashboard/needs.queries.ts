import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { POST_WAITS } from '../notices/hold.queries.js';
import { alertPath, type About } from '../rollout/alert.rules.js';
import type { Criterion } from '../rollout/gate.rules.js';
import type { Rollout } from '../rollout/rollout.entity.js';
import type { PhaseKey } from '../rollout/words.js';
import { undertaken } from './undone.queries.js';
import { undone, type PhaseState } from './undone.rules.js';

export interface Need {
  kind: 'undone' | 'yes' | 'alert' | 'held' | 'by hand' | 'help' | 'join' | 'post';
  /** A sentence. */
  words: string;
  count: number;
  /** Where it can be seen to; null where a sentence is all. */
  href: string | null;
}

interface PhaseNow extends Pick<PhaseState, 'openedOn' | 'closedOn' | 'planned'> {
  key: PhaseKey;
  gate: readonly Criterion[];
}

/** When the page is read, and by whom: what somebody asked of others needs the others. */
export interface Reading {
  now: Temporal.Instant;
  today: Temporal.PlainDate;
  reader: string | null;
}

/** Whatever waits for a person who leads: what came up, and what only leads can begin. */
export async function needs(
  tx: EntityManager,
  rollout: Rollout,
  phases: readonly PhaseNow[],
  when: Reading,
): Promise<Need[]> {
  return [...(await cameUp(tx, rollout, when)), ...(await notBegun(tx, rollout, phases, when.now))];
}

async function notBegun(
  tx: EntityManager,
  rollout: Rollout,
  rows: readonly PhaseNow[],
  now: Temporal.Instant,
): Promise<Need[]> {
  if (rollout.state !== 'running' || rollout.cancelledAt) return [];
  const states = rows.map(({ key, gate, ...phase }): [PhaseKey, PhaseState] => [
    key,
    { ...phase, of: gate.length, met: gate.filter(({ state }) => state === 'met').length },
  ]);
  const phases = Object.fromEntries(states) as Record<PhaseKey, PhaseState>;
  const found = undone(rollout.id, await undertaken(tx, rollout, phases, now));
  return found.map(({ words, href }) => ({ kind: 'undone', words, href, count: 1 }));
}

async function cameUp(tx: EntityManager, rollout: Rollout, { today, now, reader }: Reading): Promise<Need[]> {
  const { id: rolloutId, communityId } = rollout;
  const rows = await tx.query<{ kind: Need['kind']; text: string | null; about: About | null; n: number }[]>(
    `select 'yes' as kind, case when y.asked_by = $5::uuid then 'You asked for a second lead’s yes, and nobody else can give it: '
              else a.name || ' asks for a second lead’s yes: ' end || case y.kind when 'gate' then 'closing a phase in spite of its gate.'
              when 'exception' then 'an exception for one person.' when 'roster' then 'taking the list of people out.'
              else 'shutting the old place down.' end as text,
            jsonb_build_object('kind', 'yes', 'subject', y.id) as about, 1 as n
       from yes_request y join account a on a.id = y.asked_by and a.left_at is null
      where y.community_id = $3 and (y.rollout_id = $1 or y.rollout_id is null) and y.state = 'open' and y.until > $4
        and (y.asked_by is distinct from $5::uuid or not exists (select from account other
              where other.community_id = $3 and other.id <> $5::uuid and other.left_at is null and other.role in ('lead', 'admin')))
     union all
     select 'alert' as kind, text, jsonb_build_object('kind', kind, 'subject', subject) as about, 1 as n
       from alert where rollout_id = $1 and ended_at is null and kind not in ('held', 'help waiting')
     union all
     select 'held', null, null, count(*)::int from occurrence where rollout_id = $1 and state = 'held'
     union all
     select 'help', null, null, count(*)::int from help_request where rollout_id = $1 and closed_at is null and taken_at is null
     union all
     select 'by hand', null, null, count(*)::int from delivery where rollout_id = $1 and state = 'to tell'
     union all
     select 'join', null, null, count(*)::int from join_request where rollout_id = $1 and decided_at is null
     union all
     select 'post', null, null, count(*)::int from post join notice n on n.id = post.notice_id join rollout r on r.id = post.rollout_id
      where post.rollout_id = $1 and post.posted_at is null and not post.withdrawn and post.due_on <= $2::date and ${POST_WAITS} is null`,
    [rolloutId, today.toString(), communityId, now.toString(), reader],
  );
  return rows
    .filter(({ n }) => n > 0)
    .map(({ kind, text, about, n }) => ({
      ...{ kind, count: n, words: text ?? sentences[kind](n) },
      href: about ? alertPath(rolloutId, about) : pathOf(rolloutId, kind),
    }));
}

function pathOf(rolloutId: string, kind: Need['kind']): string | null {
  const page = {
    held: 'record?state=held',
    'by hand': 'by-hand',
    join: 'joining',
    post: 'posts',
    help: 'help',
    ...{ alert: null, yes: null, undone: null },
  };
  return page[kind] && `/rollouts/${rolloutId}/${page[kind]}`;
}

const people = (n: number): string => (n === 1 ? '1 person' : `${n.toLocaleString('en')} people`);

const sentences: Record<Need['kind'], (n: number) => string> = {
  ...{ alert: String, yes: String, undone: String },
  held: (n) =>
    n === 1 ? '1 thing is held: send it or skip it.' : `${n} things are held: send or skip each.`,
  help: (n) => `${people(n)} asked for help, and nobody has taken it yet.`,
  'by hand': (n) => `${people(n)} wait to be told in person.`,
  join: (n) => `${people(n)} asked to join.`,
  post: (n) => (n === 1 ? '1 text waits to be posted.' : `${n} texts wait to be posted.`),
};
