import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { ClientBase } from 'pg';
import { Vault } from '../kernel/crypto/vault.js';
import { Refusal } from '../kernel/refusal.js';
import { clean } from './cell.rules.js';
import type { CsvFile, Said } from './csv-file.js';
import { openCsv } from './csv-file.js';
import { dateOrderOf } from './day.rules.js';
import { ImportFile } from './import.entity.js';
import { Staging } from './import.staging.js';
import {
  guessFromCells,
  guessMapping,
  mappingProblems,
  namesSomebody,
  type Mapping,
} from './mapping.rules.js';
import { rosterReader } from './roster.rules.js';

/** The labels of the mapped columns, in the order of the file: what is kept of a bad row. */
export const mappedLabels = (header: readonly string[], { columns }: Mapping): string[] =>
  header.filter((label) => Object.values(columns).includes(label));

/** Reads a file that is arriving into the staging tables, in constant memory. */
@Injectable()
export class ImportReader {
  constructor(
    private readonly dataSource: DataSource,
    private readonly vault: Vault,
  ) {}

  /**
   * @param community its zone and the day it is there
   * @returns false when nobody can tell what the columns hold: then no row was kept
   * @throws Refusal `invalid` when a lead's mapping does not fit the file
   */
  async read(
    file: ImportFile,
    bytes: AsyncIterable<Uint8Array>,
    community: { zone: string; today: string },
    said?: Mapping & Said,
  ): Promise<boolean> {
    const manager = this.dataSource.manager;
    const csv = await openCsv(bytes, said);
    const previous = await this.previous(manager, file);
    const { mapping, isSaid } = chooseMapping(csv, said, previous);
    const problems = said && namesSomebody(said) ? mappingProblems(mapping, csv.layout.header) : [];
    if (problems.length > 0) throw new Refusal('invalid', problems);
    const understood = namesSomebody(mapping);
    if (understood) await this.stage(file, csv, mapping, community);
    // Read to its end all the same: whoever sends it deserves an answer and not a broken pipe.
    else for await (const records of csv.records) void records;
    await manager.update(
      ImportFile,
      { id: file.id },
      {
        layout: { ...csv.layout, encoding: csv.encoding() },
        mapping: { ...mapping },
        mappingSaid: isSaid,
        ...(!understood && { state: 'mapping' as const }),
      },
    );
    return understood;
  }

  async forget(tx: EntityManager, importId: string): Promise<void> {
    await tx.query('delete from import_row where import_id = $1', [importId]);
    await tx.query('delete from import_verdict where import_id = $1', [importId]);
  }

  private async stage(
    file: ImportFile,
    csv: CsvFile,
    mapping: Mapping,
    community: { zone: string; today: string },
  ): Promise<void> {
    const runner = this.dataSource.createQueryRunner();
    try {
      const client = (await runner.connect()) as ClientBase;
      const ring = await this.vault.ring(runner.manager, file.communityId);
      const progress = async (rows: number, bad: number): Promise<void> => {
        await client.query('update import_file set rows = $2, bad = $3 where id = $1', [file.id, rows, bad]);
      };
      const staging = new Staging(client, ring, file.id, file.placeId, progress);
      const { header } = csv.layout;
      const kept = mappedLabels(header, mapping).map((label) => header.indexOf(label));
      const read = rosterReader(header, mapping, community);
      for await (const records of csv.records) {
        for (const record of records) {
          const row = read(record);
          const wait =
            'facts' in row
              ? staging.good(record.number, row.facts)
              : staging.refused(
                  record.number,
                  row.reasons,
                  kept.map((at) => record.cells[at] ?? ''),
                );
          if (wait) await wait;
        }
      }
      await staging.end();
      await client.query('analyze import_row');
    } finally {
      await runner.release();
    }
  }

  /** The last import of the same place, so that nobody explains the same export twice. */
  private async previous(tx: EntityManager, file: ImportFile): Promise<ImportFile | undefined> {
    return tx
      .createQueryBuilder(ImportFile, 'file')
      .where('file.communityId = :communityId and file.placeId is not distinct from :placeId', {
        communityId: file.communityId,
        placeId: file.placeId,
      })
      .andWhere('file.id <> :id and file.mapping is not null', { id: file.id })
      .orderBy('file.startedAt', 'DESC')
      .getOne()
      .then((found) => found ?? undefined);
  }
}

/** A lead's word now; else a lead's word on an earlier file with the same columns; else our guess. */
function chooseMapping(
  csv: CsvFile,
  said: (Mapping & Said) | undefined,
  previous: ImportFile | undefined,
): { mapping: Mapping & Said; isSaid: boolean } {
  const { header } = csv.layout;
  if (said && namesSomebody(said)) return { mapping: withDateOrder(csv, said), isSaid: true };
  const earlier = previous?.mapping;
  if (
    earlier &&
    previous.mappingSaid &&
    Object.values(earlier.columns).every((label) => header.includes(label))
  ) {
    return { mapping: earlier, isSaid: true };
  }
  const guess = guessFromCells(guessMapping(header), header, csv.sample, csv.layout.headerRow);
  const sameDates = earlier?.dateOrder && earlier.columns.lastSeen === guess.columns.lastSeen;
  const mapping = withDateOrder(csv, { ...said, ...guess });
  return { mapping: sameDates ? { dateOrder: earlier.dateOrder!, ...mapping } : mapping, isSaid: false };
}

function withDateOrder(csv: CsvFile, mapping: Mapping & Said): Mapping & Said {
  if (mapping.dateOrder || mapping.columns.lastSeen === undefined) return mapping;
  const at = csv.layout.header.indexOf(mapping.columns.lastSeen);
  const order = dateOrderOf(csv.sample.map((cells) => clean(cells[at] ?? '')));
  return order ? { ...mapping, dateOrder: order } : mapping;
}
