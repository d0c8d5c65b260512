import { describe, expect, it } from '@jest/globals';
import { inOneLine } from './column.words.js';

describe('a row of what is held', () => {
  it('reads as a line: days and hours in words, choices in plain ones', () => {
    expect(inOneLine({ display_name: 'Eva', source: 'join', added_on: '2026-01-05', phonebook: false })).toBe(
      'your name: Eva; how we know of you: you came by the join page; added on: Monday 5 January 2026; in our phone book: no',
    );
    expect(inOneLine({ state: 'accepted', accepted_at: new Date('2026-01-05T09:00:00Z') })).toBe(
      'how it stands: accepted; accepted at: Monday 5 January 2026, 09:00 (UTC)',
    );
  });

  it('shows what was sealed as one piece, field by field, and what a person wrote as they wrote it', () => {
    expect(inOneLine({ facts: '{"name":"Eva","how":"email"}' })).toBe(
      'what you wrote: name: Eva; how: email',
    );
    expect(inOneLine({ text: '{not json' })).toBe('text: {not json');
  });
});
