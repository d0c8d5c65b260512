import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { DataSource } from 'typeorm';
import { Community, Place } from '../../src/community/community.entity.js';
import { CommunityService, PlaceService } from '../../src/community/community.service.js';
import { ImportFile, type Verdict } from '../../src/community/import.entity.js';
import { ImportReader } from '../../src/community/import.reader.js';
import { ImportReports, type RowReport } from '../../src/community/import.report.js';
import { ImportService } from '../../src/community/import.service.js';
import type { Mapping } from '../../src/community/mapping.rules.js';
import { ErasureMark, Member, MemberChannel, MemberPlace } from '../../src/community/member.entity.js';
import { TestClock } from '../../src/kernel/clock.js';
import { MasterKey } from '../../src/kernel/crypto/master-key.js';
import { Vault } from '../../src/kernel/crypto/vault.js';
import { testDataSource } from './test-db.js';

export interface Outcome {
  id: string;
  /** Only verdicts that some row has. */
  counts: Partial<Record<Verdict, number>>;
  rows: RowReport[];
}

/** Imports against a real database, without Nest. `begin()` gives each test a community and a place of its own. */
export class ImportDesk {
  readonly clock = new TestClock('2026-01-05T09:00:00Z');
  readonly imports: ImportService;
  readonly reports: ImportReports;
  communityId = '';
  placeId = '';

  private constructor(
    readonly dataSource: DataSource,
    readonly vault: Vault,
    private readonly dataDir: string,
  ) {
    this.imports = new ImportService(dataSource, new ImportReader(dataSource, vault), this.clock);
    this.reports = new ImportReports(dataSource, vault);
  }

  static async open(): Promise<ImportDesk> {
    const people = [Member, MemberChannel, MemberPlace, ErasureMark];
    const dataSource = await testDataSource([Community, Place, ...people, ImportFile]);
    const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'changeover-import-'));
    return new ImportDesk(dataSource, new Vault(MasterKey.load(dataDir)), dataDir);
  }

  async close(): Promise<void> {
    await this.dataSource.destroy();
    fs.rmSync(this.dataDir, { recursive: true });
  }

  async begin(): Promise<void> {
    const responsible = { name: 'Ines', contact: 'door 4' };
    const community = { name: 'Garden', timeZone: 'Europe/Berlin', responsible };
    const { id } = await new CommunityService(this.vault, this.clock).create(
      this.dataSource.manager,
      community,
    );
    this.communityId = id;
    this.placeId = await this.addPlace('Stairs');
  }

  async addPlace(name: string): Promise<string> {
    const { manager } = this.dataSource;
    return (await new PlaceService().add(manager, this.communityId, { name, platform: 'chat' })).id;
  }

  async dryRun(text: string, mapping?: Mapping, place: string | null = this.placeId): Promise<Outcome> {
    const id = await this.imports.start(this.communityId, place, pieces(text), mapping);
    const file = await this.file(id);
    const counts = Object.entries(this.reports.report(file).counts).filter(([, n]) => n > 0);
    return {
      id,
      counts: Object.fromEntries(counts),
      rows: await this.reports.rows(file, { after: 0, limit: 100 }),
    };
  }

  /** Dry run and confirmation; the counts are those of the dry run. */
  async load(text: string, mapping?: Mapping, place: string | null = this.placeId): Promise<Outcome> {
    const outcome = await this.dryRun(text, mapping, place);
    await this.imports.confirm(this.communityId, outcome.id);
    return outcome;
  }

  file(id: string): Promise<ImportFile> {
    return this.imports.get(this.dataSource.manager, this.communityId, id);
  }

  /** Everybody, joined rows too, by name. */
  members(): Promise<Member[]> {
    const where = { communityId: this.communityId };
    return this.dataSource.manager.find(Member, { where, order: { displayName: 'ASC' } });
  }

  /** As if somebody known by this hash had been erased. */
  async markErased(key: string): Promise<void> {
    const ring = await this.vault.ring(this.dataSource.manager, this.communityId);
    const expiresOn = this.clock.now().toZonedDateTimeISO('UTC').toPlainDate().add({ months: 24 });
    const { communityId } = this;
    await this.dataSource.manager.insert(ErasureMark, {
      communityId,
      hash: ring.fingerprint(key),
      expiresOn,
    });
  }
}

export async function* pieces(text: string, size = 997): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
