import type { Temporal } from 'temporal-polyfill';
import { IsNull, MoreThan, type EntityManager } from 'typeorm';
import type { Rollout } from '../rollout/rollout.entity.js';
import type { HelpHours } from './launch.mails.js';
import { OfficeHour } from './office-hour.entity.js';

/** As many as a letter can name without becoming a list. */
const named = 3;

/** The next help hours, for who only reads of them. */
export async function nextHelpHours(
  tx: EntityManager,
  rollout: Rollout,
  now: Temporal.Instant,
): Promise<HelpHours> {
  const next = await tx.find(OfficeHour, {
    where: { rolloutId: rollout.id, cancelledAt: IsNull(), startsAt: MoreThan(now) },
    order: { startsAt: 'ASC', host: 'ASC', id: 'ASC' },
    take: named,
  });
  return { next, timeZone: rollout.plan.timeZone };
}

/** Members who registered, or who asked for help at a meeting. */
export async function comingTo(
  tx: EntityManager,
  hour: Pick<OfficeHour, 'id' | 'rolloutId'>,
): Promise<string[]> {
  const rows = await tx.query<{ member_id: string }[]>(
    `select p.member_id from participation p join member m on m.id = p.member_id
      where p.rollout_id = $1 and m.gone is null and m.erased_at is null
        and (exists (select 1 from office_hour_guest g where g.participation_id = p.id and g.office_hour_id = $2)
          or exists (select 1 from help_request h
                      where h.participation_id = p.id and h.closed_at is null and h.way = 'meeting'))
      order by m.display_name, p.member_id`,
    [hour.rolloutId, hour.id],
  );
  return rows.map((row) => row.member_id);
}

/**
 * Members who count on it: those who registered, and those who were told of it by name or are about to be. To anybody
 * else its change would be the first they hear of it.
 */
export async function knowOf(
  tx: EntityManager,
  hour: Pick<OfficeHour, 'id' | 'rolloutId'>,
): Promise<string[]> {
  const rows = await tx.query<{ member_id: string }[]>(
    `select p.member_id from participation p join member m on m.id = p.member_id
      where p.rollout_id = $1 and m.gone is null and m.erased_at is null
        and (exists (select 1 from office_hour_guest g where g.participation_id = p.id and g.office_hour_id = $2)
          or exists (select 1 from delivery d join notice n on n.id = d.notice_id
                      where d.member_id = p.member_id and n.rollout_id = $1
                        and d.state in ('queued', 'sending', 'accepted', 'to tell', 'told', 'posted')
                        and starts_with(n.key, 'launch.office-hour/' || $2::text)))
      order by m.display_name, p.member_id`,
    [hour.rolloutId, hour.id],
  );
  return rows.map((row) => row.member_id);
}
