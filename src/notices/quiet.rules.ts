import { Temporal } from 'temporal-polyfill';

const QUIET_FROM = 21;
const QUIET_UNTIL = 8;

/** The next 08:00 where the reader lives, if it is between 21:00 and 08:00 there; else null. */
export function quietUntil(at: Temporal.Instant, timeZone: string): Temporal.Instant | null {
  const local = at.toZonedDateTimeISO(timeZone);
  if (local.hour >= QUIET_UNTIL && local.hour < QUIET_FROM) return null;
  const morning = local.hour >= QUIET_FROM ? local.toPlainDate().add({ days: 1 }) : local.toPlainDate();
  return morning.toZonedDateTime({ timeZone, plainTime: { hour: QUIET_UNTIL } }).toInstant();
}
