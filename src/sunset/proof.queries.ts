import { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { localDay } from '../kernel/local-day.js';
import { day, moment } from '../kernel/database/columns.js';
import { proofsSql } from '../notices/ledger.queries.js';
import type { Rollout } from '../rollout/rollout.entity.js';
import { goneOutOn, unsaid, type Reach } from './transition.rules.js';

/** What is to be proven: that people were told by one of these notices. */
export interface Claim {
  /** Keys of notices, exact or the beginning of `key/…`. */
  keys: string[];
  /** Of these the first that was said has to have gone out: a day that was moved before anybody heard of it is never said. */
  announcing: string[];
  since: Temporal.Instant;
  /** The last day on which somebody could still be told; who came later is not counted. */
  lastCameOn: Temporal.PlainDate | null;
}

export interface Counts {
  roster: number;
  proven: number;
  declined: number;
  exceptions: number;
  open: number;
}

/**
 * The living roster with the day on which each was first proven told; parameters $1-$6 by `parameters`.
 * Who joined by themselves after the announcement read the day on the page by which they joined. Whoever was put on
 * the roster since, by a file or a lead, did not. Who was told is gathered once: before the statistics of a new
 * database are known, PostgreSQL would gather it again for each person.
 */
export const namesSql = `
  with told as materialized (
    select member_id, min("on") as first_on from (${proofsSql('$1', '$2', '$4')}) as proof group by member_id
  )
  select p.id as participation_id, p.member_id, m.display_name, told.first_on as told_on,
         coalesce(p.outcome in ('declined', 'will leave'), false) as declined,
         o.seconded_at is not null as excepted,
         exists (select from yes_request y where y.participation_id = p.id and y.kind = 'exception' and y.state = 'open'
                    and y.until > $4::timestamptz) as exception_asked,
         o.promised_on, o.teller
    from participation p
    join member m on m.id = p.member_id and m.gone is null and m.erased_at is null
    left join open_name o on o.participation_id = p.id
    left join told on told.member_id = p.member_id
   where p.rollout_id = $1
     and ($6::date is null or m.added_on <= $6)
     and (m.source <> 'join' or m.added_on <= ($3::timestamptz at time zone $5)::date)`;

export function parameters(rollout: Rollout, claim: Claim, now: Temporal.Instant): unknown[] {
  const { keys, since, lastCameOn } = claim;
  const zone = rollout.plan.timeZone;
  return [rollout.id, keys, since.toString(), now.toString(), zone, lastCameOn?.toString() ?? null];
}

/** How the roster stands; each person in exactly one of proven, declined, exceptions, open. */
export async function countsOf(
  tx: EntityManager,
  rollout: Rollout,
  claim: Claim,
  now: Temporal.Instant,
): Promise<Counts> {
  return (await standing(tx, rollout, claim, now)).counts;
}

/** What the announcement that proof is counted from has reached by `now`. */
export async function reachOf(
  tx: EntityManager,
  rollout: Rollout,
  claim: Claim,
  now: Temporal.Instant,
): Promise<Reach> {
  const { counts, row } = await standing(tx, rollout, claim, now);
  return {
    goneOutOn: await goneOut(tx, rollout, claim),
    lastProvenOn: row.last_proven_on === null ? null : day(row.last_proven_on),
    open: counts.open,
    unpromised: row.unpromised,
    lastPromiseOn: row.last_promise_on === null ? null : day(row.last_promise_on),
  };
}

interface StandingRow extends Counts {
  last_proven_on: string | null;
  unpromised: number;
  last_promise_on: string | null;
}

async function standing(
  tx: EntityManager,
  rollout: Rollout,
  claim: Claim,
  now: Temporal.Instant,
): Promise<{ counts: Counts; row: StandingRow }> {
  const open = 'told_on is null and not declined and not excepted';
  const [row] = await tx.query<StandingRow[]>(
    `select count(*)::int as roster, count(told_on)::int as proven,
            count(*) filter (where told_on is null and declined)::int as declined,
            count(*) filter (where told_on is null and not declined and excepted)::int as exceptions,
            count(*) filter (where ${open})::int as open,
            count(*) filter (where ${open} and promised_on is null)::int as unpromised,
            max(promised_on) filter (where ${open}) as last_promise_on,
            max(told_on) filter (where not declined and not excepted) as last_proven_on
       from (${namesSql}) names`,
    parameters(rollout, claim, now),
  );
  const { roster, proven, declined, exceptions, open: left } = row!;
  return { counts: { roster, proven, declined, exceptions, open: left }, row: row! };
}

/**
 * Rows made on the first day only: newcomers are told later without undoing it. Whose row was withdrawn before they
 * heard of it, because the day changed, counts by what they are told instead.
 */
async function goneOut(
  tx: EntityManager,
  rollout: Rollout,
  claim: Claim,
): Promise<Temporal.PlainDate | null> {
  const zone = rollout.plan.timeZone;
  const [said] = await tx.query<{ id: string; created_at: Date }[]>(
    'select id, created_at from notice where rollout_id = $1 and key = any ($2) order by created_at, key limit 1',
    [rollout.id, claim.announcing],
  );
  if (!said) return null;
  const rows = await tx.query<{ ended_on: string | null; people: number }[]>(
    `select (ended at time zone $2)::date as ended_on, count(*)::int as people from (
       select d.member_id, min(case
                when d.state = 'suppressed' and d.reason = any ($6)
                  and not d.tried @> '[{"channel": "own page"}]' then null
                when d.told_at is not null or d.confirmed_at is not null or d.accepted_at is not null
                  then least(d.told_at, d.confirmed_at, d.accepted_at)
                when d.channel = 'own page' or d.tried @> '[{"channel": "own page"}]' then d.created_at
                when d.state in ('could not', 'refused', 'suppressed')
                  or (d.state = 'failed' and d.not_before is null) then coalesce(d.tried_at, d.created_at)
              end) as ended
         from delivery d
         join delivery first on first.notice_id = $1 and first.member_id = d.member_id
           and first.created_at <= $4::timestamptz + interval '24 hours'
         join participation p on p.rollout_id = $3 and p.member_id = d.member_id
         left join open_name o on o.participation_id = p.id
        where d.notice_id = any (array(select id from notice where rollout_id = $3 and key = any ($5)))
          and o.promised_on is null and o.seconded_at is null
          and coalesce(p.outcome, '') not in ('declined', 'will leave')
        group by d.member_id
     ) each_person group by 1`,
    [said.id, zone, rollout.id, moment(said.created_at).toString(), claim.keys, unsaid],
  );
  const posts = await tx.query<{ posted_on: string | null }[]>(
    `select (min(posted_at) at time zone $2)::date as posted_on
       from post join notice n on n.id = post.notice_id
      where post.rollout_id = $1 and n.key = any ($3) and place_id in (select place_id from post where notice_id = $4)
      group by place_id`,
    [rollout.id, zone, claim.keys, said.id],
  );
  return goneOutOn(
    localDay(moment(said.created_at), zone),
    rows.map(({ ended_on, people }) => ({ on: ended_on === null ? null : day(ended_on), people })),
    posts.map(({ posted_on }) => (posted_on === null ? null : day(posted_on))),
  );
}
