import type { EntityManager } from 'typeorm';
import type { Verdict } from './import.entity.js';

interface Where {
  importId: string;
  communityId: string;
  placeId: string | null;
  /** "2026-01-05" in the community's zone. */
  today: string;
}

/** Rows of the file that say nothing but a name. */
const NAME_ONLY = 'r.email_lookup is null and r.handle_lookup is null';
const IN_PLACE = `case when $3::uuid is null then not exists (select from member_place p where p.member_id = m.id)
  else exists (select from member_place p where p.member_id = m.id and p.place_id = $3) end`;
const INSERT = 'insert into import_verdict (import_id, number, verdict, member_id, other_number, reasons)';
const FIRST_WINS = 'on conflict (import_id, number) do nothing';
const reason = (field: string, message: string): string =>
  `jsonb_build_array(jsonb_build_object('field', '${field}', 'message', ${message}))`;
const because = (field: string, message: string): string => reason(field, `'${message}'`);

/**
 * In order: what an earlier step said about a row stands.
 * $1 import, $2 community, $3 place or null, $4 today.
 */
const STEPS = [
  // 1. Surely known: same name and address; same name or address and same handle in this place; where the
  // file has nothing but names, the first "Maria" of the file is the first Maria of the place, and so on.
  `with hit as (
     select r.number, m.id, 1 as rank from import_row r
       join member_channel c on c.community_id = $2 and c.lookup = r.email_lookup
       join member m on m.id = c.member_id and m.erased_at is null and lower(m.display_name) = lower(r.display_name)
      where r.import_id = $1
     union all
     select r.number, m.id, 2 from import_row r
       join member_place p on p.place_id = $3 and p.handle_lookup = r.handle_lookup
       join member m on m.id = p.member_id and m.erased_at is null
        and (lower(m.display_name) = lower(r.display_name)
          or exists (select from member_channel c where c.member_id = m.id and c.lookup = r.email_lookup))
      where r.import_id = $1
     union all
     select r.number, m.id, 3 from
       (select r.number, lower(r.display_name) as name, row_number() over (partition by lower(r.display_name) order by r.number) as nth
          from import_row r where r.import_id = $1 and ${NAME_ONLY}) r
       join (select m.id, lower(m.display_name) as name, row_number() over (partition by lower(m.display_name) order by m.added_on, m.id) as nth
          from member m where m.community_id = $2 and m.erased_at is null and ${IN_PLACE}) m using (name, nth)
   ), known as (select distinct on (number) number, id from hit order by number, rank, id),
   news as (
     select k.number, m.id, m.gone, to_jsonb(array_remove(array[
         case when r.email_lookup is not null and not exists
           (select from member_channel c where c.member_id = m.id and c.lookup = r.email_lookup) then 'email' end,
         case when m.language is null and r.language is not null then 'language' end,
         case when m.time_zone is null and r.time_zone is not null then 'time zone' end,
         case when r.last_seen_on > coalesce(m.last_seen_on, '-infinity') then 'last seen' end,
         case when $3::uuid is not null and p.member_id is null then 'place' end,
         case when p.handle_lookup is null and r.handle_lookup is not null then 'handle' end], null)) as fields
       from known k join import_row r on r.import_id = $1 and r.number = k.number
       join member m on m.id = k.id
       left join member_place p on p.member_id = m.id and p.place_id = $3
   )
   ${INSERT}
   select $1, number, case when gone is null and fields <> '[]' then 'update' else 'skip' end, id, null,
     case when gone is not null then ${because('name', 'Is in the roster, and marked as no longer here')}
       when fields = '[]' then ${because('name', 'Is in the roster; nothing new')}
       else (select jsonb_agg(jsonb_build_object('field', field, 'message', 'New for somebody who is in the roster'))
               from jsonb_array_elements_text(fields) field) end
     from news ${FIRST_WINS}`,

  // 2. Who was erased is not brought back by a file.
  `${INSERT}
   select $1, r.number, 'skip', null, null, ${because('name', 'Asked to be removed. They may join by themselves')}
     from import_row r
    where r.import_id = $1 and exists (select from erasure_mark e where e.community_id = $2 and e.expires_on > $4::date
      and e.hash in (r.email_lookup, r.handle_lookup, r.name_lookup)) ${FIRST_WINS}`,

  // 3. A name from somebody's phone book waits until it is accepted.
  `${INSERT}
   select $1, r.number, 'phone-book', null, null, ${because('name', 'This name comes from a phone book. Accept it, or leave it out')}
     from import_row r where r.import_id = $1 and r.phonebook ${FIRST_WINS}`,

  // 4. The same within the file, by address and by handle; the same name as well is the same row twice.
  ...(['email', 'handle'] as const).map(
    (channel) => `with twice as (
       select ${channel}_lookup as lookup, min(number) as first from import_row
        where import_id = $1 and ${channel}_lookup is not null group by 1 having count(*) > 1
     ), twin as (
       select r.number, t.first, lower(r.display_name) as name, t.lookup,
         min(r.number) over (partition by t.lookup, lower(r.display_name), r.email_lookup) as same
         from twice t join import_row r on r.import_id = $1 and r.${channel}_lookup = t.lookup
     )
     ${INSERT}
     select $1, number, case when same < number then 'skip' else 'likely-duplicate' end, null,
       case when same < number then same else first end,
       case when same < number then ${reason('row', "'The same as row ' || same")}
         else ${reason(channel, `'Has the same ${channel === 'email' ? 'address' : 'handle'} as row ' || first`)} end
       from twin where number > first ${FIRST_WINS}`,
  ),
  `with twin as (
     select r.number, min(r.number) over (partition by lower(r.display_name)) as first
       from import_row r where r.import_id = $1 and ${NAME_ONLY}
        and r.name_lookup in (select name_lookup from import_row where import_id = $1 and name_lookup is not null
                               group by 1 having count(*) > 1)
   )
   ${INSERT}
   select $1, number, 'likely-duplicate', null, first, ${reason('name', "'Has the same name as row ' || first || ', and nothing tells them apart'")}
     from twin where number > first ${FIRST_WINS}`,

  // 5. Like somebody in the roster: shown, never joined without a lead's word. A name alone counts only where
  // one of the two has nothing else.
  `with like_somebody as (
     select r.number, m.id, 1 as rank, 'handle' as field, 'The same handle as somebody in the roster with another name' as message
       from import_row r join member_place p on p.place_id = $3 and p.handle_lookup = r.handle_lookup
       join member m on m.id = p.member_id and m.erased_at is null where r.import_id = $1
     union all
     select r.number, m.id, 2, 'email', 'The same address as somebody in the roster with another name'
       from import_row r join member_channel c on c.community_id = $2 and c.lookup = r.email_lookup
       join member m on m.id = c.member_id and m.erased_at is null where r.import_id = $1
     union all
     select r.number, m.id, 3, 'name', 'The same name as somebody in the roster'
       from import_row r join member m on m.community_id = $2 and m.erased_at is null and m.gone is null
        and lower(m.display_name) collate "C" = lower(r.display_name) collate "C"
      where r.import_id = $1 and ((${NAME_ONLY})
        or not exists (select from member_channel c where c.member_id = m.id and c.lookup is not null)
       and not exists (select from member_place p where p.member_id = m.id and p.handle_lookup is not null))
   )
   ${INSERT}
   select distinct on (number) $1, number, 'likely-duplicate', id, null,
     jsonb_build_array(jsonb_build_object('field', field, 'message', message))
     from like_somebody order by number, rank, id ${FIRST_WINS}`,
];

