import { Temporal } from 'temporal-polyfill';
import { quietUntil } from '../notices/quiet.rules.js';
import type { OfficeHour } from './office-hour.entity.js';

/**
 * What a help hour is called in keys. One that was put to another time is a new subject, because what was done for
 * the old time is never done again: its reminders go out for the new one.
 */
export const subjectOf = ({ id, moved }: Pick<OfficeHour, 'id' | 'moved'>): string =>
  moved === 0 ? id : `${id}~${moved}`;

/** @param subject as `subjectOf` made it */
export function hourOf(subject: string): Pick<OfficeHour, 'id' | 'moved'> {
  const [id = '', moved = '0'] = subject.split('~');
  return { id, moved: Number(moved) };
}

/** When news of a meeting is said: now, or in the morning where the night is quiet and the morning is early enough. */
export function byDay(now: Temporal.Instant, until: Temporal.Instant, timeZone: string): Temporal.Instant {
  const morning = quietUntil(now, timeZone);
  return morning && Temporal.Instant.compare(morning, until) < 0 ? morning : now;
}
