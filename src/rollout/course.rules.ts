import { Temporal } from 'temporal-polyfill';
import { isBefore, localDay, momentAt } from './calendar.rules.js';
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

/**
 * Which of the promised days fell into the pause: T itself, or a notice of its ladder that would have gone. Where
 * one did, resuming needs a new T, unless T-7 is still ahead and everybody is proven told.
 */
export function fellInto(
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
  const today = localDay(now, plan.timeZone);
  // What was done that morning, before the pause began, did not fall into it.
  const fell = (day: Temporal.PlainDate): boolean => {
    const { hour } = playRow(day.equals(t) ? 'sunset.read-only' : 'sunset.notice');
    return (
      !isBefore(today, day) && Temporal.Instant.compare(momentAt(day, hour, plan.timeZone), pausedAt) >= 0
    );
  };
  const week = t.subtract({ days: 7 });
  if (isBefore(today, week) && facts['sunset.notice-proof'].open === 0) return [];
  const named: [string, Temporal.PlainDate][] = [
    ['the notice of two weeks before', t.subtract({ days: 14 })],
    ['the notice of one week before', week],
    ['the notice of the day before', t.subtract({ days: 1 })],
    ['the transition date', t],
  ];
  return named
    .filter(([, day]) => fell(day))
    .map(([what, day]) => `During the pause came ${what} (${spokenDay(day)}).`);
}
