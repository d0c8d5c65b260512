import { onlyLetters, spokenWords } from '../kernel/crypto/spoken-words.rules.js';

/** Four words from at least four secret bytes; the same bytes always give the same words. */
export const fourWords = (secret: Buffer): string => spokenWords(secret.subarray(0, 4));

/** As people type them: only the letters count, not capitals, commas or how many spaces. */
export const sameWords = (given: string, right: string): boolean => onlyLetters(given) === onlyLetters(right);
