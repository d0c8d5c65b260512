import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';

/**
 * Brings the baseline in line with what is known until now, in one statement: whoever was active in the old place
 * from the window's first day ($2) until the day before day 0 ($3), whoever was last seen there since the window began,
 * whoever came by themselves since day 0, and, marked as assumed, whoever nothing is known of. What was reported
 * since day 0 tells of the window only where the window itself was reported too. Corrections of a lead stay as they are.
 */
const refreshed = `
  with covered as (
    select exists (select from activity
                    where rollout_id = $1 and side = 'source' and day >= $2::date and day < $3::date) as before
  ), active as (
    select distinct participation_id from activity
     where rollout_id = $1 and side = 'source' and day >= $2::date and day < $3::date
  ), last_day as materialized (
    select p.id, m.source = 'join' and m.added_on >= $3::date as joined,
           greatest(m.last_seen_on, (
             select max(mp.last_seen_on) from member_place mp
             join rollout_place rp on rp.place_id = mp.place_id and rp.side = 'source' and rp.rollout_id = $1
             where mp.member_id = p.member_id
           )) as seen,
           exists (select from activity a where a.participation_id = p.id and a.side = 'source'
                    and (a.day < $3::date or covered.before)) as reported
    from covered, participation p join member m on m.id = p.member_id
    where p.rollout_id = $1 and m.gone is null and m.erased_at is null
  ), counted as (
    select l.id, case
        when a.participation_id is not null then 'activity'
        when l.seen >= $2::date and (l.seen < $3::date or not l.reported) then 'last seen'
        when l.joined then 'joined'
        when l.seen is null and not l.reported then 'assumed'
      end as evidence
    from last_day l left join active a on a.participation_id = l.id
  ), dropped as (
    delete from baseline_member b using counted c
    where b.participation_id = c.id and c.evidence is null
      and b.evidence <> 'corrected' and b.taken_out_on is null
  )
  insert into baseline_member as b (participation_id, rollout_id, evidence)
  select id, $1, evidence from counted where evidence is not null
  on conflict (participation_id) do update set evidence = excluded.evidence
    where b.evidence <> excluded.evidence and b.evidence <> 'corrected'`;

export async function refreshBaseline(
  tx: EntityManager,
  rolloutId: string,
  from: Temporal.PlainDate,
  startsOn: Temporal.PlainDate,
): Promise<void> {
  await tx.query(refreshed, [rolloutId, from.toString(), startsOn.toString()]);
}

/** Who was taken out of the baseline and why: corrected by a lead, or gone from the community. */
export function takenOut(
  tx: EntityManager,
  rolloutId: string,
): Promise<{ reason: 'corrected' | 'deceased' | 'duplicate' | 'departed'; people: number }[]> {
  return tx.query(
    `select coalesce(m.gone, 'corrected') as reason, count(*)::int as people
     from baseline_member b
     join participation p on p.id = b.participation_id join member m on m.id = p.member_id
     where b.rollout_id = $1 and (b.taken_out_on is not null or m.gone is not null)
     group by 1 order by 2 desc, 1`,
    [rolloutId],
  );
}
