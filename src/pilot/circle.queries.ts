import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { day } from '../kernel/database/columns.js';
import type { Comfort } from '../rollout/words.js';
import type { Candidate } from './circle.rules.js';
import type { SeatState } from './circle.entity.js';

interface CandidateRow {
  participation_id: string;
  display_name: string;
  language: string | null;
  seen_on: string | null;
  places: string[];
}

/**
 * Who could be asked: the most recently seen of each language and old place, so that a roster of a million is
 * not read into memory and no small group is left out. Not whoever declined the move or has a seat already.
 */
export async function candidates(
  tx: EntityManager,
  rolloutId: string,
  wanted: { seed: string; seated: boolean; each?: number },
): Promise<Candidate[]> {
  const rows = await tx.query<CandidateRow[]>(
    `with roster as (
       select p.id, m.display_name, m.language, place.name as place,
              greatest(m.last_seen_on, mp.last_seen_on) as seen_on
         from participation p
         join member m on m.id = p.member_id and m.gone is null and m.erased_at is null
         left join (member_place mp
           join rollout_place rp on rp.place_id = mp.place_id and rp.rollout_id = $1 and rp.side = 'source'
           join place on place.id = mp.place_id) on mp.member_id = m.id
         left join circle_seat s on s.participation_id = p.id and s.state <> 'draft'
        where p.rollout_id = $1 and p.outcome is null and (s.state is not null) = $4
          and coalesce(s.state, 'accepted') = 'accepted'
     ), ranked as (
       select *, row_number() over (partition by place, language
                                    order by seen_on desc nulls last, md5(display_name || $2), display_name, id) as rank
         from roster
     )
     select id as participation_id, display_name, language, max(seen_on)::text as seen_on,
            coalesce(array_agg(place order by place) filter (where place is not null), '{}') as places
       from ranked where id in (select id from ranked where rank <= $3)
      group by id, display_name, language order by display_name, id`,
    [rolloutId, wanted.seed, wanted.each ?? 20, wanted.seated],
  );
  return rows.map((row) => ({
    participationId: row.participation_id,
    name: row.display_name,
    places: row.places,
    language: row.language,
    lastSeenOn: row.seen_on === null ? null : day(row.seen_on),
  }));
}

export interface SeatView {
  participationId: string;
  name: string;
  state: SeatState;
  /** Since then an answer is awaited; null in a draft. */
  askedOn: Temporal.PlainDate | null;
  /** As they stated it; null while they have not. */
  comfort: Comfort | null;
  /** A lead's mark, in a draft only. */
  mark: Comfort | null;
  wouldHelp: boolean | null;
}

/** Everybody with a seat who is still there, by name. */
export async function seatsOf(tx: EntityManager, rolloutId: string): Promise<SeatView[]> {
  const rows = await tx.query<(Omit<SeatView, 'askedOn'> & { asked_on: string | null })[]>(
    `select s.participation_id as "participationId", m.display_name as name, s.state, s.mark,
            case when s.state = 'accepted' then p.comfort end as comfort, s.would_help as "wouldHelp", s.asked_on
       from circle_seat s
       join participation p on p.id = s.participation_id
       join member m on m.id = p.member_id and m.gone is null and m.erased_at is null
      where s.rollout_id = $1 order by m.display_name, s.participation_id`,
    [rolloutId],
  );
  return rows.map(({ asked_on, ...row }) =>
    Object.assign(row, { askedOn: asked_on === null ? null : day(asked_on) }),
  );
}

/** Member ids of who has a seat in one of these states. */
export async function seated(
  tx: EntityManager,
  rolloutId: string,
  ...states: SeatState[]
): Promise<{ participationId: string; memberId: string }[]> {
  return tx.query(
    `select p.id as "participationId", p.member_id as "memberId"
       from circle_seat s join participation p on p.id = s.participation_id
       join member m on m.id = p.member_id and m.gone is null and m.erased_at is null
      where s.rollout_id = $1 and s.state = any($2) order by m.display_name, p.id`,
    [rolloutId, states],
  );
}

export async function pilotClosed(tx: EntityManager, rolloutId: string): Promise<boolean> {
  const rows = await tx.query<unknown[]>(
    `select 1 from phase where rollout_id = $1 and key = 'pilot' and closed_at is not null`,
    [rolloutId],
  );
  return rows.length > 0;
}
