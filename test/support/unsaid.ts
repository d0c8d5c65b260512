import { spoken } from './plain-words.js';

/**
 * The words of a page drawn in `mirrored` that stand in no said sentence: what its data brought, and whatever nobody
 * could translate.
 */
export function unsaidIn(html: string): string[] {
  let text = `${/<title>(.*?)<\/title>/.exec(html)?.[1] ?? ''}\n${spoken(html)}`;
  for (let before = ''; before !== text;) {
    before = text;
    text = text.replaceAll(/[\u202a-\u202e]?⟦[^⟦⟧]*⟧[\u202a-\u202e]?/g, '');
  }
  return text.match(/\p{L}[\p{L}\p{M}’']*/gu) ?? [];
}
