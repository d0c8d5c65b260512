import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { momentAt } from '../rollout/calendar.rules.js';
import { playRow } from '../rollout/playbook.js';
import type { Transition } from './transition.entity.js';

/**
 * Whether what notice `key` says of the day still stands: asked at each sending, because a row that was on its way
 * when the day changed may come back. An announcement or correction is of the newest day named, a notice of the last
 * weeks was said since then, and neither while the day is held; "not yet" is said only while it is.
 */
export async function stillStands(tx: EntityManager, rolloutId: string, key: string): Promise<boolean> {
  const found = await tx.query<unknown[]>(
    `select from notice n
       join rollout r on r.id = n.rollout_id and r.cancelled_at is null and r.kept_both_at is null
       join transition t on t.rollout_id = r.id and (t.held_at is not null) = (n.play = 'sunset.decision')
      where n.rollout_id = $1 and n.key = $2
        and case n.play
              when 'sunset.announcement' then n.key = n.play || '/' || (
                select step from transition_change where rollout_id = $1 order by number desc limit 1)
              else split_part(n.key, '/', 2) = 'r' || t.revision and not exists (
                select from transition_change where rollout_id = $1 and at > n.created_at)
            end`,
    [rolloutId, key],
  );
  return found.length > 0;
}

/**
 * Whether T has come while nothing was closed: a pause or a hold kept the keepers' lists back, and no old place was
 * confirmed read-only. Such a T is named anew.
 */
export async function wasMissed(
  tx: EntityManager,
  { rolloutId, revision, t, heldAt }: Transition,
  now: Temporal.Instant,
  timeZone: string,
): Promise<boolean> {
  const comes = momentAt(t, playRow('sunset.read-only').hour, timeZone);
  if (heldAt || now.epochMilliseconds < comes.epochMilliseconds) return false;
  const closed = await tx.query<unknown[]>(
    `select 1 from place_closing where rollout_id = $1 and (read_only_on is not null or redirect_on is not null)
     union all
     select 1 from occurrence
      where rollout_id = $1 and play = 'sunset.read-only' and starts_with(step, $2) and state = 'done'`,
    [rolloutId, `r${revision}/`],
  );
  return closed.length === 0;
}
