import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { localDay } from '../kernel/local-day.js';
import { afterPauses, lastSpokenDay, momentAt, nextSpokenDay } from './calendar.rules.js';

const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text);

describe('momentAt', () => {
  it('is the local hour on an ordinary day', () => {
    expect(momentAt(day('2026-07-07'), '10:00', 'Europe/Berlin').toString()).toBe('2026-07-07T08:00:00Z');
  });

  it('is the first valid minute after an hour that the clock change skips', () => {
    // Berlin goes from 02:00 to 03:00 on 29 March 2026.
    expect(momentAt(day('2026-03-29'), '02:30', 'Europe/Berlin').toString()).toBe('2026-03-29T01:00:00Z');
    // Cairo skips midnight itself on 24 April 2026.
    expect(momentAt(day('2026-04-24'), '00:00', 'Africa/Cairo').toString()).toBe('2026-04-23T22:00:00Z');
  });

  it('is the first of an hour that comes twice', () => {
    expect(momentAt(day('2026-10-25'), '02:30', 'Europe/Berlin').toString()).toBe('2026-10-25T00:30:00Z');
  });

  it('never leaves the day, in any zone', () => {
    const zones = Intl.supportedValuesOf('timeZone');
    const hours = ['00:00', '02:30', '03:00', '10:00', '23:59'];
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.constantFrom(...hours),
        fc.integer({ min: 0, max: 1500 }),
        (zone, hour, n) => {
          const on = day('2025-01-01').add({ days: n });
          expect(localDay(momentAt(on, hour, zone), zone).toString()).toBe(on.toString());
        },
      ),
    );
  });
});

describe('days', () => {
  it('are moved by every pause that began on or before them', () => {
    const pauses = [
      { from: '2026-01-10', days: 5 },
      { from: '2026-01-20', days: 3 },
    ];
    expect(afterPauses(day('2026-01-09'), pauses).toString()).toBe('2026-01-09');
    expect(afterPauses(day('2026-01-10'), pauses).toString()).toBe('2026-01-15');
    expect(afterPauses(day('2026-01-15'), pauses).toString()).toBe('2026-01-23');
  });

  it('without messages are stepped over, forward or back', () => {
    const quiet = new Set(['2026-04-04', '2026-04-05', '2026-04-06']);
    expect(nextSpokenDay(day('2026-04-04'), quiet).toString()).toBe('2026-04-07');
    expect(lastSpokenDay(day('2026-04-06'), quiet).toString()).toBe('2026-04-03');
  });
});
