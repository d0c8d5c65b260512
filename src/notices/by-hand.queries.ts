import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { ENDED } from './hold.writes.js';
import { LIST_LENGTH, LOOK_DAYS, OFFER_DAYS, type Teller, type ToTell } from './by-hand.rules.js';

type Day = Temporal.PlainDate;

/** Who chose "I'll look here" and did not say that they read it, is told in person where the play allows. */
export async function letLookersJoin(
  tx: EntityManager,
  rolloutId: string,
  now: Temporal.Instant,
): Promise<void> {
  await tx.query(
    `update delivery d set state = 'to tell', channel = 'by hand', reason = 'not read on the own page',
        tried = d.tried || jsonb_build_array(jsonb_build_object(
          'channel', d.channel, 'state', d.state, 'reason', 'not read on the own page', 'at', $2::text))
       from notice n
      where n.id = d.notice_id and n.by_hand and ${ENDED} is null and d.rollout_id = $1 and d.state = 'posted'
        and d.member_id is not null and d.confirmed_at is null and d.created_at <= $3`,
    [rolloutId, now.toString(), now.subtract({ hours: 24 * LOOK_DAYS }).toString()],
  );
}

/**
 * Takes rows back that were in somebody's list for 3 days, or whose teller has left, was deleted, stepped back or leads
 * no more; who had them is remembered.
 */
export async function takeBack(tx: EntityManager, rolloutId: string, today: Day): Promise<void> {
  await tx.query(
    `update delivery set offered_to = array_remove(
              array_append(offered_to, coalesce(teller_participation_id, teller_account_id)), null),
            teller_participation_id = null, teller_account_id = null, shown_on = null
      where rollout_id = $1 and state = 'to tell' and (shown_on <= $2
        or (teller_account_id is not null and not exists (
          select from account a where a.id = teller_account_id and a.left_at is null and a.role in ('lead', 'admin')))
        or (teller_participation_id is not null and not exists (
          select from participation p join member m on m.id = p.member_id and m.gone is null and m.erased_at is null
           where p.id = teller_participation_id and p.advocate)))`,
    [rolloutId, today.subtract({ days: OFFER_DAYS }).toString()],
  );
}

/** Whoever waits to be told, in somebody's list or in none. */
export async function openRows(tx: EntityManager, rolloutId: string): Promise<string[]> {
  const open = await tx.query<{ id: string }[]>(
    `select id from delivery where rollout_id = $1 and state = 'to tell'`,
    [rolloutId],
  );
  return open.map(({ id }) => id);
}

export async function closeRows(tx: EntityManager, closed: { id: string; reason: string }[]): Promise<void> {
  if (closed.length === 0) return;
  await tx.query(
    `update delivery set state = 'suppressed', reason = closed.reason
       from unnest($1::uuid[], $2::text[]) as closed (id, reason) where delivery.id = closed.id`,
    [closed.map(({ id }) => id), closed.map(({ reason }) => reason)],
  );
}

/** Nobody has these yet; what is essential first, of it what is of use for the shortest time, then what waits longest. */
export function waitingToBeTold(tx: EntityManager, rolloutId: string): Promise<ToTell[]> {
  return tx.query(
    `select d.id, d.member_id as "memberId", p.advocate_id as helper, coalesce(m.language, c.language) as language,
            d.offered_to as "offeredTo",
            (select coalesce(o.teller_participation_id, o.teller_account_id) from delivery o
              where o.member_id = d.member_id and o.rollout_id = d.rollout_id and o.state = 'to tell'
                and coalesce(o.teller_participation_id, o.teller_account_id) is not null
              order by o.shown_on desc nulls last, o.id limit 1) as "alsoWith",
            array(select place_id from member_place where member_id = d.member_id) as places
       from delivery d
       join notice n on n.id = d.notice_id
       left join edition e on e.notice_id = d.notice_id and e.number = d.edition
       join member m on m.id = d.member_id
       join community c on c.id = d.community_id
       left join participation p on p.member_id = d.member_id and p.rollout_id = d.rollout_id
      where d.rollout_id = $1 and d.state = 'to tell'
        and d.teller_participation_id is null and d.teller_account_id is null
      order by n.purpose <> 'essential', e.useful_until nulls last, d.created_at, m.display_name, d.id`,
    [rolloutId],
  );
}

/** What somebody was shown today ($2) in the community ($3) and tried in vain: it has left their list, and counts. */
const IN_VAIN = `with in_vain as materialized (
  select d.id, e ->> 'by' as by from delivery d, jsonb_array_elements(d.tried) e
   where d.community_id = $3 and cardinality(d.offered_to) > 0 and e ->> 'shownOn' = $2::date::text)`;

/**
 * What their list still takes: open rows count, and what they were shown today ($2), done or not.
 * @param theirs joins `delivery d` with what is in their list
 * @param by which ids are theirs
 */
