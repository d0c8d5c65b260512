import { onlyLetters, spokenWords } from '../kernel/crypto/spoken-words.rules.js';

/** Three words of 256: sixteen million phrases, of which nobody guesses one that is in use. */
export const PHRASE_BYTES = 3;

/** A notice's phrase: `kettle-goose-hill`. */
export const phraseFrom = (secret: Uint8Array): string =>
  spokenWords(secret.subarray(0, PHRASE_BYTES)).replaceAll(' ', '-');

/** Longer than any phrase, however it is spaced out. */
const MOST_TYPED = 200;

/** What somebody typed, as phrases are looked up; null where it can be none. */
export function phraseTyped(text: unknown): string | null {
  if (typeof text !== 'string' || text.length > MOST_TYPED) return null;
  return onlyLetters(text) || null;
}

/** Where one types it: without the scheme, as it is typed on a phone. */
export const askedAt = (baseUrl: string): string => `${baseUrl.replace(/^https?:\/\//, '')}/true`;
