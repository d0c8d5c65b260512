import { CsvDecoder } from './csv-decoder.rules.js';
import { detectLayout, HEAD, sampleRecords, type Layout, type Separator } from './csv-dialect.rules.js';
import { noTable } from './csv-kind.rules.js';
import { CsvParser, type CsvRecord } from './csv-parser.rules.js';
import { Refusal } from '../kernel/refusal.js';

/** What a lead may tell us about a file; the rest is found out. */
export interface Said {
  encoding?: string;
  separator?: Separator;
  /** 0: there is none. */
  headerRow?: number;
}

export interface CsvFile {
  layout: Layout;
  /** The first rows under the header, for guessing what columns hold. */
  sample: string[][];
  /** All rows under the header, in pieces; to be walked through once. */
  records: AsyncGenerator<CsvRecord[]>;
  /** Certain only when the last row was read. */
  encoding(): string;
}

/** What was sent, as it arrives. @throws Refusal where something else than a file was sent: JSON, a form, nothing. */
export function fileSent(body: unknown): AsyncIterable<Uint8Array> {
  if (typeof body === 'object' && body !== null && Symbol.asyncIterator in body)
    return body as AsyncIterable<Uint8Array>;
  throw new Refusal('invalid', 'Send the file itself, with the content type text/csv.');
}

/**
 * Opens a file that is still arriving: reads its head to learn the layout, and holds no more of it than that.
 * @throws Refusal `invalid` for an empty file, and for what is no table at all: a picture, a workbook, a page
 */
export async function openCsv(bytes: AsyncIterable<Uint8Array>, said: Said = {}): Promise<CsvFile> {
  const decoder = new CsvDecoder(said.encoding);
  const pieces = decoded(bytes, decoder);
  let head = '';
  let ended = false;
  while (head.length < HEAD && !ended) {
    const next = await pieces.next();
    if (next.done) ended = true;
    else head += next.value;
  }
  head = head.replace(/^\ufeff/, '');
  const reason = noTable(head, ended);
  if (reason) {
    // Read to its end all the same: whoever sends it deserves an answer and not a broken pipe.
    if (!ended) for await (const piece of pieces) void piece;
    throw new Refusal('invalid', { field: 'file', message: reason });
  }
  const layout = detectLayout(head.slice(0, HEAD), said);
  const sample = sampleRecords(head.slice(0, HEAD), layout.separator).filter(
    ({ number }) => number > layout.headerRow,
  );
  return {
    layout,
    sample: sample.map(({ cells }) => cells),
    records: parsed(head, pieces, layout),
    encoding: () => (decoder.encoding === 'ascii' ? 'utf-8' : decoder.encoding),
  };
}

async function* decoded(bytes: AsyncIterable<Uint8Array>, decoder: CsvDecoder): AsyncGenerator<string> {
  for await (const piece of bytes) yield decoder.push(piece);
  yield decoder.end();
}

async function* parsed(
  head: string,
  pieces: AsyncGenerator<string>,
  layout: Layout,
): AsyncGenerator<CsvRecord[]> {
  const parser = new CsvParser(layout.separator);
  const body = (records: CsvRecord[]): CsvRecord[] =>
    records[0] && records[0].number <= layout.headerRow
      ? records.filter(({ number }) => number > layout.headerRow)
      : records;
  yield body(parser.push(head));
  for await (const piece of pieces) yield body(parser.push(piece));
  yield body(parser.end());
}
