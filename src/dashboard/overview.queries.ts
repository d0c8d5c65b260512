import { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { localDay } from '../kernel/local-day.js';
import { headCounts, series, type PlaceCount, type Point } from '../adoption/adoption.queries.js';
import { forecastOf } from '../adoption/forecast.queries.js';
import type { Forecast } from '../adoption/forecast.rules.js';
import { day, moment } from '../kernel/database/columns.js';
import { peopleWhoWait } from '../notices/hold.queries.js';
import { lastBeat, standsStill } from '../kernel/standstill.js';
import type { Criterion } from '../rollout/gate.rules.js';
import { phaseDays, type PhaseDays } from '../rollout/phase.rules.js';
import { comingOf, type Coming } from '../rollout/coming.queries.js';
import { Rollout } from '../rollout/rollout.entity.js';
import { phaseKeys, type PhaseKey } from '../rollout/words.js';
import { needs, type Need, type Reading } from './needs.queries.js';

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

export interface Overview {
  rollout: Rollout;
  today: Temporal.PlainDate;
  phases: PhaseView[];
  /** When the look back was published. */
  publishedOn: Temporal.PlainDate | null;
  /** One point a measured day, oldest first. */
  adoption: Point[];
  /** For leads; null where nothing is to be reached any more. */
  forecast: Forecast | null;
  headCounts: PlaceCount[];
  /** As of the newest measurement; null before the first. */
  roster: { people: number; invited: number; arrived: number; declined: number } | null;
  coming: Coming[];
  needsYou: Need[];
  /** After a restore, until one of its leads lets this community speak. */
  hold: { since: Temporal.Instant; reason: string; people: number } | null;
  /** Since when nothing happens by itself, although it should. */
  stoppedSince: Temporal.Instant | null;
}

/** What the page would show, as data: when it differs, the page has become old. */
export const shownOf = ({ rollout, ...it }: Overview): unknown => [rollout.state, rollout.pausedAt, it];

/** Everything on the lead's overview, from rows that are kept anyway: no member is counted here. */
export async function overviewOf(
  tx: EntityManager,
  where: { communityId: string; id: string },
  { now, reader }: Pick<Reading, 'now' | 'reader'>,
): Promise<Overview | null> {
  const rollout = await tx.findOneBy(Rollout, where);
  if (!rollout) return null;
  const today = localDay(now, rollout.plan.timeZone);
  const adoption = await series(tx, rollout.id);
  const phases = await phasesOf(tx, rollout);
  return {
    ...{ rollout, today, phases },
    publishedOn: await publishedOn(tx, rollout.id),
    adoption,
    forecast: await forecastOf(tx, rollout, today, adoption),
    headCounts: await headCounts(tx, rollout.id),
    roster: await rosterOf(tx, rollout.id),
    coming: await comingOf(tx, rollout.id, now),
    needsYou: await needs(tx, rollout, phases, { today, now, reader }),
    hold: await holdOf(tx, rollout.communityId),
    stoppedSince: await stoppedSince(tx, now),
  };
}

async function publishedOn(tx: EntityManager, rolloutId: string): Promise<Temporal.PlainDate | null> {
  const [row] = await tx.query<{ on: string | null }[]>(
    'select published_on as "on" from retrospective where rollout_id = $1',
    [rolloutId],
  );
  return row?.on ? day(row.on) : null;
}

async function stoppedSince(tx: EntityManager, now: Temporal.Instant): Promise<Temporal.Instant | null> {
  const still = standsStill(await lastBeat(tx), { now, up: now });
  return still === 'never' ? null : still;
}

async function holdOf(tx: EntityManager, communityId: string): Promise<Overview['hold']> {
  const [row] = await tx.query<{ since: Date; reason: string }[]>(
    'select since, reason from hold where community_id = $1',
    [communityId],
  );
  if (!row) return null;
  return { since: moment(row.since), reason: row.reason, people: await peopleWhoWait(tx, communityId) };
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
