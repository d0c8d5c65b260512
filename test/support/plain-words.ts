/** Words of the people who lead, never of members (they read: the move, closing the old place, helper). */
const ours =
  /\b(?:rollouts?|pilots?|standings?|baselines?|cohorts?|waves?|sunsets?|advocates?|skeptics?|outcomes?|unreachable|migrations?|deliver(?:y|ies)|ledger)\b/giu;

/** Words that push, sigh or scold. */
const stiff = /\b(?:please|oops|simply|invalid|kindly)\b/giu;

/** What a letter, post or page to members says that it must not say; empty when all is plain. */
export const unplain = (text: string): string[] => [...(text.match(ours) ?? []), ...unkind(text)];

/** The same for leads, who use their own words. */
export const unkind = (text: string): string[] => text.match(stiff) ?? [];

/** The same words, and those that push, in the other languages. */
const theirs = {
  de: /\b(?:rollouts?|pilot(?:en|phase|gruppe|projekt)?|baseline|kohorten?|wellen?|sunset|skeptiker(?:in|innen)?|unerreichbar|migration|bitte|ungültig|hoppla)\b/giu,
  fr: /\b(?:rollouts?|pilotes?|baseline|cohortes?|vagues?|sunset|sceptiques?|injoignables?|migration|veuillez|s[’']il (?:vous|te) pla[iî]t|invalides?|oups)\b/giu,
  es: /\b(?:rollouts?|pilotos?|baseline|cohortes?|oleadas?|sunset|escéptic[oa]s?|ilocalizables?|migración|por favor|inválid[oa]s?|ups)\b/giu,
  pt: /\b(?:rollouts?|pilotos?|baseline|coortes?|vagas?|ondas?|sunset|cétic[oa]s?|incontactáve(?:l|is)|migração|por favor|inválid[oa]s?|ups)\b/giu,
} as const;

export const unplainIn = (language: 'en' | keyof typeof theirs, text: string): string[] =>
  language === 'en' ? unplain(text) : (text.match(theirs[language]) ?? []);

/** Words of a message, lines that are only a link and the bar above the footer left out. */
export function wordsIn(text: string): number {
  return text
    .split('\n')
    .filter((line) => !/^\s*(?:https?:\/\/\S+|--)?\s*$/.test(line))
    .flatMap((line) => line.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word))).length;
}

/** Sentences of more than 20 words. A line is a sentence at least; a date's point or a URL's ends none. */
export const longSentences = (text: string): string[] =>
  text.split(/\n|(?<=[.!?…:][”"]?)\s+/).filter((sentence) => wordsIn(sentence) > 20);

/** A page or an HTML mail as it reads: no tags, no style, no links' addresses. */
export function spoken(html: string): string {
  return html
    .replace(/<(head|style|script)\b[\s\S]*?<\/\1>/giu, ' ')
    .replace(/<div style="display:none[\s\S]*?<\/div>/giu, ' ')
    .replace(/<\/(?:p|h\d|li|td|tr|div|section)>|<br\s*\/?>/giu, '\n')
    .replace(/<[^>]+>/gu, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&amp;', '&');
}
