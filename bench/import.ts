import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ClientBase } from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { DataSource } from 'typeorm';
import { Community, Place } from '../src/community/community.entity.js';
import { CommunityService, PlaceService } from '../src/community/community.service.js';
import { ImportFile } from '../src/community/import.entity.js';
import { ImportReader } from '../src/community/import.reader.js';
import { ImportService } from '../src/community/import.service.js';
import { SystemClock } from '../src/kernel/clock.js';
import { Config } from '../src/kernel/config.js';
import { MasterKey } from '../src/kernel/crypto/master-key.js';
import { Vault } from '../src/kernel/crypto/vault.js';
import { dataSourceOptions } from '../src/kernel/database/data-source.js';
import { Database } from '../src/kernel/database/database.js';

const ROUNDS = 3;
const TABLES = ['member', 'member_channel', 'member_place'] as const;

/**
 * A roster through the whole import (read, validate, seal, judge, confirm) against COPY of the same rows, already
 * sealed, into the same tables with the same indexes. `npm run bench -- import` or `… import 100000`.
 */
export async function run(
  rows = Number(process.argv[3] ?? 1_000_000),
): Promise<{ ratio: number; aim: number }> {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'changeover-bench-'));
  const settings = { port: 0, host: '127.0.0.1', dataDir: dir, mailFrom: 'bench@localhost' };
  const database = await Database.open(new Config({ ...settings, role: 'all', logLevel: 'error' }));
  const dataSource = await new DataSource({
    ...dataSourceOptions(database.url),
    entities: [Community, Place, ImportFile],
  }).initialize();
  try {
    return await measure(dataSource, dir, rows);
  } finally {
    await dataSource.destroy();
    await database.close();
    fs.rmSync(dir, { recursive: true, force: true });
  }
}

async function measure(dataSource: DataSource, dir: string, rows: number) {
  const csv = path.join(dir, 'roster.csv');
  await pipeline(Readable.from(roster(rows)), fs.createWriteStream(csv));
  const clock = new SystemClock();
  const vault = new Vault(MasterKey.load(dir));
  const imports = new ImportService(dataSource, new ImportReader(dataSource, vault), clock);
  const { manager } = dataSource;
  const responsible = { name: 'Bench', contact: 'none' };
  const community = await new CommunityService(vault, clock).create(manager, {
    ...{ name: 'Bench', timeZone: 'Europe/Berlin', responsible },
  });
  const place = await new PlaceService().add(manager, community.id, {
    name: 'List',
    platform: 'mailing list',
  });

  const [dryRuns, whole, copies]: [number[], number[], number[]] = [[], [], []];
  let peak = 0;
  for (let round = 0; round < ROUNDS; round++) {
    await empty(dataSource);
    const started = performance.now();
    const id = await imports.start(community.id, place.id, fs.createReadStream(csv));
    dryRuns.push(performance.now() - started);
    await imports.confirm(community.id, id);
    whole.push(performance.now() - started);
    peak ||= process.resourceUsage().maxRSS / 1024;
    if (round === 0) await keepSealed(dataSource, dir);
    await empty(dataSource);
    const copying = performance.now();
    await copySealed(dataSource, dir);
    copies.push(performance.now() - copying);
  }
  const [ours, rival] = [median(whole), median(copies)];
  return {
    ratio: round2(rival / ours),
    aim: 0.4,
    rows,
    seconds: round2(ours / 1000),
    dryRunSeconds: round2(median(dryRuns) / 1000),
    copySeconds: round2(rival / 1000),
    rowsPerSecond: Math.round(rows / (ours / 1000)),
    peakMb: Math.round(peak),
  };
}

function* roster(rows: number): Generator<string> {
  yield 'Name,E-mail,Username,Language,Time zone,Last seen\r\n';
  const languages = ['en', 'de', 'fr', 'es', 'pt', 'tr', 'ar'];
  for (let from = 0; from < rows; from += 1_000) {
    let text = '';
    for (let at = from; at < Math.min(rows, from + 1_000); at++) {
      const mail = at % 3 === 0 ? '' : `person.${at}@mail${at % 50}.example`;
      const day = String((at % 28) + 1).padStart(2, '0');
      text += `Zoë Nr. ${at},${mail},user${at},${languages[at % 7]},Europe/Berlin,2025-12-${day}\r\n`;
    }
    yield text;
  }
}

const file = (dir: string, table: string): string => path.join(dir, `${table}.copy`);

async function keepSealed(dataSource: DataSource, dir: string): Promise<void> {
  await withClient(dataSource, async (client) => {
    for (const table of TABLES)
      await pipeline(client.query(copyTo(`copy ${table} to stdout`)), fs.createWriteStream(file(dir, table)));
  });
}

/** In one transaction, as the confirmation is. */
async function copySealed(dataSource: DataSource, dir: string): Promise<void> {
  await withClient(dataSource, async (client) => {
    await client.query('begin');
    for (const table of TABLES)
      await pipeline(
        fs.createReadStream(file(dir, table)),
        client.query(copyFrom(`copy ${table} from stdin`)),
      );
    await client.query('commit');
  });
}

async function empty(dataSource: DataSource): Promise<void> {
  await dataSource.query('truncate member, import_file cascade');
  await dataSource.query('truncate import_row');
  await dataSource.query('checkpoint');
}

async function withClient(
  dataSource: DataSource,
  work: (client: ClientBase) => Promise<void>,
): Promise<void> {
  const runner = dataSource.createQueryRunner();
  try {
    await work((await runner.connect()) as ClientBase);
  } finally {
    await runner.release();
  }
}

const median = (times: number[]): number => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)]!;
const round2 = (value: number): number => Math.round(value * 100) / 100;
