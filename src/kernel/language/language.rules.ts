/** The languages in which members are spoken to. English is the source; the others have a catalogue in `languages/`. */
export const languages = ['en', 'de', 'fr', 'es', 'pt'] as const;
export type Language = (typeof languages)[number];

/** The first of these tags that we speak: `de-AT` is German, `pt-BR` Portuguese. English where none is. */
export function languageOf(...wanted: (string | null | undefined)[]): Language {
  for (const tag of wanted) {
    const spoken = languages.find((language) => language === tag?.toLowerCase().split(/[-_]/)[0]);
    if (spoken) return spoken;
  }
  return 'en';
}

/** What a page's address asks for; undefined where we do not speak it. */
export const spoken = (tag: unknown): Language | undefined => languages.find((language) => language === tag);

/** What a browser asks for (`de-AT,de;q=0.9,en;q=0.5`), the dearest first. */
export function wantedBy(acceptLanguage: string | undefined): string[] {
  const tags = (acceptLanguage ?? '').slice(0, 500).split(',');
  return tags
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().split(/\s*;\s*/);
      const weight = parameters.find((parameter) => parameter.startsWith('q='));
      return { tag, weight: weight === undefined ? 1 : Number(weight.slice(2)) };
    })
    .filter(({ tag, weight }) => tag !== '' && weight > 0)
    .toSorted((a, b) => b.weight - a.weight)
    .map(({ tag }) => tag);
}
