import { Readable } from 'node:stream';
import { StreamableFile } from '@nestjs/common';
import { csvLine } from '../community/cell.rules.js';
import { moment } from '../kernel/database/columns.js';
import { fateWords, reasonWords } from '../notices/fates.rules.js';
import type { DeliveryRow } from '../notices/ledger.queries.js';
import type { MissingPerson } from './missing.queries.js';
import { kindWords, whatCanBeDone, whyMissing } from './missing.rules.js';

/** A file that is written while its rows are read, a line each; safe in a spreadsheet. */
function csvFile<T>(
  name: string,
  head: string[],
  rows: AsyncIterable<T>,
  line: (row: T) => string[],
): StreamableFile {
  async function* lines(): AsyncGenerator<string> {
    yield `\ufeff${csvLine(head)}`;
    for await (const row of rows) yield csvLine(line(row));
  }
  return new StreamableFile(Readable.from(lines(), { objectMode: false }), {
    type: 'text/csv; charset=utf-8',
    disposition: `attachment; filename="${name}.csv"`,
  });
}

/** To whom one message was said, with how surely each was told; moments in the move's zone. */
export function provenFile(rows: AsyncIterable<DeliveryRow>, timeZone: string): StreamableFile {
  const at = (date: Date | null): string =>
    date
      ? moment(date).toZonedDateTimeISO(timeZone).toPlainDateTime().toString({ smallestUnit: 'minute' })
      : '';
  const head = [
    ...['Name', 'How sure', 'What became of it', 'Why', 'By which way'],
    ...[`Accepted (${timeZone})`, `Told (${timeZone})`, 'Told how', 'Told by', `Confirmed (${timeZone})`],
  ];
  return csvFile('who-was-told', head, rows, (row) => [
    ...[row.name ?? 'deleted', row.grade ?? 'not proven', fateWords[row.fate].label],
    ...[row.reason ? reasonWords(row.reason) : '', row.channel],
    ...[at(row.acceptedAt), at(row.toldAt), row.toldHow ?? '', row.toldBy ?? '', at(row.confirmedAt)],
  ]);
}

/** Who is not proven told of the closing day. */
export function missingFile(people: AsyncIterable<MissingPerson>): StreamableFile {
  const head = ['Name', 'Kind', 'Why', 'What can be done', 'Who promised to tell them', 'By which day'];
  return csvFile('who-is-not-proven-told', head, people, (one) => [
    ...[one.name, kindWords[one.kind], whyMissing(one), whatCanBeDone(one)],
    ...[one.teller ?? '', one.promisedOn ?? ''],
  ]);
}
