/** Languages that members can be written to by name in a file ("Deutsch", "German", "allemand"); codes are open-ended. */
const KNOWN = 'en de fr es pt it nl pl tr ar fa he ru uk ro bg el cs sk hu sv da nb fi ca eu gl hr sr sq ku ur hi bn ta zh ja ko vi so ti am sw';
const CODE = /^([a-z]{2,3})(?:[-_]([a-z]{4}))?(?:[-_]([a-z]{2}|\d{3}))?(?:\..*)?$/i;

let names: Map<string, string> | undefined;
const zones = new Map<string, string | undefined>();

/** "de", "de_DE.UTF-8", "Deutsch" → "de", "de-DE", "de"; undefined when it names no language. */
export function readLanguage(text: string): string | undefined {
  names ??= languageNames();
  const named = names.get(text.toLowerCase());
  if (named !== undefined) return named;
  const [, language, script, region] = CODE.exec(text) ?? [];
  if (language === undefined) return undefined;
  const tag = [language, script, region].filter((part) => part !== undefined).join('-');
  const [canonical] = canonicalTag(tag);
  const display = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });
  return canonical !== undefined && display.of(language.toLowerCase()) !== undefined ? canonical : undefined;
}

/** An IANA time zone in its own spelling; undefined when the clock knows none of that name. */
export function readTimeZone(text: string): string | undefined {
  if (zones.has(text)) return zones.get(text);
  if (zones.size > 2_000) zones.clear(); // a file may hold anything; memory may not
  const zone = /^[a-z]+(?:[/_+-][a-z0-9_+-]+)*$/i.test(text.replaceAll(' ', '_')) ? askClock(text.replaceAll(' ', '_')) : undefined;
  zones.set(text, zone);
  return zone;
}

function askClock(name: string): string | undefined {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

function canonicalTag(tag: string): string[] {
  try {
    return Intl.getCanonicalLocales(tag);
  } catch {
    return [];
  }
}

function languageNames(): Map<string, string> {
  const found = new Map<string, string>();
  for (const code of KNOWN.split(' ')) {
    for (const speaker of [...KNOWN.split(' ').slice(0, 9), code]) {
      const name = new Intl.DisplayNames(speaker, { type: 'language' }).of(code);
      if (name !== undefined) found.set(name.toLowerCase(), code);
    }
  }
  return found;
}
