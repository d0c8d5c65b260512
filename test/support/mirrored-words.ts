import { spoken } from './plain-words.js';

/** What stands between two marks of the `mirrored` language was said; within it may stand what was said before. */
const said = /⟦[^⟦⟧]*⟧/gu;

/** The words of a page or a card drawn with `mirrored` that nobody can translate: typed by people, or forgotten. */
export function wordsUnsaid(html: string): string[] {
  let text = spoken(html);
  while (said.test(text)) text = text.replaceAll(said, ' ');
  return text.match(/\p{L}[\p{L}\p{N}’'.@-]*/gu) ?? [];
}
