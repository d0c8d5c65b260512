import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { letGo, slowedDown, type Pace } from './pace.rules.js';

const now = Temporal.Instant.from('2026-03-02T09:00:00Z');
const fresh: Pace = { perMinute: null, evenAt: now, pausedUntil: null, refusedAt: null };
const after = (minutes: number): Temporal.Instant => now.add({ seconds: Math.round(minutes * 60) });

describe('the pace to one receiver', () => {
  it('lets all go where nothing limits it', () => {
    expect(letGo(fresh, 5000, null, now)).toMatchObject({ go: 5000, waitUntil: [] });
  });

  it('lets a minute’s worth go at once, then one after the other', () => {
    const first = letGo(fresh, 100, 60, now);
    expect(first.go).toBe(60);
    expect(first.waitUntil.slice(0, 3).map(String)).toEqual(
      [1, 2, 3].map((seconds) => String(now.add({ seconds }))),
    );
    expect(letGo(first.pace, 5, 60, now).go).toBe(0);
    expect(letGo(first.pace, 50, 60, after(0.5)).go).toBe(30);
    expect(letGo(first.pace, 500, 60, after(600)).go).toBe(60);
  });

  it('pauses when asked to, halves the pace, and comes back to what is usual', () => {
    const slow = slowedDown(fresh, 600, now);
    expect(letGo(slow, 10, 600, now)).toMatchObject({ go: 0 });
    expect(String(letGo(slow, 10, 600, now).waitUntil[0])).toBe(String(after(1)));
    expect(letGo(slow, 1000, 600, after(2)).go).toBe(300);
    expect(letGo(slow, 1000, 600, after(11)).go).toBe(600);
  });

  it('counts several who say so at once as one, and is never slower than six a minute', () => {
    expect(slowedDown(slowedDown(fresh, 600, now), 600, now)).toEqual(slowedDown(fresh, 600, now));
    let pace = fresh;
    for (let minute = 0; minute < 40; minute += 2) pace = slowedDown(pace, 600, after(minute));
    expect(pace.perMinute).toBe(6);
  });

  it('slows down where nothing was limited, too', () => {
    const slow = slowedDown(fresh, null, now);
    expect(letGo(slow, 1000, null, after(2)).go).toBe(60);
    expect(letGo(slow, 1000, null, after(120)).go).toBe(1000);
  });

  it('does not stay slow until a day that the clock has left again', () => {
    const slow = { ...fresh, perMinute: 6, refusedAt: after(60 * 24) };
    expect(letGo(slow, 100, 60, now).go).toBe(60);
    // Another machine may be a little ahead of us.
    expect(letGo({ ...slow, refusedAt: after(1) }, 100, 60, now).go).toBe(6);
  });

  it('does not wait for hours when the clock is put back', () => {
    const future = { ...fresh, perMinute: 60, evenAt: after(60 * 24), pausedUntil: after(60 * 24) };
    expect(letGo(future, 1, 60, now).go).toBe(1);
  });

  it('never lets more go than the pace allows, however it is asked, and everybody has a turn', () => {
    const asks = fc.array(fc.tuple(fc.integer({ min: 0, max: 60_000 }), fc.integer({ min: 0, max: 80 })), {
      minLength: 1,
      maxLength: 40,
    });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), asks, (usual, steps) => {
        let [pace, at, gone] = [fresh, now, 0];
        for (const [wait, ready] of steps) {
          at = at.add({ milliseconds: wait });
          const { go, waitUntil, pace: next } = letGo(pace, ready, usual, at);
          pace = next;
          gone += go;
          expect(go + waitUntil.length).toBe(ready);
          for (const until of waitUntil) expect(Temporal.Instant.compare(at, until)).toBeLessThan(0);
        }
        expect(gone).toBeLessThanOrEqual(usual * (1 + at.since(now).total('minutes')) + 1);
      }),
    );
  });
});
