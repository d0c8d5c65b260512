import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { askedAt, PHRASE_BYTES, phraseFrom, phraseTyped } from './phrase.rules.js';

const secrets = fc.uint8Array({ minLength: PHRASE_BYTES, maxLength: PHRASE_BYTES });

describe('the phrase of a notice', () => {
  it('has three plain words, and is understood however they are typed', () => {
    fc.assert(
      fc.property(secrets, fc.constantFrom('', ' ', '-', ' - ', ', ', '\u00a0', '.'), (bytes, between) => {
        const phrase = phraseFrom(bytes);
        expect(phrase).toMatch(/^[a-z]{3,8}(?:-[a-z]{3,8}){2}$/);
        const right = phraseTyped(phrase);
        for (const typed of [phrase, phrase.toUpperCase(), `“${phrase}”. `])
          expect(phraseTyped(typed.replaceAll('-', between))).toBe(right);
      }),
    );
  });

  it('is none where nothing was typed, or far too much, or no text', () => {
    for (const typed of ['', ' - ', '123', 'a'.repeat(201), undefined, null, 7, ['kettle goose hill']])
      expect(phraseTyped(typed)).toBeNull();
  });

  it('differs where its bytes differ', () => {
    fc.assert(
      fc.property(secrets, secrets, (one, other) => {
        const same = one.every((byte, i) => byte === other[i]);
        expect(phraseFrom(one) === phraseFrom(other)).toBe(same);
      }),
    );
  });
});

it.each([
  ['https://move.example', 'move.example/true'],
  ['http://localhost:3000', 'localhost:3000/true'],
  ['https://hill.example/move', 'hill.example/move/true'],
])('an installation at %s is asked at %s', (baseUrl, address) => {
  expect(askedAt(baseUrl)).toBe(address);
});
