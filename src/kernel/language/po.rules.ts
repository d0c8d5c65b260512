/** `"…"` lines, one below the other, are one text. */
const text = String.raw`((?:"(?:[^"\\]|\\.)*"\s*\n?)+)`;
const entry = new RegExp(String.raw`^msgid ${text}msgstr ${text}`, 'gm');

const joined = (lines: string): string =>
  Array.from(lines.matchAll(/"(?:[^"\\]|\\.)*"/g), ([quoted]) => JSON.parse(quoted) as string).join('');

/**
 * The translations in a catalogue as `npm run languages` writes it; what is not translated yet is left out. In twenty
 * lines, because the product starts without a reader of everything that gettext has ever known.
 */
export function readCatalogue(po: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const [, id = '', translation = ''] of po.matchAll(entry)) {
    const said = joined(translation);
    if (said !== '' && joined(id) !== '') found.set(joined(id), said);
  }
  return found;
}
