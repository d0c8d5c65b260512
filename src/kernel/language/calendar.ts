import type { Temporal } from 'temporal-polyfill';

/** How days, moments, lists, numbers and languages are said in one language. */
export interface Calendar {
  /** “Tuesday 7 July” */
  day: (day: Temporal.PlainDate) => string;
  /** “Tuesday 7 July 2026”, where a year may be wrong or is not this one. */
  date: (day: Temporal.PlainDate) => string;
  /** “Tuesday 7 July, 10:00 (Europe/Berlin)” */
  moment: (at: Temporal.Instant, timeZone: string) => string;
  /** “a, b and c” */
  list: (items: readonly string[]) => string;
  /** “1,234” */
  number: (count: number) => string;
  /** “German” for `de`. A tag that means nothing is said as it is. */
  tongue: (tag: string) => string;
}

const words = { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' } as const;

export function calendarOf(locale: string): Calendar {
  // Making one takes as long as a hundred uses of it.
  const writers = {
    day: new Intl.DateTimeFormat(locale, words),
    date: new Intl.DateTimeFormat(locale, { ...words, year: 'numeric' }),
    list: new Intl.ListFormat(locale),
    number: new Intl.NumberFormat(locale),
    tongue: new Intl.DisplayNames(locale, { type: 'language' }),
  };
  const write = (length: 'day' | 'date', day: Temporal.PlainDate): string => {
    const said = writers[length].format(day.toZonedDateTime('UTC').epochMilliseconds);
    if (locale.startsWith('en')) return said.replace(',', '');
    return locale === 'fr' ? said.replace(/ 1 /, ' 1er ') : said;
  };
  return {
    day: (day) => write('day', day),
    date: (day) => write('date', day),
    moment: (at, timeZone) => {
      const zoned = at.toZonedDateTimeISO(timeZone);
      const hour = zoned.toPlainTime().toString({ smallestUnit: 'minute' });
      return `${write('day', zoned.toPlainDate())}, ${hour} (${timeZone})`;
    },
    list: (items) => writers.list.format(items),
    number: (count) => writers.number.format(count),
    tongue: (tag) => {
      try {
        return writers.tongue.of(tag.replaceAll('_', '-')) ?? tag;
      } catch {
        return tag;
      }
    },
  };
}
