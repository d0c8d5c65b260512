import { Temporal } from 'temporal-polyfill';

/** The only source of "now". Everything else is told the time, so that 30 weeks can pass in a test. */
export abstract class Clock {
  abstract now(): Temporal.Instant;
}

export class SystemClock extends Clock {
  now(): Temporal.Instant {
    return Temporal.Now.instant();
  }
}

/** A clock moved by hand, for tests, the demo and rehearsals. */
export class TestClock extends Clock {
  private instant: Temporal.Instant;

  constructor(start: Temporal.Instant | string = '2026-01-05T09:00:00Z') {
    super();
    this.instant = Temporal.Instant.from(start);
  }

  now(): Temporal.Instant {
    return this.instant;
  }

  /** Moves forward to `instant`; going back is refused, because it is nearly always a mistake in a test. */
  set(instant: Temporal.Instant | string): void {
    const next = Temporal.Instant.from(instant);
    if (Temporal.Instant.compare(next, this.instant) < 0)
      throw new RangeError(
        `The clock stands at ${this.instant.toString()}: use jump() to go back to ${next.toString()}.`,
      );
    this.instant = next;
  }

  /** Moves forward by a duration; a day counts as 24 hours. */
  advance(duration: Temporal.DurationLikeObject): void {
    const { days = 0, weeks = 0, hours = 0, ...rest } = duration;
    this.set(this.instant.add({ ...rest, hours: hours + 24 * (days + 7 * weeks) }));
  }

  /** Moves anywhere, back too: a machine whose clock was corrected. */
  jump(instant: Temporal.Instant | string): void {
    this.instant = Temporal.Instant.from(instant);
  }
}