const room = (theirs: string, by: string): string => `greatest(0, ${LIST_LENGTH} - (
  select count(*) from (
    select d.id from delivery d ${theirs} and (d.state = 'to tell' or d.shown_on = $2)
    union select id from in_vain where by in (${by})) shown))::int as room`;

/** Advocates of the rollout and leads of its community, with the room that their lists have today. */
export async function tellers(
  tx: EntityManager,
  rolloutId: string,
  communityId: string,
  today: Day,
): Promise<Teller[]> {
  const advocates = await tx.query<Teller[]>(
    `${IN_VAIN}
     select p.id, false as lead, p.member_id as "memberId", coalesce(m.language, c.language) as language,
            array(select place_id from member_place where member_id = p.member_id) as places,
            ${room(
              `join participation t on t.id = d.teller_participation_id where t.member_id = p.member_id`,
              'select id::text from participation where member_id = p.member_id',
            )}
       from participation p
       join member m on m.id = p.member_id
       join community c on c.id = p.community_id
      where p.rollout_id = $1 and p.advocate and m.gone is null and m.erased_at is null
      order by m.display_name, p.id`,
    [rolloutId, today.toString(), communityId],
  );
  const leads = await tx.query<Teller[]>(
    `${IN_VAIN}
     select a.id, true as lead, null as "memberId", null as language, '{}'::uuid[] as places,
            ${room(`where d.teller_account_id = a.id`, 'select a.id::text')}
       from account a
      where a.community_id = $1 and a.role in ('lead', 'admin') and a.left_at is null
      order by a.created_at, a.name, a.id`,
    [communityId, today.toString(), communityId],
  );
  return [...advocates, ...leads];
}

export async function handOut(
  tx: EntityManager,
  given: { id: string; teller: Teller }[],
  today: Day,
): Promise<void> {
  if (given.length === 0) return;
  await tx.query(
    `update delivery set teller_participation_id = given.advocate, teller_account_id = given.lead, shown_on = $4
       from unnest($1::uuid[], $2::uuid[], $3::uuid[]) as given (id, advocate, lead) where delivery.id = given.id`,
    [
      given.map(({ id }) => id),
      given.map(({ teller }) => (teller.lead ? null : teller.id)),
      given.map(({ teller }) => (teller.lead ? teller.id : null)),
      today.toString(),
    ],
  );
}

export interface OpenRow {
  id: string;
  offered_to: string[];
  attempts: number;
  shown_on: string | null;
  teller: string | null;
}

/** Of which lists, which part: `where` is SQL over `delivery d` with `params` from $1. */
export interface Part {
  where: string;
  params: unknown[];
  most: number;
  skip?: number;
  /** What was in somebody's list in vain comes first: leads look at it. */
  overdueFirst?: boolean;
}

/** Who waits to be told, longest in a list first. */
export function openCards(
  tx: EntityManager,
  { where, params, most, skip = 0, overdueFirst = false }: Part,
): Promise<OpenRow[]> {
  return tx.query<OpenRow[]>(
    `select d.id, d.offered_to, d.attempts, d.shown_on, coalesce(m.display_name, a.name) as teller
       from delivery d
       left join participation p on p.id = d.teller_participation_id
       left join member m on m.id = p.member_id
       left join account a on a.id = d.teller_account_id
       join member named on named.id = d.member_id
      where d.state = 'to tell' and d.member_id is not null and ${where}
      order by ${overdueFirst ? 'cardinality(d.offered_to) = 0, ' : ''}
               d.shown_on nulls last, d.created_at, named.display_name, d.id
      limit ${most} offset ${skip}`,
    params,
  );
}

/** Who waits in a rollout, in people; of them, who is in nobody's list, and whom somebody had for 3 days or tried in vain. */
export interface Waiting {
  people: number;
  nobodys: number;
  overdue: number;
}

export async function waitingIn(
  tx: EntityManager,
  communityId: string,
  rolloutId: string,
  accountId: string | null,
): Promise<Waiting> {
  const [row] = await tx.query<[Waiting]>(
    `select count(*)::int as people, count(*) filter (where cardinality(offered_to) > 0)::int as overdue,
            count(*) filter (where teller_participation_id is null and teller_account_id is null)::int as nobodys
       from delivery
      where state = 'to tell' and member_id is not null and community_id = $1 and rollout_id = $2
        and ($3::uuid is null or teller_account_id = $3)`,
    [communityId, rolloutId, accountId],
  );
  return row;
}

/** How many people wait for the end of a pause to be told in person. */
export async function heldByHand(tx: EntityManager, rolloutId: string): Promise<number> {
  const [{ people }] = await tx.query<[{ people: number }]>(
    `select count(distinct member_id)::int as people from delivery
      where rollout_id = $1 and state = 'held' and channel = 'by hand'`,
    [rolloutId],
  );
  return people;
}
