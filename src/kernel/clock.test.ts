import { SystemClock, TestClock } from './clock.js';

describe('the test clock', () => {
  it('goes forward by durations and to moments', () => {
    const clock = new TestClock('2026-01-05T09:00:00Z');
    clock.advance({ weeks: 1, days: 1, hours: 1, minutes: 30 });
    expect(clock.now().toString()).toBe('2026-01-13T10:30:00Z');
    clock.set('2026-07-01T00:00:00Z');
    expect(clock.now().toString()).toBe('2026-07-01T00:00:00Z');
  });

  it('goes back only when told to jump', () => {
    const clock = new TestClock('2026-01-05T09:00:00Z');
    expect(() => clock.set('2026-01-05T08:59:59Z')).toThrow(/use jump\(\)/);
    expect(() => clock.advance({ hours: -1 })).toThrow(/use jump\(\)/);
    clock.jump('2026-01-04T09:00:00Z');
    expect(clock.now().toString()).toBe('2026-01-04T09:00:00Z');
  });
});

it('the system clock does not run backwards', () => {
  const clock = new SystemClock();
  const earlier = clock.now().epochMilliseconds;
  expect(clock.now().epochMilliseconds).toBeGreaterThanOrEqual(earlier);
});