/**
 * Says about each staged row what would become of it, and counts. Repeating it is safe: decisions of leads stand,
 * everything else is found anew from the roster as it is now.
 */
export async function judge(tx: EntityManager, where: Where): Promise<Partial<Record<Verdict, number>>> {
  const { importId, communityId, placeId, today } = where;
  await tx.query(`set local work_mem = '64MB'`);
  await tx.query(
    `delete from import_verdict where import_id = $1 and verdict <> 'bad' and decision is null`,
    [importId],
  );
  for (const step of STEPS) {
    const all = [importId, communityId, placeId, today];
    // A statement takes exactly the parameters that it names.
    await tx.query(
      withOwn(step),
      all.filter((_, at) => step.includes(`$${at + 1}`)),
    );
  }
  return countVerdicts(tx, importId);
}

async function countVerdicts(tx: EntityManager, importId: string): Promise<Partial<Record<Verdict, number>>> {
  const rows = await tx.query<{ verdict: Verdict; n: number }[]>(
    `select verdict, count(*)::int as n from import_verdict where import_id = $1 group by verdict
     union all select 'create', count(*)::int from import_row r where import_id = $1
       and not exists (select from import_verdict v where v.import_id = $1 and v.number = r.number)`,
    [importId],
  );
  return Object.fromEntries(rows.map(({ verdict, n }) => [verdict, n]));
}

/** $1, $2, $4 → $1, $2, $3, where $3 is not used. */
function withOwn(sql: string): string {
  const used = [1, 2, 3, 4].filter((at) => sql.includes(`$${at}`));
  return sql.replace(/\$(\d)/g, (_, at: string) => `$${used.indexOf(Number(at)) + 1}`);
}
