/** What the page says in its first line after an act; features add theirs under their own keys. */
const words: Record<string, string> = {
  seen: 'Thank you. We know now that this reached you.',
};

/** Registered at load by the feature that leads back to the own page with `?said=key`. */
export function says(added: Record<string, string>): void {
  Object.assign(words, added);
}

/** A key that nobody registered says nothing: what stands in an address is never shown. */
export const saidWords = (key: string): string | null => words[key] ?? null;
