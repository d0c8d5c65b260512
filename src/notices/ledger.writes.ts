import type { EntityManager } from 'typeorm';
import {
  JITTER_MINUTES,
  type Audience,
  type Posting,
  type Saying,
  type Spoken,
  type TeamSaying,
} from './saying.js';

/** What a row says: a notice, in the words of one of its editions. */
export interface Worded {
  noticeId: string;
  edition: number;
}

/** The number of the edition with these words: the newest where nothing has changed, else another. */
export async function editionOf(
  tx: EntityManager,
  noticeId: string,
  saying: Pick<Saying, 'rollout' | 'letters' | 'usefulUntil' | 'now'> | TeamSaying,
): Promise<number> {
  const [edition] = await tx.query<{ number: number }[]>(
    `with said as (
       select coalesce((select responsible_name from community where id = $2), '') as name,
              (select max(number) from stored_version where rollout_id = $6) as stored
     ), newest as (
       select * from edition where notice_id = $1 order by number desc limit 1
     ), another as (
       insert into edition (notice_id, number, letters, useful_until, signed_by, created_at, stored)
       select $1, coalesce((select number from newest), 0) + 1, $3, $4, said.name, $5, said.stored from said
        where not exists (select from newest
          where letters = $3 and useful_until is not distinct from $4 and signed_by = said.name
            and stored is not distinct from said.stored)
       returning number
     )
     select number from another union all select number from newest order by number desc limit 1`,
    [
      noticeId,
      saying.rollout.communityId,
      JSON.stringify(saying.letters),
      'usefulUntil' in saying ? (saying.usefulUntil?.toString() ?? null) : null,
      saying.now.toString(),
      saying.rollout.id,
    ],
  );
  return edition!.number;
}

/**
 * A handful of statements for any number of people. Each row starts on the member's preferred good channel: an
 * address is queued, a person is to be told, "I'll look here" waits on the own page. Who has no channel is told in
 * person if the play is one of those, and else finds it on the own page. Who is first differs from notice to notice.
 * @returns how many rows are new
 */
export async function writeRows(tx: EntityManager, what: Worded, saying: Saying): Promise<number> {
  await gather(tx, saying.to);
  const [{ told }] = await tx.query<[{ told: number }]>(
    `with added as (
       insert into delivery (notice_id, edition, community_id, rollout_id, member_id, channel, state, created_at, not_before)
       select $1, $7, $2, $3, member_id, channel,
              case channel when 'email' then 'queued' when 'by hand' then 'to tell' else 'posted' end,
              $4::timestamptz,
              case channel when 'email' then $4::timestamptz + $5::float8 * spread * interval '1 minute' end
         from (
           select m.id as member_id,
                  (hashtextextended(m.display_name || $8, 0) & 65535) / 65536.0 as spread,
                  case when c.kind = 'email' then 'email'
                       when $6 and c.kind is distinct from 'own-page' then 'by hand'
                       else 'own page' end as channel
             from audience
             join member m on m.id = audience.member_id
             left join lateral (
               select kind from member_channel
                where member_id = m.id and state = 'good'
                order by preferred desc, kind = 'email' desc limit 1
             ) c on true
            where m.community_id = $2 and m.gone is null and m.erased_at is null
         ) as person
       on conflict (notice_id, member_id) do nothing
       returning 1
     )
     select count(*)::int as told from added`,
    [
      what.noticeId,
      saying.rollout.communityId,
      saying.rollout.id,
      saying.now.toString(),
      saying.atOnce ? 0 : (saying.jitterMinutes ?? JITTER_MINUTES),
      saying.byHand,
      what.edition,
      `${saying.play} ${saying.now.toString()}`,
    ],
  );
  await tx.query('drop table audience');
  return told;
}

/**
 * Counted by `analyze`, because right after an import the planner knows nothing of the roster: it would compare
 * everybody with everybody.
 */
async function gather(tx: EntityManager, to: Audience): Promise<void> {
  const { sql, params } = Array.isArray(to)
    ? { sql: 'select unnest($1::uuid[]) as member_id', params: [to] }
    : to;
  await tx.query('create temporary table audience (member_id uuid primary key) on commit drop');
  await tx.query(
    `insert into audience select member_id from (${sql}) as named where member_id is not null on conflict do nothing`,
    params,
  );
  await tx.query('analyze audience');
}

/** Leads without an address find it on the overview. */
export async function writeTeamRows(tx: EntityManager, what: Worded, saying: TeamSaying): Promise<void> {
  await tx.query(
    `insert into delivery (notice_id, edition, community_id, rollout_id, account_id, channel, state, created_at, not_before)
     select $1, $6, $2, $3, id,
            case when email_sealed is null then 'own page' else 'email' end,
            case when email_sealed is null then 'posted' else 'queued' end,
            $4::timestamptz,
            case when email_sealed is not null then $4::timestamptz end
       from account
      where community_id = $2 and left_at is null
        and (case when $5::uuid[] is null then role in ('lead', 'admin') else id = any ($5) end)
     on conflict (notice_id, account_id) do nothing`,
    [
      what.noticeId,
      saying.communityId,
      saying.rollout.id,
      saying.now.toString(),
      saying.accountIds ?? null,
      what.edition,
    ],
  );
}

export async function writePosts(
  tx: EntityManager,
  noticeId: string,
  rollout: Spoken,
  { placeIds, text, on }: Posting,
): Promise<void> {
  await tx.query(
    `insert into post (notice_id, community_id, rollout_id, place_id, owner, due_on, short, long)
     select $1, $2, $3, id, caretaker, $4, $5, $6
       from place where id = any ($7::uuid[]) and community_id = $2
     on conflict (notice_id, place_id) do nothing`,
    [noticeId, rollout.communityId, rollout.id, on.toString(), text.short, text.long, placeIds],
  );
}
