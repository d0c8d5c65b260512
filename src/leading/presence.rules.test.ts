import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { GONE_DAYS, presence, QUIET_DAYS } from './presence.rules.js';

const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text);
const startedOn = day('2026-01-05');
const on = (seen: string | null, today: string, paused = false) =>
  presence({ seenOn: seen === null ? null : day(seen), startedOn, today: day(today), paused });

describe('whether anybody who leads is there', () => {
  it.each([
    ['2026-02-20', '2026-03-01', 'here'],
    ['2026-02-20', '2026-03-02', 'quiet'],
    ['2026-02-20', '2026-03-12', 'quiet'],
    ['2026-02-20', '2026-03-13', 'gone'],
    ['2028-02-20', '2028-03-01', 'quiet'],
  ])('seen on %s, on %s it is %s, over the end of a month too', (seen, today, state) => {
    expect(on(seen, today).state).toBe(state);
  });

  it('counts from the start where nobody was seen since', () => {
    expect(on(null, '2026-01-14').state).toBe('here');
    expect(on('2025-11-01', '2026-01-15')).toMatchObject({ days: 10, state: 'quiet' });
  });

  it('counts nothing in a pause', () => {
    expect(on('2026-02-20', '2026-12-24', true)).toMatchObject({ days: 0, state: 'here' });
  });

  it('takes a day that lies ahead in another zone for today', () => {
    expect(on('2026-03-02', '2026-03-01')).toMatchObject({ days: 0, state: 'here' });
  });

  it('only ever gets worse by waiting, changes on its two days, and names the second before it comes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4000 }), fc.integer({ min: 0, max: 60 }), (offset, waited) => {
        const seenOn = startedOn.add({ days: offset });
        const today = seenOn.add({ days: waited });
        const { state, holdsOn } = presence({ seenOn, startedOn, today, paused: false });
        expect(state).toBe(waited < QUIET_DAYS ? 'here' : waited < GONE_DAYS ? 'quiet' : 'gone');
        expect(state === 'gone').toBe(Temporal.PlainDate.compare(today, holdsOn) >= 0);
      }),
    );
  });
});
