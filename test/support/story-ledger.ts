import type { DataSource } from 'typeorm';
import type { OwnAct } from './story-acts.js';
import type { Received } from './story-mail.js';

/** What the receiving server and people's hands know, beside the ledger that believes things. */
export async function layBeside(
  db: DataSource,
  roster: { memberId: string; silent: boolean }[],
  received: Received[],
  acts: OwnAct[],
): Promise<void> {
  await db.query(`
    create table story_roster (member_id uuid primary key, silent boolean);
    create table story_mail (
      message_id text, delivery_id uuid, member_id uuid, at timestamptz, returned boolean, token text);
    create table story_act (token text, path text, at timestamptz)`);
  const fill = (table: string, rows: object[]): Promise<unknown> =>
    db.query(`insert into ${table} select * from jsonb_populate_recordset(null::${table}, $1::jsonb)`, [
      JSON.stringify(rows),
    ]);
  await fill(
    'story_roster',
    roster.map(({ memberId, silent }) => ({ member_id: memberId, silent })),
  );
  await fill(
    'story_mail',
    received.map(({ messageId, deliveryId, memberId, at, returned, token }) => ({
      ...{ message_id: messageId, delivery_id: deliveryId, member_id: memberId },
      ...{ at: at.toString(), returned, token },
    })),
  );
  await fill(
    'story_act',
    acts.map(({ token, path, at }) => ({ token, path, at: at.toString() })),
  );
}

/** A message to a member as it came first, with what the ledger calls it; what came back never came. */
const mail = `
  select distinct on (a.message_id) a.member_id, a.at, a.message_id, n.key, n.play, n.purpose, n.at_once,
         coalesce(m.time_zone, 'Europe/Berlin') as zone
    from story_mail a join member m on m.id = a.member_id
    join delivery d on d.id = a.delivery_id join notice n on n.id = d.notice_id
   where not a.returned order by a.message_id, a.at`;

/** What a member did on their own page, after which something must not come any more. */
const act = `
  select distinct a.path, a.at, t.member_id from story_act a
    join (select distinct token, member_id from story_mail) t on t.token = a.token`;

