import { Temporal } from 'temporal-polyfill';

/** Every replanning asks for the same hours of the same days again, and zones are slow to ask. */
const known = new Map<string, Temporal.Instant>();
const mostKnown = 20_000;

/**
 * The moment of a local hour (`HH:MM`) on a date. An hour that a clock change skips becomes the first valid
 * minute after it; an hour that comes twice is the first of the two.
 */
export function momentAt(day: Temporal.PlainDate, hour: string, timeZone: string): Temporal.Instant {
  const asked = `${day.toString()} ${hour} ${timeZone}`;
  const answer = known.get(asked) ?? reckon(day, hour, timeZone);
  if (known.size >= mostKnown) known.clear();
  known.set(asked, answer);
  return answer;
}

function reckon(day: Temporal.PlainDate, hour: string, timeZone: string): Temporal.Instant {
  const wanted = day.toPlainDateTime(Temporal.PlainTime.from(hour));
  const found = wanted.toZonedDateTime(timeZone, { disambiguation: 'earlier' });
  if (found.toPlainDateTime().equals(wanted)) return found.toInstant();
  // Skipped: 'earlier' answers with the offset before the change, so the change itself comes next.
  return (found.getTimeZoneTransition('next') ?? found).toInstant();
}

/** Where a day without messages is named, what would speak on it goes on the next day that is not. */
export function nextSpokenDay(day: Temporal.PlainDate, quiet: ReadonlySet<string>): Temporal.PlainDate {
  let next = day;
  while (quiet.has(next.toString())) next = next.add({ days: 1 });
  return next;
}

/** The same backwards: what counts down to a promised date may come early, never late. */
export function lastSpokenDay(day: Temporal.PlainDate, quiet: ReadonlySet<string>): Temporal.PlainDate {
  let last = day;
  while (quiet.has(last.toString())) last = last.subtract({ days: 1 });
  return last;
}

/** A day moved by the pauses that began on or before it, in their order. */
export function afterPauses(
  day: Temporal.PlainDate,
  pauses: readonly { from: string; days: number }[],
): Temporal.PlainDate {
  return pauses.reduce(
    (moved, pause) =>
      Temporal.PlainDate.compare(moved, pause.from) >= 0 ? moved.add({ days: pause.days }) : moved,
    day,
  );
}

export function later(a: Temporal.PlainDate, b: Temporal.PlainDate): Temporal.PlainDate {
  return Temporal.PlainDate.compare(a, b) >= 0 ? a : b;
}

export function earlier(a: Temporal.PlainDate, b: Temporal.PlainDate): Temporal.PlainDate {
  return Temporal.PlainDate.compare(a, b) <= 0 ? a : b;
}

export function isBefore(a: Temporal.PlainDate, b: Temporal.PlainDate): boolean {
  return Temporal.PlainDate.compare(a, b) < 0;
}
