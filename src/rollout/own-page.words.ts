import { msg } from '../kernel/language/message.js';
import { english, type Say } from '../kernel/language/say.js';

/** What the page says in its first line after an act; features add theirs under their own keys. */
const words: Record<string, string> = {
  seen: msg('Thank you. We know now that this reached you.'),
};

/** Registered at load, marked by `msg`, by the feature that leads back to the own page with `?said=key`. */
export function says(added: Record<string, string>): void {
  Object.assign(words, added);
}

/** A key that nobody registered says nothing: what stands in an address is never shown. */
export function saidWords(key: string, say: Say = english): string | null {
  const message = words[key];
  return message === undefined ? null : say.reason({ message });
}
