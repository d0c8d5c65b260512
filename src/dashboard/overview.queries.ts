import { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { headCounts, series, type PlaceCount, type Point } from '../adoption/adoption.queries.js';
import { day, moment } from '../kernel/database/columns.js';
import { alertPath, type About } from '../rollout/alert.rules.js';
import { localDay } from '../rollout/calendar.rules.js';
import type { Criterion } from '../rollout/gate.rules.js';
import { phaseDays, type PhaseDays } from '../rollout/phase.rules.js';
import { playRow, type PlayKey } from '../rollout/playbook.js';
import { Rollout } from '../rollout/rollout.entity.js';
import { phaseKeys, type PhaseKey } from '../rollout/words.js';
import { stoodStill } from './overview.rules.js';

export interface PhaseView {
  key: PhaseKey;
  planned: PhaseDays;
  openedOn: Temporal.PlainDate | null;
  closedOn: Temporal.PlainDate | null;
  /** Its day has come and it could not open: what it waits for, as the leads were told. */
  late: string | null;
  gate: Criterion[];
  gateAt: Temporal.Instant | null;
  overrideReason: string | null;
}

export interface Coming {
  key: string;
  play: PlayKey;
  what: string;
  to: string;
  at: Temporal.Instant;
}

export interface Overview {
  rollout: Rollout;
  today: Temporal.PlainDate;
  phases: PhaseView[];
  /** One point a measured day, oldest first. */
  adoption: Point[];
  headCounts: PlaceCount[];
  /** As of the newest measurement; null before the first. */
  roster: { people: number; invited: number; arrived: number; declined: number } | null;
  coming: Coming[];
  needsYou: Need[];
  /** After a restore, until one of its leads lets this community speak. */
  hold: { since: Temporal.Instant; reason: string } | null;
  /** Since when nothing happens by itself, although it should. */
  stoppedSince: Temporal.Instant | null;
}

/** What the page would show, as data: when it differs, the page has become old. */
export const shownOf = ({ rollout, ...it }: Overview): unknown => [rollout.state, rollout.pausedAt, it];

export interface Need {
  kind: 'yes' | 'alert' | 'held' | 'by hand' | 'help' | 'join' | 'post';
  /** A sentence. */
  words: string;
  count: number;
  /** Where it can be seen to; null where a sentence is all. */
  href: string | null;
}

/** How many plays of what comes by itself stand on one page, each with its next time: a daily one fills no page. */
const ahead = 8;

/** Everything on the lead's overview, from rows that are kept anyway: no member is counted here. */
export async function overviewOf(
  tx: EntityManager,
  where: { communityId: string; id: string },
  now: Temporal.Instant,
): Promise<Overview | null> {
  const rollout = await tx.findOneBy(Rollout, where);
  if (!rollout) return null;
  const today = localDay(now, rollout.plan.timeZone);
  return {
    ...{ rollout, today },
    phases: await phasesOf(tx, rollout),
    adoption: await series(tx, rollout.id),
    headCounts: await headCounts(tx, rollout.id),
    roster: await rosterOf(tx, rollout.id),
    coming: await comingOf(tx, rollout.id, now),
    needsYou: await needs(tx, rollout, { today, now }),
    hold: await holdOf(tx, rollout.communityId),
    stoppedSince: await stoppedSince(tx, now),
  };
}

async function stoppedSince(tx: EntityManager, now: Temporal.Instant): Promise<Temporal.Instant | null> {
  const [row] = await tx.query<{ at: Date }[]>('select heartbeat_at as at from installation');
  const beatAt = row ? moment(row.at) : null;
  return stoodStill(beatAt, now) ? beatAt : null;
}

async function holdOf(tx: EntityManager, communityId: string): Promise<Overview['hold']> {
  const [row] = await tx.query<{ since: Date; reason: string }[]>(
    'select since, reason from hold where community_id = $1',
    [communityId],
  );
  return row ? { since: moment(row.since), reason: row.reason } : null;
}

async function phasesOf(tx: EntityManager, rollout: Rollout): Promise<PhaseView[]> {
  const rows = await tx.query<
    {
      key: PhaseKey;
      opened_on: string | null;
      closed_on: string | null;
      gate: Criterion[];
      gate_at: Date | null;
      override_reason: string | null;
      late: string | null;
    }[]
  >(
    `select p.key, p.opened_on, p.closed_on, p.gate, p.gate_at, p.override_reason, a.text as late
     from phase p
     left join alert a on a.rollout_id = p.rollout_id and a.kind = 'phase late' and a.subject = p.key and a.ended_at is null
     where p.rollout_id = $1`,
    [rollout.id],
  );
  return phaseKeys.map((key) => {
    const row = rows.find((one) => one.key === key);
    return {
      key,
      planned: phaseDays(rollout.plan, key),
      late: row?.late ?? null,
      gate: row?.gate ?? [],
      openedOn: row?.opened_on ? day(row.opened_on) : null,
      closedOn: row?.closed_on ? day(row.closed_on) : null,
      gateAt: row?.gate_at ? moment(row.gate_at) : null,
      overrideReason: row?.override_reason ?? null,
    };
  });
}

async function rosterOf(tx: EntityManager, rolloutId: string): Promise<Overview['roster']> {
  const [row] = await tx.query<NonNullable<Overview['roster']>[]>(
    `select roster as people, roster_invited as invited, roster_arrived as arrived, roster_declined as declined
     from adoption_snapshot where rollout_id = $1 order by day desc, revision desc limit 1`,
    [rolloutId],
  );
  return row ?? null;
}

async function comingOf(tx: EntityManager, rolloutId: string, now: Temporal.Instant): Promise<Coming[]> {
  const rows = await tx.query<{ key: string; play: PlayKey; due_at: Date }[]>(
    `select * from (
       select distinct on (play) key, play, due_at from occurrence
       where rollout_id = $1 and state = 'planned' and speaks and due_at > $2 and play not like 'lead.%'
       order by play, due_at, key
     ) next order by due_at, key limit ${ahead}`,
    [rolloutId, now.toString()],
  );
  return rows.map(({ key, play, due_at }) => {
    const { what, to } = playRow(play);
    return { key, play, what, to, at: moment(due_at) };
  });
}

async function needs(
  tx: EntityManager,
  rollout: Rollout,
  { today, now }: { today: Temporal.PlainDate; now: Temporal.Instant },
): Promise<Need[]> {
  const { id: rolloutId, communityId } = rollout;
  const rows = await tx.query<{ kind: Need['kind']; text: string | null; about: About | null; n: number }[]>(
    `select 'yes' as kind, a.name || ' asks for a second lead’s yes: ' || case y.kind when 'gate' then 'closing a phase in spite of its gate.'
              when 'exception' then 'an exception for one person.' when 'roster' then 'taking the list of people out.'
              else 'shutting the old place down.' end as text,
            jsonb_build_object('kind', 'yes', 'subject', y.id) as about, 1 as n
       from yes_request y join account a on a.id = y.asked_by and a.left_at is null
      where y.community_id = $3 and (y.rollout_id = $1 or y.rollout_id is null) and y.state = 'open' and y.until > $4
     union all
     select 'alert' as kind, text, jsonb_build_object('kind', kind, 'subject', subject) as about, 1 as n
       from alert where rollout_id = $1 and ended_at is null and kind not in ('held', 'phase late', 'help waiting')
     union all
     select 'held', null, null, count(*)::int from occurrence where rollout_id = $1 and state = 'held'
     union all
     select 'help', null, null, count(*)::int from help_request where rollout_id = $1 and closed_at is null and taken_at is null
     union all
     select 'by hand', null, null, count(*)::int from delivery where rollout_id = $1 and state = 'to tell'
     union all
     select 'join', null, null, count(*)::int from join_request where rollout_id = $1 and decided_at is null
     union all
     select 'post', null, null, count(*)::int from post where rollout_id = $1 and posted_at is null and not withdrawn and due_on <= $2::date`,
    [rolloutId, today.toString(), communityId, now.toString()],
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
    ...{ alert: null, yes: null },
  };
  return page[kind] && `/rollouts/${rolloutId}/${page[kind]}`;
}

const people = (n: number): string => (n === 1 ? '1 person' : `${n.toLocaleString('en')} people`);

const sentences: Record<Need['kind'], (n: number) => string> = {
  ...{ alert: String, yes: String },
  held: (n) =>
    n === 1 ? '1 thing is held: send it or skip it.' : `${n} things are held: send or skip each.`,
  help: (n) => `${people(n)} asked for help, and nobody has taken it yet.`,
  'by hand': (n) => `${people(n)} wait to be told in person.`,
  join: (n) => `${people(n)} asked to join.`,
  post: (n) => (n === 1 ? '1 text waits to be posted.' : `${n} texts wait to be posted.`),
};
