import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Vault } from '../kernel/crypto/vault.js';
import { csvLine } from './cell.rules.js';
import type { Decision, ImportFile, ImportState, Verdict } from './import.entity.js';
import { mappedLabels } from './import.reader.js';
import type { Mapping } from './mapping.rules.js';
import type { Said } from './csv-file.js';
import type { RowReason } from './roster.rules.js';

export interface ImportReport {
  id: string;
  placeId: string | null;
  state: ImportState;
  /** Null until the head of the file has arrived. */
  layout: ImportFile['layout'];
  mapping: (Mapping & Said) | null;
  rows: number;
  counts: Record<Verdict, number>;
}

/** A row that is not simply created. Names only: addresses stay sealed. */
export interface RowReport {
  row: number;
  verdict: Verdict;
  reasons: RowReason[];
  /** What the row says; null for a bad row, whose cells are in the download. */
  name: string | null;
  /** Whom it is, or seems to be. */
  memberId: string | null;
  memberName: string | null;
  otherRow: number | null;
  decision: Decision | null;
}

const NONE = { create: 0, update: 0, skip: 0, 'likely-duplicate': 0, 'phone-book': 0, bad: 0 };

/** What a lead sees of an import. */
@Injectable()
export class ImportReports {
  constructor(
    private readonly dataSource: DataSource,
    private readonly vault: Vault,
  ) {}

  report(file: ImportFile): ImportReport {
    const { id, placeId, state, layout, mapping, rows, bad, counts } = file;
    return { id, placeId, state, layout, mapping, rows, counts: { ...NONE, bad, ...counts } };
  }

  /** Rows after row `after`, at most `limit`, in the order of the file; of one verdict or of all but `create`. */
  async rows(
    file: ImportFile,
    page: { verdict?: Verdict | undefined; after: number; limit: number },
  ): Promise<RowReport[]> {
    return this.dataSource.query<RowReport[]>(
      `select v.number as row, v.verdict, v.reasons, r.display_name as name, v.member_id as "memberId",
         m.display_name as "memberName", v.other_number as "otherRow", v.decision
         from import_verdict v
         left join import_row r on r.import_id = v.import_id and r.number = v.number
         left join member m on m.id = v.member_id
        where v.import_id = $1 and v.number > $2 and ($3::text is null or v.verdict = $3)
        order by v.number limit $4`,
      [file.id, page.after, page.verdict ?? null, page.limit],
    );
  }

  /** The bad rows as a file to correct and send again, with what to change beside each. */
  async *badRows(file: ImportFile): AsyncGenerator<string> {
    const labels = mappedLabels(file.layout?.header ?? [], file.mapping ?? { columns: {} });
    // The mark lets spreadsheets read accents.
    yield `\ufeff${csvLine([...labels, 'Row', 'What to change'])}`;
    const ring = await this.vault.ring(this.dataSource.manager, file.communityId);
    for (let after = -1; ;) {
      const rows = await this.dataSource.query<
        { number: number; reasons: RowReason[]; cells_sealed: Buffer }[]
      >(
        `select number, reasons, cells_sealed from import_verdict
          where import_id = $1 and verdict = 'bad' and number > $2 order by number limit 1000`,
        [file.id, after],
      );
      if (rows.length === 0) return;
      yield rows
        .map(({ number, reasons, cells_sealed }) => {
          const cells = JSON.parse(ring.open(cells_sealed)) as string[];
          const advice = reasons.map(({ field, message }) => `${field}: ${message}`).join(' · ');
          return csvLine([...cells, String(number), advice]);
        })
        .join('');
      after = rows.at(-1)!.number;
    }
  }
}
