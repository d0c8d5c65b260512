import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';

/** Why an entry of what was tried is there: somebody knows that what came back had arrived. */
export const ARRIVED = 'arrived after all';

/** What an acceptance was before it was taken away. */
export interface Undo {
  acceptedAt: string;
  messageId: string | null;
  addressId: string | null;
}

export interface CameBack {
  id: string;
  state: string;
  /** It came back once, whatever became of it since. */
  bouncedBefore: boolean;
  /** A lead has said so before. */
  arrived: boolean;
  /** Null where it did not come back, or something was done since that stands. */
  undo: Undo | null;
}

/** Of `delivery d`: the last acceptance that was taken away, as JSON; where the row went on, it stands in what was tried. */
const LAST = `case when d.state = 'bounced' then jsonb_build_object(
    'acceptedAt', coalesce(d.accepted_at, d.tried_at, d.created_at), 'messageId', d.message_id, 'addressId', d.address_id)
  else (select e from jsonb_array_elements(d.tried) with ordinality t (e, n)
         where e ->> 'state' = 'bounced' and e ->> 'acceptedAt' is not null order by n desc limit 1) end`;

/** Of `delivery d`: nobody was told since, and nothing is on its way or has gone elsewhere. */
const UNDONE = `d.confirmed_at is null and (d.state in ('bounced', 'held', 'to tell', 'could not', 'refused', 'failed')
  or (d.state = 'suppressed' and d.reason is distinct from 'erased') or (d.state = 'queued' and d.attempts = 0))`;

/** Of `delivery d`, as SQL: that a lead can say that it arrived. */
export const canHaveArrived = `(${UNDONE} and ${LAST} is not null)`;

export function cameBack(
  tx: EntityManager,
  of: { communityId: string; rolloutId?: string; deliveryId?: string; memberId?: string },
  lock: 'for update of d' | '' = '',
): Promise<CameBack[]> {
  return tx.query(
    `select d.id, d.state, d.state = 'bounced' or d.tried @> '[{"state": "bounced"}]' as "bouncedBefore",
            d.tried @> '[{"reason": "${ARRIVED}"}]' as arrived, case when ${UNDONE} then ${LAST} end as undo
       from delivery d
      where d.community_id = $1 and ($2::uuid is null or d.rollout_id = $2) and ($3::uuid is null or d.id = $3)
        and ($4::uuid is null or d.member_id = $4)
      order by d.id ${lock}`,
    [of.communityId, of.rolloutId ?? null, of.deliveryId ?? null, of.memberId ?? null],
  );
}

/** Accepted again, as of its day. That it came back, and what was to follow, stays among what was tried. */
export async function undoBounce(
  tx: EntityManager,
  { id, undo }: CameBack,
  now: Temporal.Instant,
): Promise<void> {
  if (undo === null) return;
  await tx.query(
    `update delivery d set
        tried = d.tried || jsonb_build_array(
          jsonb_build_object('channel', d.channel, 'state', d.state, 'reason', coalesce(d.reason, ''), 'at', $2::text),
          jsonb_build_object('channel', 'email', 'state', 'accepted', 'reason', '${ARRIVED}', 'at', $2::text,
            'messageId', $4::text)),
        state = 'accepted', channel = 'email', reason = null, accepted_at = $3, message_id = $4, address_id = $5,
        not_before = null, leased_by = null,
        teller_participation_id = null, teller_account_id = null, shown_on = null
      where d.id = $1`,
    [id, now.toString(), undo.acceptedAt, undo.messageId, undo.addressId],
  );
}

/** Of everybody who shares it, as everybody lost it. */
export async function addressWorks(tx: EntityManager, ids: string[]): Promise<void> {
  await tx.query(
    `update member_channel c set state = 'good' from member_channel k
      where k.id = any ($1) and c.state = 'dead' and c.kind = 'email'
        and (c.id = k.id or (c.community_id = k.community_id and c.lookup = k.lookup))`,
    [ids],
  );
}
