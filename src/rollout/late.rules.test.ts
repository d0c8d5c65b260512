import { describe, expect, it } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { ladderOf, whatNow } from './late.rules.js';
import { playRow } from './playbook.js';

const due = Temporal.Instant.from('2026-02-02T09:00:00Z');
const after = (hours: number): Temporal.Instant => due.add({ hours });

describe('what is found late', () => {
  it('is done within its grace and held after it', () => {
    const row = playRow('launch.invitation');
    expect(whatNow(row, { at: due, step: '', newerIsDue: false }, after(24))).toEqual({ do: true });
    expect(whatNow(row, { at: due, step: '', newerIsDue: false }, after(25))).toEqual({
      do: false,
      state: 'held',
      reason: 'found 25 hours late; 24 allowed',
    });
  });

  it('is skipped where it would be useless: a one-hour reminder after an hour, a day’s reminder after a day', () => {
    const row = playRow('launch.office-hour');
    const late = (step: string, hours: number): unknown =>
      whatNow(row, { at: due, step, newerIsDue: false }, after(hours));
    expect(late('abc/1h', 1)).toEqual({ do: true });
    expect(late('abc/1h', 2)).toMatchObject({
      state: 'skipped',
      reason: expect.stringContaining('1 allowed'),
    });
    expect(late('abc/24h', 20)).toEqual({ do: true });
    expect(late('abc/24h', 25)).toMatchObject({ state: 'skipped' });
  });

  it('is made up for where it measures or purges', () => {
    expect(
      whatNow(playRow('adoption.measure'), { at: due, step: '', newerIsDue: false }, after(24 * 30)),
    ).toEqual({
      do: true,
    });
  });

  it('gives way to a newer step of its ladder', () => {
    expect(
      whatNow(playRow('sunset.notice'), { at: due, step: '', newerIsDue: true }, after(0)),
    ).toMatchObject({
      state: 'skipped',
      reason: 'a newer step of the same is due',
    });
  });
});

describe('a ladder', () => {
  it('is a whole series, or the steps about one subject', () => {
    expect(ladderOf(playRow('sunset.notice'), 'sunset.notice', 'r1/T-7')).toBe('sunset.notice/');
    expect(ladderOf(playRow('launch.office-hour'), 'launch.office-hour', 'abc/24h')).toBe(
      'launch.office-hour/abc/',
    );
    expect(ladderOf(playRow('launch.invitation'), 'launch.invitation', '2')).toBeNull();
  });
});