/** One row for each break of the promise; so every answer should be empty. */
export const promises: Record<string, string> = {
  'every member of the roster has exactly one row for the announcement, and one for its correction': `
    select r.member_id, k.key, count(d.id) from story_roster r
      cross join (values ('sunset.announcement/r1'), ('sunset.announcement/r1/2')) k (key)
      left join (delivery d join notice n on n.id = d.notice_id) on d.member_id = r.member_id and n.key = k.key
     group by r.member_id, k.key having count(d.id) <> 1`,
  'nobody told by hand has got the same by mail': `
    select d.id from delivery d join story_mail a on a.delivery_id = d.id
     where d.state = 'told' and not a.returned`,
  'every row that says accepted arrived': `
    select n.key, d.state, d.channel, d.reason from delivery d join notice n on n.id = d.notice_id
     where d.state = 'accepted' and d.member_id is not null
       and not exists (select from story_mail a where a.message_id = d.message_id and not a.returned)`,
  'everything that arrived stands in the ledger as accepted': `
    select a.message_id, d.state, d.channel from story_mail a left join delivery d on d.message_id = a.message_id
     where not a.returned and d.state is distinct from 'accepted'`,
  'what came back stands in the ledger as come back': `
    select a.message_id, d.state, d.channel, d.tried from story_mail a left join delivery d on d.id = a.delivery_id
     where a.returned and not (d.state = 'bounced' or d.tried @> '[{"state": "bounced"}]') `,
  'no reminder of a survey after an answer to it': `
    select a.key, a.at from (${mail}) a join (${act}) b on b.member_id = a.member_id and b.at < a.at
      join survey_round r on starts_with(b.path, '/survey/' || r.id) join survey s on s.id = r.survey_id
     where a.key like s.name || '.survey/' || r.number || '/reminder'`,
  'no nudge after coming in': `
    select a.key, a.at from (${mail}) a join (${act}) b on b.member_id = a.member_id and b.at < a.at
     where a.play = 'launch.nudge' and b.path = '/in'`,
  'no reminder of their things to who has them': `
    select a.key, a.at from (${mail}) a join (${act}) b on b.member_id = a.member_id and b.at < a.at
     where a.play = 'sunset.export-reminder' and b.path = '/things'`,
  'nobody who would rather not hears more than what they would be wronged by not knowing': `
    select a.key, a.at from (${mail}) a join (${act}) b on b.member_id = a.member_id and b.at < a.at
     where b.path = '/rather-not' and a.play not in ('sunset.announcement', 'sunset.decision', 'charter.changed')
       and not (a.play = 'sunset.notice' and a.key like '%/T-7')
    union all
    select n.key, d.told_at from delivery d join notice n on n.id = d.notice_id
      join participation p on p.member_id = d.member_id and p.outcome = 'declined' and d.told_at::date > p.outcome_on
     where n.play not in ('sunset.announcement', 'sunset.decision', 'charter.changed')
       and not (n.play = 'sunset.notice' and n.key like '%/T-7')`,
  'who never answers gets at most 14 messages, and the correction': `
    select a.member_id, count(*), array_agg(a.key order by a.at) from (${mail}) a
      join story_roster r on r.member_id = a.member_id
     where r.silent group by a.member_id having count(*) > 15`,
  'nothing that could wait makes a third message in any 7 days': `
    select a.key, a.at, array_agg(b.key || ' ' || b.at) from (${mail}) a
      join (${mail}) b on b.member_id = a.member_id and b.message_id <> a.message_id
        and b.at <= a.at and b.at > a.at - interval '7 days'
     where a.purpose <> 'essential' and not a.at_once group by a.member_id, a.message_id, a.key, a.at having count(*) > 1`,
  'nothing comes in the quiet hours of its reader': `
    select a.key, a.zone, a.at from (${mail}) a
     where (a.at at time zone a.zone)::time >= '21:00' or (a.at at time zone a.zone)::time < '08:00'`,
  'what was suppressed says why': `select id from delivery where state = 'suppressed' and reason is null`,
  'every notice of the ladder was said once, for one revision': `
    select k.step from (values ('sunset.notice/r1/T-14'), ('sunset.notice/r1/T-7'), ('sunset.notice/r1/T-1')) k (step)
      full join notice n on n.key = k.step
     where n.key is null or (n.play = 'sunset.notice' and k.step is null)`,
  'all four phases are closed, and no gate was overridden': `
    select key from phase where closed_on is null or override_reason is not null`,
};

/** The promises that stay true at any moment of a rollout, given the time. */
export const leftBehind: Record<string, string> = {
  'no occurrence is held, or planned in the past': `
    select key, state, due_at, reason from occurrence where state = 'held' or (state = 'planned' and due_at < $1)`,
  'no row waits for a moment that has passed': `
    select n.key, d.state, d.not_before from delivery d join notice n on n.id = d.notice_id
     where d.state = 'sending' or (d.state in ('queued', 'failed') and d.not_before < $1)`,
};

/** What must have happened for the promises to mean anything: how often each did. */
export const happened = `
  select (select count(*)::int from story_roster) as people,
         (select count(*)::int from story_roster r
           where not exists (select from member_channel c where c.member_id = r.member_id)) as "without an address",
         (select count(*)::int from delivery
           where state = 'refused' or tried @> '[{"state": "refused"}]') as "refused at once",
         (select count(*)::int from story_mail where returned) as "came back later",
         (select count(*)::int from delivery where state = 'told') as "told in person",
         (select count(*)::int from delivery where state = 'suppressed') as suppressed,
         (select count(*)::int from (${mail}) a where a.key like 'pilot.survey/%/reminder') as "reminded of a survey",
         (select count(*)::int from (${mail}) a where a.play = 'launch.nudge') as nudged,
         (select count(*)::int from (${mail}) a where a.play = 'sunset.export-reminder') as "reminded of their things",
         (select count(*)::int from (${act}) b join survey_round r on starts_with(b.path, '/survey/' || r.id))
           as "answers to surveys",
         (select count(*)::int from (${act}) b where b.path = '/in') as "came in",
         (select count(*)::int from (${act}) b where b.path = '/things') as "took their things",
         (select count(*)::int from (${act}) b where b.path = '/rather-not') as "would rather not",
         (select count(*)::int from (${mail}) a join story_roster r on r.member_id = a.member_id
           where r.silent) as "messages to who never answers"`;
