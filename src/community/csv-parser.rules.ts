/** A record longer than this, in characters, is a fault and not a row. */
export const LONGEST = 65_536;
/** After so many quotes that never close, quotes are taken as ordinary characters: the file means nothing by them. */
const PATIENCE = 100;

/** One row of the file. `number` counts as a spreadsheet does: blank rows too, a quoted line break not. */
export interface CsvRecord {
  number: number;
  cells: string[];
  /** Why the cells cannot be trusted. */
  fault?: 'unclosed-quote' | 'too-long';
}

type Scan = { cells: string[]; next: number } | 'more' | 'fault';

/**
 * CSV to rows, in pieces of any size: the same text gives the same rows however it was cut.
 * Nothing makes it throw. A quote that never closes costs its own line and not the file, and no row needs more
 * memory than LONGEST. Blank rows are counted and left out.
 */
export class CsvParser {
  private text = '';
  private number = 0;
  private skipping = false;
  private faults = 0;
  private readonly edge: RegExp;

  constructor(private readonly separator: string) {
    this.edge = new RegExp(`[${separator}\\r\\n]`, 'g');
  }

  push(text: string): CsvRecord[] {
    this.text += text;
    return this.drain(false);
  }

  end(): CsvRecord[] {
    return this.drain(true);
  }

  private drain(last: boolean): CsvRecord[] {
    const records: CsvRecord[] = [];
    let at = this.skipping ? this.skip(0, last) : 0;
    while (at < this.text.length && !this.skipping) {
      const scan = this.scan(at, last);
      if (scan === 'more') break;
      this.number += 1;
      if (scan === 'fault') {
        at = this.giveUp(at, last, records);
      } else {
        at = scan.next;
        if (scan.cells.length > 1 || scan.cells[0] !== '')
          records.push({ number: this.number, cells: scan.cells });
      }
    }
    this.text = this.text.slice(at);
    return records;
  }

  private scan(start: number, last: boolean): Scan {
    const end = this.text.indexOf('\n', start);
    if (end >= 0 && end - start < LONGEST) {
      const line = this.text.slice(start, end > start && this.text[end - 1] === '\r' ? end - 1 : end);
      // Nearly every line of nearly every file: no quote, no stray carriage return.
      if (!line.includes('\r') && (!line.includes('"') || this.faults >= PATIENCE)) {
        return { cells: line.split(this.separator), next: end + 1 };
      }
    }
    return this.scanCells(start, last);
  }

  private scanCells(start: number, last: boolean): Scan {
    const { text, edge } = this;
    const limit = start + LONGEST;
    const unfinished = text.length >= limit ? 'fault' : 'more';
    const cells: string[] = [];
    for (let at = start; ;) {
      let cell = '';
      let open = at;
      while (text[open] === ' ') open += 1;
      if (text[open] === '"' && this.faults < PATIENCE) {
        const quoted = this.scanQuoted(open + 1, limit, last);
        if (typeof quoted === 'string') return quoted === 'open' && last ? 'fault' : unfinished;
        ({ cell, next: at } = quoted);
      }
      edge.lastIndex = at;
      const found = edge.exec(text);
      const end = found && found.index < limit ? found.index : undefined;
      if (end === undefined && (!last || unfinished === 'fault')) return unfinished;
      cells.push(cell + text.slice(at, end ?? text.length));
      if (end === undefined) return { cells, next: text.length };
      at = end + 1;
      if (text[end] === this.separator) continue;
      if (text[end] === '\r' && at >= text.length && !last) return 'more';
      return { cells, next: text[end] === '\r' && text[at] === '\n' ? at + 1 : at };
    }
  }

  /** From behind an opening quote to behind its closing one. */
  private scanQuoted(
    start: number,
    limit: number,
    last: boolean,
  ): { cell: string; next: number } | 'open' | 'cut' {
    let cell = '';
    for (let at = start; ;) {
      const quote = this.text.indexOf('"', at);
      if (quote < 0 || quote >= limit) return 'open';
      // Whether this quote closes or is doubled, only the next character tells.
      if (quote + 1 >= this.text.length && !last) return 'cut';
      cell += this.text.slice(at, quote);
      if (this.text[quote + 1] !== '"') return { cell, next: quote + 1 };
      cell += '"';
      at = quote + 2;
    }
  }

  /** Keeps the first line of what could not be read as a faulty row, and goes on behind it. */
  private giveUp(start: number, last: boolean, records: CsvRecord[]): number {
    this.faults += 1;
    const line = /[^\r\n]*/.exec(this.text.slice(start, start + LONGEST))![0];
    const fault = line.length >= LONGEST ? 'too-long' : 'unclosed-quote';
    records.push({ number: this.number, cells: line.slice(0, 1_000).split(this.separator), fault });
    return this.skip(start + line.length, last);
  }

  /** Moves behind the next line break; stays in skipping mode while there is none. */
  private skip(from: number, last: boolean): number {
    const found = /\r\n|\n|\r/.exec(this.text.slice(from));
    const end = found === null ? this.text.length : from + found.index;
    // A lone carriage return at the end of a piece may be the first half of a line break.
    const half = found?.[0] === '\r' && end + 1 >= this.text.length && !last;
    this.skipping = found === null || half;
    return this.skipping ? end : end + found![0].length;
  }
}
