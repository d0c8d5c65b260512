import { Temporal } from 'temporal-polyfill';
import { isBefore } from './calendar.rules.js';
import { spokenDate } from './calendar.words.js';

/**
 * Why a move cannot have this first day; null when it can. A year back, for a pilot that began on paper; two years
 * ahead, for nobody plans longer: beyond that a year is mistyped, and every day between would be planned.
 * @param startsOn ISO; what is no date is another's business
 */
export function againstFirstDay(startsOn: string, today: Temporal.PlainDate): string | null {
  const day = Temporal.PlainDate.from(startsOn);
  const [earliest, latest] = [today.subtract({ years: 1 }), today.add({ years: 2 })];
  const year = startsOn.slice(0, 4);
  if (isBefore(day, earliest))
    return `The day is in ${year}, more than a year ago. Look at its year again: ${spokenDate(earliest)} is the earliest first day.`;
  if (isBefore(latest, day))
    return `The day is in ${year}, more than 2 years ahead. Look at its year again: ${spokenDate(latest)} is the latest first day.`;
  return null;
}
