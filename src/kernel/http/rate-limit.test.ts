import { TestClock } from '../clock.js';
import { RateLimit } from './rate-limit.js';

describe('the rate limit', () => {
  it('lets so many through in an hour, for each key and bucket apart, and starts again with the next hour', () => {
    const clock = new TestClock('2026-01-05T09:10:00Z');
    const limit = new RateLimit(clock);
    const tries = Array.from({ length: 4 }, () => limit.take('join', '192.0.2.1', 3));
    expect(tries).toEqual([true, true, true, false]);
    expect(limit.take('join', '192.0.2.2', 3)).toBe(true);
    expect(limit.take('sign-in', '192.0.2.1', 3)).toBe(true);
    clock.advance({ minutes: 50 });
    expect(limit.take('join', '192.0.2.1', 3)).toBe(true);
  });

  it('tells when it begins anew, and whether the next is too many without counting it', () => {
    const limit = new RateLimit(new TestClock('2026-01-05T09:10:30Z'));
    const asked = Array.from({ length: 5 }, () => limit.isSpent('join', '192.0.2.1', 2));
    expect(asked).toEqual([false, false, false, false, false]);
    limit.take('join', '192.0.2.1', 2);
    limit.take('join', '192.0.2.1', 2);
    expect(limit.isSpent('join', '192.0.2.1', 2)).toBe(true);
    expect(limit.minutesLeft()).toBe(50);
  });

  it('keeps no key as it was given', () => {
    const limit = new RateLimit(new TestClock());
    limit.take('join', '192.0.2.1', 3);
    expect(JSON.stringify([...(limit as unknown as { counts: Map<string, number> }).counts])).not.toContain(
      '192.0.2.1',
    );
  });
});
