import { spoken } from './plain-words.js';

/** Attributes that are read aloud or shown. */
const said = /\s(?:aria-label|title|alt|placeholder)="([^"]*)"/g;

/**
 * The words of a page drawn in `mirrored` that stand in no said sentence: what its data brought, and whatever nobody
 * could translate.
 */
export function unsaidIn(html: string): string[] {
  const attributes = Array.from(html.matchAll(said), ([, words = '']) => words).join('\n');
  let text = `${/<title>(.*?)<\/title>/.exec(html)?.[1] ?? ''}\n${attributes}\n${spoken(html.replaceAll(/<\/(?:option|label|span|a)>/g, '\n'))}`;
  text = text.replaceAll(/https?:\/\/[^\s⟧]+/g, '');
  for (let before = ''; before !== text;) {
    before = text;
    text = text.replaceAll(/[\u202a-\u202e]?⟦[^⟦⟧]*⟧[\u202a-\u202e]?/g, '');
  }
  return text.match(/\p{L}[\p{L}\p{M}’']*/gu) ?? [];
}
