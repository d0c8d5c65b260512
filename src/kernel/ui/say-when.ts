import { Temporal } from 'temporal-polyfill';

const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const months = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
];

/** "Tuesday 7 July"; the year is said only where `around` is another one. */
export function dayInWords(day: Temporal.PlainDate, around: Temporal.PlainDate = day): string {
  const year = day.year === around.year ? '' : ` ${day.year}`;
  return `${days[day.dayOfWeek - 1]} ${day.day} ${months[day.month - 1]}${year}`;
}

/** "Tuesday 7 July, 10:00 (Europe/Berlin)" */
export function momentInWords(at: Temporal.Instant, timeZone: string): string {
  const local = at.toZonedDateTimeISO(timeZone);
  const hour = local.toPlainTime().toString({ smallestUnit: 'minute' });
  return `${dayInWords(local.toPlainDate())}, ${hour} (${timeZone})`;
}
