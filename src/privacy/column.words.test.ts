import { describe, expect, it } from '@jest/globals';
import { unsaidIn } from '../../test/support/unsaid.js';
import { mirrored } from '../kernel/language/say.js';
import { inOneLine } from './column.words.js';

describe('a row of what is held', () => {
  it('reads as a line: days and hours in words, choices in plain ones', () => {
    expect(
      inOneLine({ display_name: 'Eva', source: 'join', added_on: '2026-01-05', phonebook: false }, 'UTC'),
    ).toBe(
      'your name: Eva; how we know of you: you came by the join page; on our list since: Monday 5 January 2026; in our phone book: no',
    );
    expect(inOneLine({ state: 'accepted', accepted_at: new Date('2026-01-05T09:00:00Z') }, 'UTC')).toBe(
      'how it stands: accepted; taken by your mail server: Monday 5 January 2026, 09:00 (UTC)',
    );
  });

  it('tells hours, and the day, by the clocks of who reads it, and names them', () => {
    const row = { accepted_at: new Date('2026-01-05T23:29:00Z') };
    expect(inOneLine(row, 'Europe/Berlin')).toBe(
      'taken by your mail server: Tuesday 6 January 2026, 00:29 (Europe/Berlin)',
    );
    expect(inOneLine(row, 'America/Lima')).toContain('Monday 5 January 2026, 18:29 (America/Lima)');
  });

  it('shows what was sealed as one piece, field by field, and what a person wrote as they wrote it', () => {
    expect(inOneLine({ facts: '{"name":"Eva","how":"email"}' }, 'UTC')).toBe(
      'what you wrote: your name: Eva; how you would like to hear from us: by e-mail',
    );
    expect(inOneLine({ text: '{not json' }, 'UTC')).toBe('text: {not json');
  });

  it('says the same word as its column means it', () => {
    expect(inOneLine({ standing: 'listed', outcome: 'unreachable', comfort: 'skeptic' }, 'UTC')).toBe(
      'how far you have come, as we know: on our list; what you chose: we cannot reach you; how you feel about it: has doubts',
    );
  });

  it('reads a year of days that is kept in one row', () => {
    const bits = (...back: number[]): string =>
      Array.from({ length: 366 }, (_, i) => (back.includes(i) ? '1' : '0')).join('');
    expect(inOneLine({ newest: '2026-03-02', days: bits(0, 2), said: bits(2) }, 'UTC')).toBe(
      'days on which you were seen: Monday 2 March 2026 and Saturday 28 February 2026; what you told us: Saturday 28 February 2026',
    );
    expect(inOneLine({ newest: '2026-03-02', days: bits(0), said: bits() }, 'UTC')).toBe(
      'days on which you were seen: Monday 2 March 2026',
    );
  });

  it('is said in the language of its reader, marks and all', () => {
    const row = { display_name: 'Eva', pilot: true, told_how: 'door', added_on: '2026-01-05' };
    expect(unsaidIn(inOneLine(row, 'UTC', mirrored))).toEqual([]);
  });
});
