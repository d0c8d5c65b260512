import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { day } from '../kernel/database/columns.js';
import { ASK_DAYS } from './first-contact.rules.js';

/**
 * On the list by somebody else's hand, for at least 30 days, and never told anything, as a condition on `member m`.
 * Told is who was reached by a message or a person, who did or chose something themselves, and in whose old place a
 * text was posted since they came. What lies in the built-in mailbox reached nobody.
 * @param today the number of the parameter that holds the day
 */
export const unheard = (today: string): string => `
  m.source <> 'join' and m.gone is null and m.erased_at is null and m.added_on <= ${today}::date - ${ASK_DAYS}
  and not exists (select from delivery d where d.member_id = m.id
    and (d.confirmed_at is not null or d.state = 'told' or (d.state = 'accepted' and d.channel <> 'mailbox')))
  and not exists (select from participation p where p.member_id = m.id
    and (p.pilot or p.advocate or p.arrived_on is not null or p.outcome <> 'unreachable'
      or exists (select from join_request j where j.participation_id = p.id)))
  and not exists (select from post po
      join rollout_place rp on rp.rollout_id = po.rollout_id and rp.place_id = po.place_id and rp.side = 'source'
     where po.community_id = m.community_id and po.posted_at >= m.added_on
       and (exists (select from member_place mp where mp.member_id = m.id and mp.place_id = po.place_id)
         or not exists (select from member_place mp where mp.member_id = m.id)))`;

export interface Unheard {
  id: string;
  addedOn: Temporal.PlainDate;
  /** Moves that they are in and that go on, with their wave; null where they are in none yet. */
  moves: { rolloutId: string; wave: number | null }[];
}

/** Everybody of a community to whom nothing was said for 30 days; of these `only` some. */
export async function unheardOf(
  tx: EntityManager,
  communityId: string,
  today: Temporal.PlainDate,
  only: readonly string[] | null = null,
): Promise<Unheard[]> {
  const rows = await tx.query<{ id: string; added_on: string; moves: Unheard['moves'] | null }[]>(
    `select m.id, m.added_on::text, (
        select jsonb_agg(jsonb_build_object('rolloutId', p.rollout_id, 'wave', w.number))
          from participation p
          join rollout r on r.id = p.rollout_id and r.state = 'running' and r.cancelled_at is null
          left join invitation i on i.participation_id = p.id
          left join wave w on w.id = i.wave_id
         where p.member_id = m.id) as moves
       from member m where m.community_id = $1 and ($3::uuid[] is null or m.id = any ($3)) and ${unheard('$2')}
      order by m.added_on, m.id`,
    [communityId, today.toString(), only],
  );
  return rows.map(({ id, added_on, moves }) => ({ id, addedOn: day(added_on), moves: moves ?? [] }));
}

/** When the leads were first told that names go on a day; by that day, as ISO text. */
export async function warnings(
  tx: EntityManager,
  communityId: string,
  kind: string,
  timeZone: string,
): Promise<Map<string, Temporal.PlainDate>> {
  const rows = await tx.query<{ subject: string; on: string }[]>(
    `select a.subject, (min(a.raised_at) at time zone $3)::date::text as "on"
       from alert a join rollout r on r.id = a.rollout_id
      where r.community_id = $1 and a.kind = $2 group by a.subject`,
    [communityId, kind, timeZone],
  );
  return new Map(rows.map(({ subject, on }) => [subject, day(on)]));
}
