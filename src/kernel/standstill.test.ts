import { Temporal } from 'temporal-polyfill';
import { standsStill } from './standstill.js';

const at = (time: string) => Temporal.Instant.from(`2026-01-05T${time}Z`);

describe('nothing happens by itself', () => {
  it('two minutes after the last beat', () => {
    const now = at('09:00:00');
    expect(standsStill(at('08:58:00'), { now, up: now })).toBeNull();
    expect(standsStill(at('08:57:59'), { now, up: now })).toEqual(at('08:57:59'));
  });

  it('where no heart ever beat since the program has been up for two minutes', () => {
    expect(standsStill(null, { now: at('09:00:00'), up: at('08:59:00') })).toBeNull();
    expect(standsStill(null, { now: at('09:00:00'), up: at('08:57:00') })).toBe('never');
  });
});
