import { describe, expect, it } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import type { Result } from './channels/channel.js';
import { stateAfter } from './single-mail.rules.js';

const asked = Temporal.Instant.from('2026-01-05T09:00:00Z');
const after = (hours: number, result: Result): string =>
  stateAfter(result, asked, asked.add({ seconds: Math.round(hours * 3600) }));

describe('a letter to an address that somebody typed', () => {
  it.each<[Result, number, string]>([
    [{ is: 'accepted' }, 0, 'sent'],
    [{ is: 'accepted' }, 300, 'sent'],
    [{ is: 'refused', reason: 'nobody here' }, 0, 'refused'],
    [{ is: 'later', reason: 'not now' }, 23.99, 'to send'],
    [{ is: 'later', reason: 'not now' }, 24, 'refused'],
    [{ is: 'later', reason: 'our password', ours: true }, 300, 'to send'],
  ])('%j after %d hours is: %s', (result, hours, state) => {
    expect(after(hours, result)).toBe(state);
  });
});
