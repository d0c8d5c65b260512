import type { EntityManager } from 'typeorm';
import type { Audience, Posting, Saying, Spoken, TeamSaying } from './saying.js';

/**
 * A handful of statements for any number of people. Each row starts on the member's preferred good channel: an
 * address is queued, a person is to be told, "I'll look here" waits on the own page. Who has no channel is told in
 * person if the play is one of those, and else finds it on the own page.
 * @returns how many rows are new
 */
export async function writeRows(tx: EntityManager, noticeId: string, saying: Saying): Promise<number> {
  await gather(tx, saying.to);
  const [{ told }] = await tx.query<[{ told: number }]>(
    `with added as (
       insert into delivery (notice_id, community_id, rollout_id, member_id, channel, state, created_at, not_before)
       select $1, $2, $3, member_id, channel,
              case channel when 'email' then 'queued' when 'by hand' then 'to tell' else 'posted' end,
              $4::timestamptz,
              case channel when 'email' then $4::timestamptz + $5::float8 * spread * interval '1 minute' end
         from (
           select m.id as member_id,
                  (hashtextextended(m.id::text, 0) & 65535) / 65536.0 as spread,
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
      noticeId,
      saying.rollout.communityId,
      saying.rollout.id,
      saying.now.toString(),
      saying.atOnce ? 0 : (saying.jitterMinutes ?? 30),
      saying.byHand,
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
export async function writeTeamRows(tx: EntityManager, noticeId: string, saying: TeamSaying): Promise<void> {
  await tx.query(
    `insert into delivery (notice_id, community_id, rollout_id, account_id, channel, state, created_at, not_before)
     select $1, $2, $3, id,
            case when email_sealed is null then 'own page' else 'email' end,
            case when email_sealed is null then 'posted' else 'queued' end,
            $4::timestamptz,
            case when email_sealed is not null then $4::timestamptz end
       from account
      where community_id = $2 and left_at is null
        and (case when $5::uuid[] is null then role in ('lead', 'admin') else id = any ($5) end)
     on conflict (notice_id, account_id) do nothing`,
    [noticeId, saying.communityId, saying.rollout.id, saying.now.toString(), saying.accountIds ?? null],
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
