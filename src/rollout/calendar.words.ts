import type { Temporal } from 'temporal-polyfill';

/** Making one takes as long as a hundred uses of it. */
const writers = new Map<string, Intl.DateTimeFormat>();

function writerOf(locale: string): Intl.DateTimeFormat {
  const options = { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' } as const;
  const writer = writers.get(locale) ?? new Intl.DateTimeFormat(locale, options);
  writers.set(locale, writer);
  return writer;
}

/** “Tuesday 7 July” */
export function spokenDay(day: Temporal.PlainDate, locale = 'en-GB'): string {
  return writerOf(locale).format(day.toZonedDateTime('UTC').epochMilliseconds).replace(',', '');
}

/** “Tuesday 7 July 2026”, where a year may be wrong or is not this one. */
export function spokenDate(day: Temporal.PlainDate): string {
  return `${spokenDay(day)} ${day.year}`;
}

/** “Tuesday 7 July, 10:00 (Europe/Berlin)” */
export function spokenMoment(at: Temporal.Instant, timeZone: string, locale = 'en-GB'): string {
  const zoned = at.toZonedDateTimeISO(timeZone);
  const hour = zoned.toPlainTime().toString({ smallestUnit: 'minute' });
  return `${spokenDay(zoned.toPlainDate(), locale)}, ${hour} (${timeZone})`;
}
