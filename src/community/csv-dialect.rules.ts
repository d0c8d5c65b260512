import { clean, cut } from './cell.rules.js';
import { CsvParser, type CsvRecord } from './csv-parser.rules.js';
import { recognise } from './mapping.rules.js';

export const SEPARATORS = [',', ';', '\t', '|'] as const;
export type Separator = (typeof SEPARATORS)[number];

/** How a file is laid out. */
export interface Layout {
  separator: Separator;
  /** The row with the labels, counted as a spreadsheet does; 0 when the file has none. */
  headerRow: number;
  /** Labels, cleaned, each different from the others; "Column 3" where there is none. */
  header: string[];
}

/** How much text is enough to know a layout by, in characters; a shorter text is the whole file. */
export const HEAD = 65_536;
/** A table may have a title, a date and a blank line above it. */
const DEEPEST_HEADER = 20;
const SAMPLE = 50;

/**
 * The layout of a file, from the text it begins with; never fails.
 * @param said what the reader was told; the rest is found out
 */
export function detectLayout(head: string, said: { separator?: Separator; headerRow?: number } = {}): Layout {
  const told = /^\ufeff?sep=([,;\t|])\r?\n/i.exec(head)?.[1] as Separator | undefined;
  const separator = said.separator ?? told;
  const candidates = (separator ? [separator] : SEPARATORS).map((one) => {
    const records = sampleRecords(head, one);
    const found = said.headerRow ?? findHeader(records);
    return { separator: one, headerRow: found, records, score: score(records, found) };
  });
  const best = candidates.reduce((left, right) => (right.score > left.score ? right : left));
  const cells = best.records.find(({ number }) => number === best.headerRow)?.cells;
  const width = Math.max(0, ...best.records.map((record) => record.cells.length));
  const { headerRow } = best;
  return {
    separator: best.separator,
    headerRow,
    header: labels(cells ?? Array.from({ length: width }, () => '')),
  };
}

/** The first rows of a text, whether or not it goes on. */
export function sampleRecords(head: string, separator: Separator): CsvRecord[] {
  const parser = new CsvParser(separator);
  const whole = parser.push(head);
  const rest = head.length < HEAD || whole.length === 0 ? parser.end() : [];
  return [...whole, ...rest].slice(0, SAMPLE);
}

function findHeader(records: readonly CsvRecord[]): number {
  const first = records.slice(0, DEEPEST_HEADER);
  const known = first.map(({ cells }) => cells.filter((cell) => recognise(clean(cell)) !== undefined).length);
  const most = Math.max(0, ...known);
  if (most > 0) return first[known.indexOf(most)]!.number;
  // No label that we know. Labels that nobody knows are still labels; addresses and numbers are not.
  const [top] = first;
  const looksLikeLabels =
    top?.cells.every((cell) => cell !== '' && !/@|^\s*[\d.,:/-]+\s*$/.test(cell)) === true;
  return looksLikeLabels && records.length > 1 ? top.number : 0;
}

/** Known labels count most; then how many rows are as wide as the header, and that there is more than one column. */
function score(records: readonly CsvRecord[], headerRow: number): number {
  const header = records.find(({ number }) => number === headerRow) ?? records[0];
  if (!header) return 0;
  const known = new Set(header.cells.map((cell) => recognise(clean(cell)))).size;
  const same = records.filter(({ cells }) => cells.length === header.cells.length).length / records.length;
  return known * 10 + (header.cells.length > 1 ? same * 5 : 0);
}

function labels(cells: readonly string[]): string[] {
  const taken = new Set<string>();
  return cells.map((cell, index) => {
    const label = cut(clean(cell), 100) || `Column ${index + 1}`;
    let one = label;
    for (let copy = 2; taken.has(one); copy++) one = `${label} (${copy})`;
    taken.add(one);
    return one;
  });
}
