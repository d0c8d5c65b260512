import type { Temporal } from 'temporal-polyfill';

/** The calendar date on which a moment falls in a zone. */
export function localDay(moment: Temporal.Instant, timeZone: string): Temporal.PlainDate {
  return moment.toZonedDateTimeISO(timeZone).toPlainDate();
}
