/** What a cell of a foreign file holds before anybody meant it: marks nobody sees, blanks nobody typed. */
// Kept on purpose: U+200C and U+200D, which Persian and family emoji need, and the tags of some flags.
const UNSEEN = /(?![\s\u200c-\u200d\u{e0020}-\u{e007f}])[\p{Cc}\p{Cf}]|\ufeff/gu;
const BLANKS = /[\s\u00a0\u202f\u3000]+/g;
const PLAIN = /^[!-~]+(?: [!-~]+)*$/;
const FORMULA = /^[=+\-@\t\r]/;
const NOTHING = /^(?:-+|n\/?a|none|null|nil|unknown|\?+)$/i;
/** What a spreadsheet's text mark looks like when we, or somebody careful, wrote it before a formula sign. */
const GUARDED = /^'[=+\-@]/;

/** The text as a person would read it: composed, one space between words, no marks that cannot be seen. */
export function clean(cell: string): string {
  const text = GUARDED.test(cell) ? cell.slice(1) : cell;
  if (PLAIN.test(text)) return text;
  return text.replace(UNSEEN, '').replace(BLANKS, ' ').trim().normalize('NFC');
}

/** Like `clean`, and empty where the cell only says that there is nothing ("-", "n/a", "none"). */
export function cleanOptional(cell: string): string {
  const text = clean(cell);
  return NOTHING.test(text) ? '' : text;
}

/** True where a spreadsheet would run the cell instead of showing it. */
export function isFormula(cell: string): boolean {
  return FORMULA.test(cell);
}

/** One line of CSV (RFC 4180, CRLF). Formulas are written as text, so that opening our file runs nothing. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

function csvCell(cell: string): string {
  const text = isFormula(cell) ? `'${cell}` : cell;
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Yes in the ways that exports write it; everything else is no. */
export function saysYes(cell: string): boolean {
  return /^(?:1|x|y|yes|true|ja|oui|si|sí|sim|evet|نعم)$/i.test(clean(cell));
}

/** At most so many characters, and never half of one: JSON columns refuse those. */
export function cut(text: string, most: number): string {
  return text.length > most ? text.slice(0, most).replace(/[\ud800-\udbff]$/, '') : text;
}
