/** Languages whose names we know in many languages ("Deutsch", "German", "allemand"); codes are open-ended. */
export const knownLanguages: readonly string[] =
  'en de fr es pt it nl pl tr ar fa he ru uk ro bg el cs sk hu sv da nb fi ca eu gl hr sr sq ku ur hi bn ta zh ja ko vi so ti am sw'.split(
    ' ',
  );
const SPEAKERS = 9;
const TAG = /^([a-z]{2,3})(?:[-_]([a-z]{4}))?(?:[-_]([a-z]{2}|\d{3}))?(?:\..*)?$/i;
const ZONE = /^[a-z]+(?:[/_+-][a-z0-9]+)*$/i;

const codes = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });
let names: Map<string, string> | undefined;

/** "de", "de_DE.UTF-8", "Deutsch" → "de", "de-DE", "de"; undefined when it names no language. */
export const readLanguage = remembering((text) => {
  names ??= languageNames();
  const named = names.get(text.toLowerCase());
  if (named !== undefined) return named;
  const [, language, script, region] = TAG.exec(text) ?? [];
  if (language === undefined || codes.of(language.toLowerCase()) === undefined) return undefined;
  return Intl.getCanonicalLocales(
    [language, script, region].filter((part) => part !== undefined).join('-'),
  )[0];
});

/** An IANA time zone; undefined when no clock knows the name. */
export const readTimeZone = remembering((text) => askClock(text.replaceAll(' ', '_')));

/** The same few words stand in a million rows; asking Intl each time would cost more than reading them. */
function remembering(read: (text: string) => string | undefined): (text: string) => string | undefined {
  const known = new Map<string, string | undefined>();
  return (text) => {
    if (known.has(text)) return known.get(text);
    if (known.size > 2_000) known.clear(); // a file may hold anything; memory may not
    const answer = read(text);
    known.set(text, answer);
    return answer;
  };
}

function askClock(name: string): string | undefined {
  if (!ZONE.test(name)) return undefined;
  try {
    const known = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
    // Asia/Kolkata stays what people write today, though old data answer Asia/Calcutta.
    return known.toLowerCase() === name.toLowerCase() ? known : name;
  } catch {
    return undefined;
  }
}

function languageNames(): Map<string, string> {
  const found = new Map<string, string>();
  const known = knownLanguages;
  for (const speaker of known) {
    const said = new Intl.DisplayNames(speaker, { type: 'language' });
    // Everybody names their own language; the first few name all of them.
    const named = known.indexOf(speaker) < SPEAKERS ? known : [speaker];
    for (const code of named) found.set(said.of(code)!.toLowerCase(), code);
  }
  return found;
}
