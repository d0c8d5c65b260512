import { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { fateSql, type Fate } from './fates.rules.js';
import { STOPPED } from './hold.writes.js';
import { grades, type DeliveryState, type Grade, type WayToTell } from './words.js';

/** So long a bounce may take to come back; before that, acceptance proves nothing. */
const BOUNCE_HOURS = 72;

/**
 * How sure we are that the row's person was told, as SQL over `delivery d`; null for what is not even posted.
 * What the built-in mailbox keeps reached nobody.
 * @param now the number of the parameter that holds the moment, for example `$3`
 */
export const gradeSql = (now: string): string => `case
  when d.confirmed_at is not null then 'confirmed'
  when d.state = 'told' then 'told'
  when d.state = 'accepted' and d.channel <> 'mailbox'
    and d.accepted_at <= ${now}::timestamptz - interval '${BOUNCE_HOURS} hours' then 'accepted'
  when d.state = 'posted' then 'posted only' end`;

/** Notices by key: exactly, or whatever begins with `key/`. */
const keySql = (keys: string): string =>
  `(n.key = any (${keys}::text[]) or exists (select 1 from unnest(${keys}::text[]) k where starts_with(n.key, k || '/')))`;

/**
 * Whom one of the notices is proven to have told, as a subquery: member_id, grade, on (the day of telling in the
 * rollout's zone: of who confirmed after their letter had come back, that on which they did); a row for each proven
 * delivery.
 * @param keys exact, or what begins with `key/`
 */
export const proofsSql = (rollout: string, keys: string, now: string): string => `
  select member_id, grade, "on" from (
    select d.member_id, ${gradeSql(now)} as grade,
           (coalesce(d.told_at, case when d.state = 'accepted' then d.accepted_at end, d.confirmed_at) at time zone n.time_zone)::date as "on"
      from notice n join delivery d on d.notice_id = n.id
     where n.rollout_id = ${rollout} and ${keySql(keys)} and d.member_id is not null
  ) as graded where grade in ('confirmed', 'told', 'accepted')`;

/** How many people each grade counts, for each notice; never added up. Rows without a grade count as none of them. */
export async function gradesOf(
  tx: EntityManager,
  rolloutId: string,
  keys: string[],
  now: Temporal.Instant,
): Promise<{ key: string; people: number; grades: Record<Grade, number> }[]> {
  const counts = grades.map((grade) => `count(*) filter (where grade = '${grade}')::int as "${grade}"`);
  const rows = await tx.query<({ key: string; people: number } & Record<Grade, number>)[]>(
    `select key, count(*)::int as people, ${counts.join(', ')}
       from (select n.key, ${gradeSql('$3')} as grade
               from notice n join delivery d on d.notice_id = n.id
              where n.rollout_id = $1 and ${keySql('$2')} and d.account_id is null) as graded
      group by key order by key`,
    [rolloutId, keys, now.toString()],
  );
  return rows.map(({ key, people, ...counted }) => ({ key, people, grades: counted }));
}

/** The same for one notice; null where it went to nobody by name. */
export async function gradesOfNotice(
  tx: EntityManager,
  noticeId: string,
  now: Temporal.Instant,
): Promise<Record<Grade, number> | null> {
  const rows = await tx.query<{ grade: Grade | null; people: number }[]>(
    `select ${gradeSql('$2')} as grade, count(*)::int as people from delivery d where d.notice_id = $1 group by 1`,
    [noticeId, now.toString()],
  );
  if (rows.length === 0) return null;
  const count = (wanted: Grade): number => rows.find(({ grade }) => grade === wanted)?.people ?? 0;
  return Object.fromEntries(grades.map((grade) => [grade, count(grade)])) as Record<Grade, number>;
}

export interface PurposeCounts {
  purpose: string;
  notices: number;
  /** Rows of the ledger: a person counts once for each notice. */
  rows: number;
  grades: Record<Grade, number>;
}

/** What was said to members, by purpose, and how surely they were told. What is only for the team counts nowhere. */
export async function purposesOf(
  tx: EntityManager,
  rolloutId: string,
  now: Temporal.Instant,
): Promise<PurposeCounts[]> {
  const counts = grades.map((grade) => `count(*) filter (where grade = '${grade}')::int as "${grade}"`);
  const rows = await tx.query<({ purpose: string; notices: number; rows: number } & Record<Grade, number>)[]>(
    `select purpose, count(distinct id)::int as notices, count(*)::int as rows, ${counts.join(', ')}
       from (select n.purpose, n.id, ${gradeSql('$2')} as grade
               from notice n join delivery d on d.notice_id = n.id
              where n.rollout_id = $1 and d.account_id is null and n.purpose <> 'team') as graded
      group by purpose order by purpose`,
    [rolloutId, now.toString()],
  );
  return rows.map(({ purpose, notices, rows: all, ...counted }) => ({
    ...{ purpose, notices, rows: all, grades: counted },
  }));
}

export interface NoticeCounts {
  id: string;
  key: string;
  play: string;
  purpose: string;
  subject: string | null;
  createdAt: Date;
  stoppedAt: Date | null;
  states: Partial<Record<DeliveryState, number>>;
  posts: number;
  posted: number;
}

/** Every notice of a rollout, newest first, with what became of its rows; its subject in the community's language. */
export function noticesOf(
  tx: EntityManager,
  communityId: string,
  rolloutId: string,
): Promise<NoticeCounts[]> {
  return tx.query(
    `select n.id, n.key, n.play, n.purpose, coalesce(e.letters -> c.own, e.letters -> 'en') ->> 'subject' as subject,
            n.created_at as "createdAt", n.stopped_at as "stoppedAt",
            coalesce(counted.states, '{}') as states, coalesce(p.posts, 0) as posts, coalesce(p.posted, 0) as posted
       from notice n
       join lateral (
         select lower(split_part(language, '-', 1)) as own from community where id = n.community_id
       ) c on true
       left join lateral (
         select letters from edition where notice_id = n.id order by number desc limit 1
       ) e on true
       left join lateral (
         select jsonb_object_agg(state, rows) as states
           from (select state, count(*)::int as rows from delivery where notice_id = n.id group by state) as by_state
       ) counted on true
       left join lateral (
         select count(*)::int as posts, count(posted_at)::int as posted from post where notice_id = n.id
       ) p on true
      where n.community_id = $1 and n.rollout_id = $2
      order by n.created_at desc, n.key`,
    [communityId, rolloutId],
  );
}

/** Which rows of a notice: those that follow the row `after`, of one state, of one fate. */
export interface Wanted {
  after?: string | null | undefined;
  state?: DeliveryState | undefined;
  fate?: Fate | undefined;
  /** Told for sure, or not; absent: both. */
  proven?: boolean | undefined;
}

export const DELIVERIES_A_PAGE = 200;

export interface DeliveryRow {
  id: string;
  memberId: string | null;
  name: string | null;
  channel: string;
  state: DeliveryState;
  fate: Fate;
  reason: string | null;
  grade: Grade | null;
  notBefore: Date | null;
  acceptedAt: Date | null;
  toldAt: Date | null;
  toldHow: WayToTell | null;
  /** Who told them: a name. */
  toldBy: string | null;
  confirmedAt: Date | null;
}

/**
 * The rows of one notice, 200 at a time: those that follow the row `after`. They stand in the order of their ids: a name
 * may change or be erased between two pages, and nobody may be missed or come twice.
 */
export function deliveriesOf(
  tx: EntityManager,
  noticeId: string,
  now: Temporal.Instant,
  { after, state, fate, proven }: Wanted,
): Promise<DeliveryRow[]> {
  return tx.query(
    `select d.id, d.member_id as "memberId", coalesce(m.display_name, a.name) as name, d.channel, d.state, d.reason,
            ${fateSql} as fate, ${gradeSql('$2')} as grade, d.not_before as "notBefore", d.accepted_at as "acceptedAt",
            d.told_at as "toldAt", d.told_how as "toldHow", d.confirmed_at as "confirmedAt",
            case when d.state = 'told' then coalesce(tm.display_name, ta.name) end as "toldBy"
       from delivery d
       left join member m on m.id = d.member_id
       left join account a on a.id = d.account_id
       left join participation tp on tp.id = d.teller_participation_id
       left join member tm on tm.id = tp.member_id
       left join account ta on ta.id = d.teller_account_id
      where d.notice_id = $1 and ($3::uuid is null or d.id > $3)
        and ($4::text is null or d.state = $4) and ($5::text is null or ${fateSql} = $5)
        and ($6::boolean is null or coalesce(${gradeSql('$2')} <> 'posted only', false) = $6)
      order by d.id limit ${DELIVERIES_A_PAGE}`,
    [noticeId, now.toString(), after ?? null, state ?? null, fate ?? null, proven ?? null],
  );
}

export interface Tally {
  noticeId: string;
  stoppedAt: Date | null;
  /** Accepted by a server (though it may have come back), or told in person. */
  went: number;
  /** Stands on the own page of who has no other way. */
  onPages: number;
  /** Not gone, and will go or be told. */
  waiting: number;
  /** Will not go: stopped, said no, opted out, refused, tried in vain. */
  not: number;
  /** Of these, what a lead stopped and can let go on. */
  stopped: number;
}

/** What became of the notice of one occasion, in people; undefined while nothing was said. */
export async function tallyOf(tx: EntityManager, rolloutId: string, key: string): Promise<Tally | undefined> {
  const [tally] = await tx.query<Tally[]>(
    `select *, people - went - "onPages" - waiting as not from (
       select n.id as "noticeId", n.stopped_at as "stoppedAt", count(d.id)::int as people,
              count(*) filter (where d.state in ('accepted', 'bounced', 'told'))::int as went,
              count(*) filter (where d.state = 'posted')::int as "onPages",
              count(*) filter (where d.state in ('queued', 'sending', 'to tell', 'held')
                or (d.state = 'failed' and d.not_before is not null))::int as waiting,
              count(*) filter (where d.state = 'suppressed' and d.reason = '${STOPPED}')::int as stopped
         from notice n left join delivery d on d.notice_id = n.id
        where n.rollout_id = $1 and n.key = $2 group by n.id
     ) as counted`,
    [rolloutId, key],
  );
  return tally;
}
