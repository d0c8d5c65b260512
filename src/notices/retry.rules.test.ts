import { Temporal } from 'temporal-polyfill';
import { nextAttempt, troubleSince } from './retry.rules.js';

const start = Temporal.Instant.from('2026-03-02T12:00:00Z');

describe('trying again', () => {
  it('pauses longer each time, and ends with one last attempt after 24 hours', () => {
    const pauses: number[] = [];
    let now = start;
    for (let attempts = 1; ; attempts += 1) {
      const next = nextAttempt({ attempts, firstTriedAt: start }, now);
      if (!next) break;
      pauses.push(now.until(next, { smallestUnit: 'minutes', largestUnit: 'minutes' }).minutes);
      now = next;
    }
    expect(pauses).toEqual([2, 4, 8, 16, 32, 64, 128, 240, 240, 240, 240, 226]);
    expect(String(now)).toBe(String(start.add({ hours: 24 })));
  });

  it('of what may have arrived each time ends after four, so that nobody has it forty times', () => {
    const after = (unclear: number) =>
      nextAttempt({ attempts: 9, firstTriedAt: start, unclear }, start, true);
    expect([0, 1, 2, 3].map((unclear) => after(unclear) === null)).toEqual([false, false, false, false]);
    expect(after(4)).toBeNull();
  });

  it('of what is wrong on our side ends after 7 days', () => {
    const within = (hours: number) =>
      nextAttempt({ attempts: 30, firstTriedAt: start }, start.add({ hours }), true);
    expect(within(6 * 24)).not.toBeNull();
    expect(within(7 * 24)).toBeNull();
  });

  it('of what a person can tell ends while it is of use for 3 days more, and never within 24 hours', () => {
    const gaveUp = (usefulHours: number, hours: number) =>
      nextAttempt(
        { attempts: 30, firstTriedAt: start, tellBy: start.add({ hours: usefulHours }) },
        start.add({ hours }),
        true,
      ) === null;
    expect([95, 96].map((hours) => gaveUp(7 * 24, hours))).toEqual([false, true]);
    expect([23, 24].map((hours) => gaveUp(48, hours))).toEqual([false, true]);
    expect([7 * 24 - 1, 7 * 24].map((hours) => gaveUp(30 * 24, hours))).toEqual([false, true]);
  });

  it('goes on a few times, however long it had to wait for its turn', () => {
    const after = (attempts: number) =>
      nextAttempt({ attempts, firstTriedAt: start }, start.add({ hours: 60 }))?.toString() ?? null;
    expect([2, 5, 6].map(after)).toEqual(['2026-03-05T00:04:00Z', '2026-03-05T00:32:00Z', null]);
  });

  it('begins anew with short pauses where another trouble was in the way before', () => {
    const now = start.add({ hours: 26 });
    const since = (attempts: number, wasOurs: boolean | null, ours: boolean) =>
      troubleSince({ attempts, firstTriedAt: start, wasOurs }, ours, now).toString();
    const [then, anew] = [start.toString(), now.toString()];
    expect([since(9, true, false), since(9, false, true)]).toEqual([anew, anew]);
    expect([since(9, true, true), since(9, false, false), since(1, null, false)]).toEqual([then, then, then]);
    expect(nextAttempt({ attempts: 20, firstTriedAt: now }, now)?.toString()).toBe('2026-03-03T14:02:00Z');
  });

  it('comes to an end where two troubles take turns for ever', () => {
    let [now, since, attempts] = [start, start, 0];
    for (let next: Temporal.Instant | null = start; next; attempts += 1) {
      now = next;
      const ours = attempts % 2 === 1;
      since = troubleSince({ attempts: attempts + 1, firstTriedAt: since, wasOurs: !ours }, ours, now);
      next = nextAttempt({ attempts: attempts + 1, firstTriedAt: since }, now, ours);
    }
    expect(attempts).toBeLessThan(200);
  });
});
