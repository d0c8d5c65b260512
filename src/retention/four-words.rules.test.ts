import fc from 'fast-check';
import { knownWords } from '../kernel/crypto/spoken-words.rules.js';
import { fourWords, sameWords } from './four-words.rules.js';

describe('four words', () => {
  it('come from a list of 256 that differ', () => {
    expect(new Set(knownWords).size).toBe(256);
  });

  it('are the same for the same secret, and understood however they are typed', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (bytes) => {
        const words = fourWords(Buffer.from(bytes));
        expect(words.split(' ')).toHaveLength(4);
        expect(sameWords(words.replaceAll(' ', ''), words)).toBe(true);
        expect(sameWords(` ${words.toUpperCase().replaceAll(' ', ',  ')}. `, words)).toBe(true);
      }),
    );
  });

  it('are not others', () => {
    expect(sameWords('', fourWords(Buffer.alloc(4)))).toBe(false);
    expect(sameWords('acorn acorn acorn actor', fourWords(Buffer.alloc(4)))).toBe(false);
  });
});
