import { Temporal } from 'temporal-polyfill';
import { nextAttempt } from './retry.rules.js';

const start = Temporal.Instant.from('2026-03-02T12:00:00Z');

describe('trying again', () => {
  it('pauses longer each time, and ends with one last attempt after 24 hours', () => {
    const pauses: number[] = [];
    let now = start;
    for (let attempts = 1; ; attempts += 1) {
      const next = nextAttempt(attempts, start, now);
      if (!next) break;
      pauses.push(now.until(next, { smallestUnit: 'minutes', largestUnit: 'minutes' }).minutes);
      now = next;
    }
    expect(pauses).toEqual([2, 4, 8, 16, 32, 64, 128, 240, 240, 240, 240, 226]);
    expect(String(now)).toBe(String(start.add({ hours: 24 })));
  });

  it('of what may have arrived each time ends after four, so that nobody has it forty times', () => {
    const after = (unclear: number) => nextAttempt(9, start, start, { ours: true, unclear });
    expect([0, 1, 2, 3].map((unclear) => after(unclear) === null)).toEqual([false, false, false, false]);
    expect(after(4)).toBeNull();
  });

  it('of what is wrong on our side ends after 7 days', () => {
    const within = (hours: number) => nextAttempt(30, start, start.add({ hours }), { ours: true });
    expect(within(6 * 24)).not.toBeNull();
    expect(within(7 * 24)).toBeNull();
  });
});
