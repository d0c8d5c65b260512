import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { csvLine } from './cell.rules.js';
import { CsvParser, LONGEST, type CsvRecord } from './csv-parser.rules.js';

function read(pieces: string[], separator = ','): CsvRecord[] {
  const parser = new CsvParser(separator);
  return [...pieces.flatMap((piece) => parser.push(piece)), ...parser.end()];
}

const cells = (text: string, separator = ','): string[][] =>
  read([text], separator).map((record) => record.cells);

/** Text in which quotes, separators and line breaks are as frequent as letters. */
const tangle = fc.array(fc.constantFrom('a', 'é', ' ', '"', ',', ';', '\n', '\r', '\r\n', '""'), {
  maxLength: 60,
});

describe('CSV rows', () => {
  it.each([
    [
      'a,b\nc,d\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'a,b\r\nc,d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'a,b\rc,d\r',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['"a,b",c\n', [['a,b', 'c']]],
    ['"line\nbreak","say ""hi"""\n', [['line\nbreak', 'say "hi"']]],
    ['a, "b,c" ,d\n', [['a', 'b,c ', 'd']]],
    ['5" pipe,b\n', [['5" pipe', 'b']]],
    ['a,\n', [['a', '']]],
    ['', []],
    ['""\n', []],
  ])('are read from %j', (text, expected) => {
    expect(cells(text)).toEqual(expected);
  });

  it('count as a spreadsheet does: blank rows too, quoted line breaks not', () => {
    expect(read(['h\n\n\n"a\nb"\nc\n']).map(({ number }) => number)).toEqual([1, 4, 5]);
  });

  it('are the same however the text was cut', () => {
    fc.assert(
      fc.property(tangle, fc.array(fc.nat(5), { minLength: 1 }), (parts, sizes) => {
        const text = parts.join('');
        const pieces: string[] = [];
        for (let at = 0, turn = 0; at < text.length; turn++) {
          const size = sizes[turn % sizes.length]! + 1;
          pieces.push(text.slice(at, at + size));
          at += size;
        }
        expect(read(pieces)).toEqual(read([text]));
      }),
      { numRuns: 500 },
    );
  });

  it('agree with csv-parse on what a spreadsheet writes', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'ß', '"', ',', '\n', '7', ' ') });
    const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1 });
    fc.assert(
      fc.property(rows, (table) => {
        const text = table.map(csvLine).join('');
        expect(cells(text)).toEqual(parse(text, { relax_column_count: true }));
        expect(cells(text)).toEqual(table);
      }),
    );
  });
});

describe('a file that is broken', () => {
  it('loses one row to a quote that never closes, not the rest', () => {
    const rows = read(['name\n"Ana,1\nBo,2\nCy,3\n']);
    expect(rows.map(({ number, fault }) => [number, fault])).toEqual([
      [1, undefined],
      [2, 'unclosed-quote'],
      [3, undefined],
      [4, undefined],
    ]);
  });

  it('loses one row that has no end, and keeps no more of it than it must', () => {
    const rows = read([`a\n${'x'.repeat(LONGEST * 3)}\nb\n`]);
    expect(rows.map(({ fault, cells: [cell] }) => fault ?? cell)).toEqual(['a', 'too-long', 'b']);
    expect(rows[1]!.cells[0]!.length).toBeLessThanOrEqual(1_000);
  });

  it('takes a gap behind an overlong row in two pieces for one line break', () => {
    const long = 'x'.repeat(LONGEST + 5);
    expect(read([`${long}\r`, '\nb\n'])).toEqual(read([`${long}\r\nb\n`]));
  });

  it('full of open quotes is read once for each of a hundred, then its quotes are letters', () => {
    const rows = read([`"open\n${'plain,row\n'.repeat(8_000)}`.repeat(120) + 'end\n']);
    const faulty = rows.filter(({ fault }) => fault);
    expect(faulty.length).toBeLessThanOrEqual(100);
    expect(rows.at(-1)!.cells).toEqual(['end']);
    expect(rows.length).toBeGreaterThan(900_000);
  });
});
