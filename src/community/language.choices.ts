import { languages } from '../kernel/language/language.rules.js';
import { english } from '../kernel/language/say.js';
import type { Choice } from '../kernel/ui/forms.js';
import { knownLanguages } from './language.rules.js';

/** What the page says of the languages in which nobody is written to. */
export const inWhichWeWrite = `We write in ${english.list(languages.map(english.tongue))}. Who speaks another is written to in English.`;

/**
 * Languages by their names: first those in which we write, then the others that we know, by name. What is stored or was
 * typed stays choosable, whatever it is.
 */
export function languageChoices(chosen?: unknown): Choice[] {
  const others = knownLanguages
    .filter((tag) => !languages.some((ours) => ours === tag))
    .toSorted((a, b) => english.tongue(a).localeCompare(english.tongue(b), 'en'));
  const tags = [...languages, ...others];
  if (typeof chosen === 'string' && chosen !== '' && !tags.includes(chosen)) tags.push(chosen);
  return tags.map((value) => ({ value, label: english.tongue(value) }));
}
