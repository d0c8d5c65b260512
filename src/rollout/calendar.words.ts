import type { Temporal } from 'temporal-polyfill';

/** “Tuesday 7 July” */
export function spokenDay(day: Temporal.PlainDate, locale = 'en-GB'): string {
  return day.toLocaleString(locale, { weekday: 'long', day: 'numeric', month: 'long' }).replace(',', '');
}

/** “Tuesday 7 July, 10:00 (Europe/Berlin)” */
export function spokenMoment(at: Temporal.Instant, timeZone: string, locale = 'en-GB'): string {
  const zoned = at.toZonedDateTimeISO(timeZone);
  const hour = zoned.toPlainTime().toString({ smallestUnit: 'minute' });
  return `${spokenDay(zoned.toPlainDate(), locale)}, ${hour} (${timeZone})`;
}
