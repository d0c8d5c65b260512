import { languages, type Language } from '../kernel/language/language.rules.js';
import { speak, type Say } from '../kernel/language/say.js';

/**
 * What is said to one person, before their name is filled in. `{firstName}`, `{ownPage}` and `{helper}` are
 * filled in at sending, escaped; nothing else about the person may stand in it.
 */
export interface Letter {
  /** At most 50 characters: who, what, when. */
  subject: string;
  /** The answer in one sentence. */
  opening: string;
  paragraphs: string[];
  /** The one button; `to` is a path below the reader's own page, '' the page itself. */
  action?: { label: string; to: string };
  /** What happens if the reader does nothing. */
  nothing: string;
  /** Why the reader gets this, in one line. */
  why: string;
}

/** English is always there; letters that were kept before the others were written have no more. */
export type Letters = { en: Letter } & Partial<Record<Language, Letter>>;

/** A letter in every language, as it is kept with its notice. */
export const inEveryLanguage = (write: (say: Say) => Letter): Letters =>
  Object.fromEntries(languages.map((language) => [language, write(speak(language))])) as unknown as Letters;

/** What is said once in a place, for everybody there. */
export interface PostText {
  /** At most 600 characters, without formatting. */
  short: string;
  long: string;
}

/** The letter in the reader's language, else the community's, else English. */
export function letterIn(
  letters: Letters,
  ...wanted: (string | null)[]
): { letter: Letter; language: Language } {
  for (const tag of wanted) {
    const language = languages.find((known) => known === tag?.toLowerCase().split('-')[0]);
    const letter = language && letters[language];
    if (letter) return { letter, language };
  }
  return { letter: letters.en, language: 'en' };
}
