import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { moment } from '../kernel/database/columns.js';
import type { Channel, Result } from './channels/channel.js';
import { OURS } from './channels/refusal.rules.js';
import { groupBy } from './group.rules.js';
import { ENDED, endRows, PAUSED } from './hold.writes.js';
import { endReadMeanwhile } from './read.writes.js';
import { offTheirMail } from './reroute.writes.js';
import { nextAttempt, troubleSince } from './retry.rules.js';

/** What the next server said about a message: for each row that it stands for. */
export interface Outcome {
  rows: string[];
  /** Under which it went. */
  messageId: string;
  result: Result;
  /** To which life the rows are leased. */
  life: string;
  to: string;
}

/**
 * Written down in one transaction. A server's yes counts whoever holds the row by now; anything else is for who holds it.
 * @returns false where a row that was sent is no longer leased to its life
 */
export async function record(
  tx: EntityManager,
  outcomes: Outcome[],
  channel: Channel['name'],
  now: Temporal.Instant,
): Promise<boolean> {
  const yes = outcomes.filter(({ result }) => result.is === 'accepted');
  const heldAll = await recordAccepted(tx, yes, channel, now);
  const others = each(outcomes.filter((one) => !yes.includes(one)));
  const held = await stillHeld(tx, others);
  const open = others.filter(({ id }) => held.get(id));
  for (const mine of groupBy(open, ({ result }) => JSON.stringify(result)).values()) {
    const ids = mine.map(({ id }) => id);
    const { result } = mine[0];
    if (result.is === 'refused' && result.gone) await giveUpAddresses(tx, ids);
    if (result.is === 'refused') await closeAsRefused(tx, ids, result.reason, now);
    else if (result.is === 'later') await putOff(tx, ids, result, now);
  }
  const ids = open.map(({ id }) => id);
  await endReadMeanwhile(tx, ids);
  await endRows(tx, ids);
  await offTheirMail(tx, ids);
  return heldAll && held.size === others.length;
}

/**
 * The usual case, in one statement. What somebody else put off or stopped meanwhile has gone all the same; what came
 * back before its yes was written down goes on by another way (its attempts are counted anew), and that stands.
 * @returns as `record` does
 */
export async function recordAccepted(
  tx: EntityManager,
  outcomes: Outcome[],
  channel: Channel['name'],
  now: Temporal.Instant,
): Promise<boolean> {
  const rows = each(outcomes);
  if (rows.length === 0) return true;
  const [{ held }] = await tx.query<[{ held: number }]>(
    `with sent as (
       select d.id, d.state <> 'sending' or d.leased_by = row.life as held,
              d.state = 'sending' or (d.state in ('queued', 'failed', 'held', 'suppressed', 'to tell')
                and d.attempts > 0 and d.message_id = row.message_id and d.reason is distinct from 'erased') as open
         from delivery d join unnest($1::uuid[], $2::uuid[], $5::text[]) as row (id, life, message_id) on row.id = d.id
        order by d.id for update of d
     ), written as (
       update delivery set state = 'accepted', channel = $3, accepted_at = $4, reason = null, not_before = null,
              leased_by = null
         from sent where delivery.id = sent.id and sent.open
     )
     select count(*) filter (where held)::int as held from sent`,
    [
      rows.map(({ id }) => id),
      rows.map(({ life }) => life),
      channel,
      now.toString(),
      rows.map(({ messageId }) => messageId),
    ],
  );
  return held === rows.length;
}

const each = (outcomes: Outcome[]): (Omit<Outcome, 'rows' | 'to'> & { id: string })[] =>
  outcomes.flatMap(({ rows, result, life, messageId }) =>
    rows.map((id) => ({ id, result, life, messageId })),
  );

/**
 * Rows that nobody else holds, and whether something is still to be written down for them. Erased, or come back already:
 * that stands, and is no sign that we are thought dead.
 */
async function stillHeld(
  tx: EntityManager,
  rows: { id: string; life: string }[],
): Promise<Map<string, boolean>> {
  if (rows.length === 0) return new Map();
  const found = await tx.query<{ id: string; open: boolean }[]>(
    `select d.id, d.state = 'sending' as open from delivery d join unnest($1::uuid[], $2::uuid[]) as row (id, life) on row.id = d.id
      where d.state <> 'sending' or d.leased_by = row.life order by d.id for update of d`,
    [rows.map(({ id }) => id), rows.map(({ life }) => life)],
  );
  return new Map(found.map(({ id, open }) => [id, open]));
}

/** Where these rows went is nobody's address: it is not written to again, for nobody of a household. */
export async function giveUpAddresses(tx: EntityManager, deliveryIds: string[]): Promise<void> {
  await tx.query(
    `update member_channel c set state = 'dead' from delivery d join member_channel k on k.id = d.address_id
      where d.id = any ($1) and c.state = 'good' and c.kind = 'email'
        and (c.id = k.id or (c.community_id = k.community_id and c.lookup = k.lookup))`,
    [deliveryIds],
  );
}

