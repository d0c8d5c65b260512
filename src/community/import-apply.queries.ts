import type { EntityManager } from 'typeorm';

interface Applied {
  importId: string;
  communityId: string;
  placeId: string | null;
  today: string;
  /** ISO moment. */
  now: string;
}

/** A lead's word, or what happens without one: likely duplicates become people of their own, phone-book names wait. */
const WORD = `coalesce(v.decision, case v.verdict when 'likely-duplicate' then 'add' when 'phone-book' then 'leave-out' end)`;

/**
 * Every row that gets a row of its own in the roster, with whom it doubles. Rows decided to be "the same" get one
 * too, marked as a duplicate: so the same file, read again, finds them and changes nothing.
 */
const FRESH = `
  create temporary table fresh on commit drop as
  select r.*, case when ${WORD} = 'same' then coalesce(v.member_id, twin_verdict.member_id, twin.member_id) end as double_of
    from import_row r
    left join import_verdict v on v.import_id = r.import_id and v.number = r.number
    left join import_row twin on twin.import_id = r.import_id and twin.number = v.other_number
    left join import_verdict twin_verdict on twin_verdict.import_id = r.import_id and twin_verdict.number = v.other_number
      and (twin_verdict.verdict in ('update', 'skip') or twin_verdict.decision = 'same')
   where r.import_id = $1 and (v.number is null or v.verdict in ('likely-duplicate', 'phone-book') and ${WORD} <> 'leave-out')`;

const MEMBERS = `
  insert into member (id, community_id, display_name, language, time_zone, last_seen_on, source, phonebook, added_on, gone, gone_on, duplicate_of)
  select member_id, $1, display_name, language, time_zone, last_seen_on, 'file', phonebook, $2::date,
    case when double_of is not null then 'duplicate' end, case when double_of is not null then $2::date end, double_of
    from fresh order by double_of is not null`;

const CHANNELS = `
  insert into member_channel (community_id, member_id, kind, sealed, lookup, preferred, state, created_at)
  select $1, member_id, 'email', email_sealed, email_lookup, true, 'good', $2::timestamptz
    from fresh where email_lookup is not null`;

const PLACES = `
  insert into member_place (member_id, place_id, handle_sealed, handle_lookup, last_seen_on)
  select member_id, $1::uuid, handle_sealed, handle_lookup, last_seen_on from fresh`;

/** What rows add to people who are there: of several rows for one person the latest day and the first of the rest. */
const NEWS = `
  create temporary table news on commit drop as
  select distinct on (target) target, language, time_zone, email_sealed, email_lookup, handle_sealed, handle_lookup,
    max(last_seen_on) over (partition by target) as last_seen_on
    from (
      select v.member_id as target, r.* from import_verdict v join import_row r using (import_id, number)
       where v.import_id = $1 and v.verdict = 'update'
      union all
      select double_of, r.* from fresh join import_row r using (import_id, number) where double_of is not null
    ) told order by target, number`;

const NEWS_STEPS = [
  `update member m set language = coalesce(m.language, n.language), time_zone = coalesce(m.time_zone, n.time_zone),
     last_seen_on = greatest(m.last_seen_on, n.last_seen_on)
    from news n where m.id = n.target`,
  // Somebody who has an address keeps it as the preferred one.
  `insert into member_channel (community_id, member_id, kind, sealed, lookup, preferred, state, created_at)
   select $1, target, 'email', email_sealed, email_lookup,
     not exists (select from member_channel c where c.member_id = n.target and c.kind = 'email' and c.state <> 'dead'), 'good', $2::timestamptz
     from news n where email_lookup is not null
      and not exists (select from member_channel c where c.member_id = n.target and c.lookup = n.email_lookup)`,
];

const NEWS_PLACES = `
  insert into member_place as p (member_id, place_id, handle_sealed, handle_lookup, last_seen_on)
  select target, $1::uuid, handle_sealed, handle_lookup, last_seen_on from news
  on conflict (member_id, place_id) do update set
    handle_sealed = coalesce(p.handle_sealed, excluded.handle_sealed),
    handle_lookup = coalesce(p.handle_lookup, excluded.handle_lookup),
    last_seen_on = greatest(p.last_seen_on, excluded.last_seen_on)`;

/** Makes the roster what the verdicts say, whatever the number of rows in a handful of statements. */
export async function apply(
  tx: EntityManager,
  { importId, communityId, placeId, today, now }: Applied,
): Promise<void> {
  await tx.query(FRESH, [importId]);
  await tx.query(MEMBERS, [communityId, today]);
  await tx.query(CHANNELS, [communityId, now]);
  if (placeId) await tx.query(PLACES, [placeId]);
  await tx.query(NEWS, [importId]);
  await tx.query(NEWS_STEPS[0]!);
  await tx.query(NEWS_STEPS[1]!, [communityId, now]);
  if (placeId) await tx.query(NEWS_PLACES, [placeId]);
  await tx.query('drop table fresh, news');
  // What waited has arrived or was left out; only bad rows stay, to be corrected.
  await tx.query('delete from import_row where import_id = $1', [importId]);
  await tx.query(`delete from import_verdict where import_id = $1 and verdict <> 'bad'`, [importId]);
}
