import { Temporal } from 'temporal-polyfill';

const QUIET_FROM = 21;
const QUIET_UNTIL = 8;

/** A batch asks for one moment and a handful of zones, thousands of times: the answers for that moment are kept. */
let answered: { at: number; byZone: Map<string, Temporal.Instant | null> } = { at: NaN, byZone: new Map() };

/** The next 08:00 where the reader lives, if it is between 21:00 and 08:00 there; else null. */
export function quietUntil(at: Temporal.Instant, timeZone: string): Temporal.Instant | null {
  if (answered.at !== at.epochMilliseconds) answered = { at: at.epochMilliseconds, byZone: new Map() };
  const known = answered.byZone.get(timeZone);
  if (known !== undefined) return known;
  const until = morningAfter(at, timeZone);
  answered.byZone.set(timeZone, until);
  return until;
}

function morningAfter(at: Temporal.Instant, timeZone: string): Temporal.Instant | null {
  const local = at.toZonedDateTimeISO(timeZone);
  if (local.hour >= QUIET_UNTIL && local.hour < QUIET_FROM) return null;
  const morning = local.hour >= QUIET_FROM ? local.toPlainDate().add({ days: 1 }) : local.toPlainDate();
  return morning.toZonedDateTime({ timeZone, plainTime: { hour: QUIET_UNTIL } }).toInstant();
}
