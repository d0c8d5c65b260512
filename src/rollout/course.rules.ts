import { Temporal } from 'temporal-polyfill';
import { localDay } from '../kernel/local-day.js';
import type { Entry } from './agenda.rules.js';
import { momentAt } from './calendar.rules.js';
import { spokenDay } from './calendar.words.js';
import type { Facts } from './facts.js';
import type { Plan } from './plan.js';
import { playRow } from './playbook.js';
import type { Rollout } from './rollout.entity.js';

/** The plan with the remaining days moved by the whole days that the pause lasted. */
export function resumed(plan: Plan, pausedAt: Temporal.Instant, now: Temporal.Instant): Plan {
  const from = localDay(pausedAt, plan.timeZone);
  const days = from.until(localDay(now, plan.timeZone)).days;
  return days === 0 ? plan : { ...plan, pauses: [...plan.pauses, { from: from.toString(), days }] };
}

/** The steps of the ladder before T, as leads speak of them. */
const ladder: Record<string, string> = {
  'T-14': 'the notice of two weeks before',
  'T-7': 'the notice of one week before',
  'T-1': 'the notice of the day before',
};

/**
 * Which of the promised days fell into the pause: T itself, or a notice of its ladder that would have gone, on the day
 * that the agenda gives it. Where one did, resuming needs a new T, unless T-7 is still ahead and everybody is proven
 * told.
 */
export function fellInto(
  entries: readonly Entry[],
  facts: Pick<Facts, 'sunset.transition' | 'sunset.notice-proof'>,
  {
    plan,
    pausedAt,
    keptBothAt,
    cancelledAt,
  }: Pick<Rollout, 'plan' | 'pausedAt' | 'keptBothAt' | 'cancelledAt'>,
  now: Temporal.Instant,
): string[] {
  const t = facts['sunset.transition']?.on;
  if (!t || !pausedAt || keptBothAt || cancelledAt) return [];
  const notices = entries
    .filter((entry) => entry.play === 'sunset.notice')
    .map(({ step, day, at }) => ({ rung: step.split('/').at(-1)!, day, at }));
  const week = notices.find(({ rung }) => rung === 'T-7');
  const weekIsAhead = week && Temporal.Instant.compare(now, week.at) < 0;
  if (weekIsAhead && facts['sunset.notice-proof'].open === 0) return [];
  const closes = momentAt(t, playRow('sunset.read-only').hour, plan.timeZone);
  return [
    ...notices.map(({ rung, ...when }) => ({ what: ladder[rung]!, ...when })),
    { what: 'the transition date', day: t, at: closes },
  ]
    .filter(({ at }) => Temporal.Instant.compare(at, pausedAt) >= 0 && Temporal.Instant.compare(at, now) <= 0)
    .map(({ what, day }) => `During the pause came ${what} (${spokenDay(day)}).`);
}
