import type { EntityManager } from 'typeorm';
import { ENDED } from './hold.writes.js';

/**
 * A member is not written to any more: what waits to go to their address is told in person instead, or waits on
 * their page. What is in flight is past stopping.
 */
export async function offTheMail(tx: EntityManager, memberId: string, byPerson: boolean): Promise<void> {
  await tx.query(
    `update delivery d set
        channel = case when n.by_hand and $2 then 'by hand' else 'own page' end,
        state = case when d.state = 'held' and n.by_hand and $2 then 'held'
                     when n.by_hand and $2 then 'to tell' else 'posted' end,
        reason = case when d.state = 'held' and n.by_hand and $2 then d.reason end, not_before = null
       from notice n
      where n.id = d.notice_id and d.member_id = $1 and d.channel = 'email' and ${ENDED} is null
        and (d.state in ('queued', 'held') or (d.state = 'failed' and d.not_before is not null))`,
    [memberId, byPerson],
  );
}

/**
 * The same for rows that were in flight when their reader chose another way, and of which nobody knows that they arrived.
 * @returns which do not go by mail any more
 */
export async function offTheirMail(tx: EntityManager, deliveryIds: string[]): Promise<string[]> {
  if (deliveryIds.length === 0) return [];
  const [rows] = await tx.query<[{ id: string }[], number]>(
    `update delivery d set
        channel = case when n.by_hand and c.kind = 'by-hand' then 'by hand' else 'own page' end,
        state = case when n.by_hand and c.kind = 'by-hand' then 'to tell' else 'posted' end,
        reason = null, not_before = null, leased_by = null
       from notice n, member_channel c
      where d.id = any ($1) and n.id = d.notice_id and d.channel = 'email'
        and (d.state in ('sending', 'queued') or (d.state = 'failed' and d.not_before is not null))
        and c.member_id = d.member_id and c.preferred and c.state = 'good' and c.kind in ('by-hand', 'own-page')
      returning d.id`,
    [deliveryIds],
  );
  return rows.map(({ id }) => id);
}
