import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { localDay } from '../kernel/local-day.js';
import { day, moment } from '../kernel/database/columns.js';
import type { Rollout } from '../rollout/rollout.entity.js';
import type { PhaseKey } from '../rollout/words.js';
import { isBefore } from '../rollout/calendar.rules.js';
import type { PhaseState, Undertaken } from './undone.rules.js';

interface Row {
  confirmed: boolean;
  chosen: number;
  quick_start: boolean;
  helpers: number;
  charter: { opened: boolean; ends: string | null; adopted: boolean } | null;
  objections: number;
  wave_gone: boolean;
  closing: { t: string; held: boolean } | null;
  places_open: number;
  shut_down: boolean;
  celebrated: boolean;
  meeting_at: Date | null;
  published: boolean;
}

/** What leads have done of all that nobody does for them: some short looks, no member is counted. */
export async function undertaken(
  tx: EntityManager,
  rollout: Rollout,
  phases: Record<PhaseKey, PhaseState>,
  now: Temporal.Instant,
): Promise<Undertaken> {
  const today = localDay(now, rollout.plan.timeZone);
  const [row] = await tx.query<[Row]>(
    `select exists (select from circle where rollout_id = $1 and confirmed_at is not null) as confirmed,
            (select count(*)::int from circle_seat where rollout_id = $1) as chosen,
            exists (select from guide g join guide_version v on v.guide_id = g.id
                     where g.rollout_id = $1 and g.kind = 'quick start' and v.published_on is not null) as quick_start,
            (select count(*)::int from advocate a join participation p on p.id = a.participation_id
              where p.rollout_id = $1 and p.advocate) as helpers,
            (select jsonb_build_object('opened', bool_or(opened_at is not null), 'ends', max(window_ends_on),
                      'adopted', coalesce((array_agg(adopted_on is not null order by number desc)
                        filter (where opened_at is not null))[1], false))
               from charter_version where rollout_id = $1 having count(*) > 0) as charter,
            (select count(*)::int from objection o join charter_version v on v.id = o.charter_version_id
              where v.rollout_id = $1 and o.answered_at is null) as objections,
            exists (select from wave where rollout_id = $1 and said_on is not null) as wave_gone,
            (select jsonb_build_object('t', t, 'held', held_at is not null) from transition where rollout_id = $1) as closing,
            (select count(*)::int from rollout_place rp
               left join place_closing c on c.rollout_id = rp.rollout_id and c.place_id = rp.place_id
              where rp.rollout_id = $1 and rp.side = 'source'
                and (c.read_only_on is null or c.redirect_on is null)) as places_open,
            exists (select from ending where rollout_id = $1
              and shutdown_done_on is not null and shutdown_confirmed_on is not null) as shut_down,
            exists (select from ending where rollout_id = $1 and celebrated_on is not null) as celebrated,
            (select meeting_at from retrospective where rollout_id = $1) as meeting_at,
            exists (select from retrospective where rollout_id = $1 and published_on is not null) as published`,
    [rollout.id],
  );
  const closing = row.closing && { on: day(row.closing.t), held: row.closing.held };
  const meeting = row.meeting_at && localDay(moment(row.meeting_at), rollout.plan.timeZone);
  return {
    ...{ today, phases, paused: rollout.pausedAt !== null, keptBoth: rollout.keptBothAt !== null, closing },
    circle: { confirmed: row.confirmed, chosen: row.chosen },
    ...{ quickStart: row.quick_start, helpers: row.helpers, firstWaveGone: row.wave_gone },
    charter: {
      opened: row.charter?.opened ?? false,
      windowEndsOn: row.charter?.ends ? day(row.charter.ends) : null,
      adopted: row.charter?.adopted ?? false,
      openObjections: row.objections,
    },
    placesOpen: row.places_open,
    archiveEndsOn: closing && closing.on.add({ days: rollout.plan.archiveDays }),
    ...{ shutDown: row.shut_down, celebrated: row.celebrated },
    lookBack: { met: meeting !== null && isBefore(meeting, today), published: row.published },
  };
}