/** For good: on this channel nothing more is tried. */
export async function closeAsRefused(
  tx: EntityManager,
  ids: string[],
  reason: string,
  now: Temporal.Instant,
): Promise<void> {
  if (ids.length === 0) return;
  await tx.query(
    `update delivery set state = 'refused', reason = $2, not_before = null, leased_by = null
      where id = any ($1)`,
    [ids, reason],
  );
  await nextChannel(tx, ids, now);
}

interface Tried {
  id: string;
  attempts: number;
  unclear: number;
  first_tried_at: Date;
  was_ours: boolean | null;
  tell_by: Date | null;
}

/** Tried again with growing pauses; after 24 hours, or after a week where it is our own fault, it has failed for good. */
async function putOff(
  tx: EntityManager,
  ids: string[],
  { reason, ours: isOurs, unclear }: Extract<Result, { is: 'later' }>,
  now: Temporal.Instant,
): Promise<void> {
  const ours = isOurs === true;
  const [rows] = await tx.query<[Tried[], number]>(
    `update delivery d set unclear = unclear + case when $2 then 1 else 0 end where id = any ($1)
      returning id, attempts, unclear, first_tried_at, starts_with(reason, '${OURS}') as was_ours,
        (select e.useful_until from notice n join edition e on e.notice_id = n.id and e.number = d.edition
          where n.id = d.notice_id and n.by_hand and n.purpose in ('essential', 'invitation')) as tell_by`,
    [ids, unclear === true],
  );
  const next = rows.map((row) => {
    const tries = {
      ...{ attempts: row.attempts, unclear: row.unclear, wasOurs: row.was_ours },
      ...{ firstTriedAt: moment(row.first_tried_at), tellBy: row.tell_by && moment(row.tell_by) },
    };
    const since = troubleSince(tries, ours, now);
    return { id: row.id, since, at: nextAttempt({ ...tries, firstTriedAt: since }, now, ours) };
  });
  await tx.query(
    `update delivery set state = 'failed', reason = $4, not_before = next.at, first_tried_at = next.since, leased_by = null
       from unnest($1::uuid[], $2::timestamptz[], $3::timestamptz[]) as next (id, at, since) where delivery.id = next.id`,
    [
      next.map(({ id }) => id),
      next.map(({ at }) => at?.toString() ?? null),
      next.map(({ since }) => since.toString()),
      reason,
    ],
  );
  await nextChannel(
    tx,
    next.filter(({ at }) => at === null).map(({ id }) => id),
    now,
  );
}

/**
 * After a channel has ended for good, essential messages and invitations go on by the next: another address of the
 * person, else a person who tells them; in a pause, when that is over; of a notice that was stopped, when a lead lets it
 * go on; of one that was withdrawn, or that its reader said to have read, never. What was tried stays in the row.
 */
export async function nextChannel(tx: EntityManager, ids: string[], now: Temporal.Instant): Promise<void> {
  if (ids.length === 0) return;
  await tx.query(
    `update delivery d set
        tried = d.tried || jsonb_build_array(jsonb_build_object(
          'channel', d.channel, 'state', d.state, 'reason', d.reason, 'at', $2::text, 'addressId', d.address_id)
          || case when d.state = 'bounced' then jsonb_build_object('messageId', d.message_id,
                    'acceptedAt', coalesce(d.accepted_at, d.tried_at, d.created_at)) else '{}' end),
        channel = case when next.by_mail then 'email' else 'by hand' end,
        state = case when next.ended is not null then 'suppressed' when next.paused then 'held'
                     when next.by_mail then 'queued' else 'to tell' end,
        reason = case when next.ended is not null then next.ended when next.paused then $3 else d.reason end,
        not_before = case when next.by_mail and next.ended is null then $2::timestamptz end,
        attempts = 0, unclear = 0, first_tried_at = null, tried_at = null, accepted_at = null, address_id = null
       from (
         select d.id, n.by_hand, ${ENDED} as ended, r.paused_at is not null and not n.at_once as paused, exists (
             select 1 from member_channel c
              where c.member_id = d.member_id and c.kind = 'email' and c.state = 'good' and c.sealed is not null
                and c.id is distinct from d.address_id
                and not d.tried @> jsonb_build_array(jsonb_build_object('addressId', c.id))
           ) as by_mail
           from delivery d join notice n on n.id = d.notice_id join rollout r on r.id = d.rollout_id
          where d.id = any ($1) and n.purpose in ('essential', 'invitation') and d.confirmed_at is null
       ) next
      where d.id = next.id and (next.by_mail or next.by_hand)`,
    [ids, now.toString(), PAUSED],
  );
}
