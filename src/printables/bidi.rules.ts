/** Which way a letter is read; digits, spaces and signs go with what stands around them. */
export type Way = 'ltr' | 'rtl';

const RTL = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
const LETTER = /\p{L}/u;
const DIGITS = /\p{Nd}/u;

/** A piece of a line that is read in one way, for a font program that lays out one way at a time. */
export interface Piece {
  text: string;
  way: Way;
}

/** The way in which a language is read. */
export const wayOf = (language: string): Way =>
  /^(ar|arc|ckb|dv|fa|he|ps|sd|ug|ur|yi)(-|$)/.test(language) ? 'rtl' : 'ltr';

/**
 * One line in the order in which it stands on paper, from left to right. What stands between two letters of one way
 * goes with them, else with the line; digits are read from left to right everywhere. That is what names in a sentence
 * need of the Unicode rules (UAX 9); embedded directions and mirrored brackets are not read.
 */
export function pieces(line: string, base: Way): Piece[] {
  const signs = Array.from(line);
  const ways = resolved(signs, base);
  const found: Piece[] = [];
  signs.forEach((text, i) => {
    const last = found.at(-1);
    if (last && last.way === ways[i]) last.text += text;
    else found.push({ text, way: ways[i]! });
  });
  return base === 'rtl' ? found.toReversed() : found;
}

function resolved(signs: string[], base: Way): Way[] {
  const own = signs.map((sign): Way | null =>
    RTL.test(sign) ? 'rtl' : LETTER.test(sign) || DIGITS.test(sign) ? 'ltr' : null,
  );
  let before: Way = base;
  const left = own.map((way) => (before = way ?? before));
  let after: Way = base;
  const right = own.map((_, i) => (after = own[own.length - 1 - i] ?? after)).toReversed();
  return own.map((way, i) => way ?? (left[i] === right[i] ? left[i]! : base));
}
