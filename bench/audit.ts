import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Temporal } from 'temporal-polyfill';
import { DataSource } from 'typeorm';
import { chained } from '../src/access/access.rules.js';
import { AuditRecord } from '../src/access/audit-record.js';
import { AuditEntry, AuditReason } from '../src/access/audit.entity.js';
import { Audit } from '../src/access/audit.js';
import { MasterKey } from '../src/kernel/crypto/master-key.js';
import { Vault } from '../src/kernel/crypto/vault.js';
import { dataSourceOptions } from '../src/kernel/database/data-source.js';
import { Database } from '../src/kernel/database/database.js';

const ENTRIES = 100_000;
/** Noted since the last night, and shown on a page. */
const FRESH = 150;
const SHOWN = 50;
const now = Temporal.Instant.from('2026-03-02T09:00:00Z');

/** A look at the page of acts, with 100,000 of them, against following all of them; and what noting an act costs. */
export async function run() {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'changeover-bench-'));
  const database = await Database.open({ dataDir, databaseUrl: undefined });
  const options = { ...dataSourceOptions(database.url), entities: [AuditEntry, AuditReason], poolSize: 2 };
  const db = await new DataSource(options).initialize();
  try {
    const vault = new Vault(MasterKey.load(dataDir));
    return await compare(db, vault);
  } finally {
    await db.destroy();
    await database.close();
    fs.rmSync(dataDir, { recursive: true, force: true });
  }
}

async function compare(db: DataSource, vault: Vault) {
  const communityId = randomUUID();
  const record = new AuditRecord(vault);
  const audit = new Audit(vault);
  await load(db, communityId);
  await record.walk(db.manager, communityId, now);
  const noting: number[] = [];
  const act = { communityId, actor: 'changeover', what: 'guide.written', subject: 'x', at: now };
  for (let n = 0; n < FRESH; n++) noting.push(await timed(() => db.transaction((tx) => audit.note(tx, act))));
  const shown = Array.from({ length: SHOWN }, (_, n) => ENTRIES + FRESH - n);
  const looks: number[] = [];
  const wholes: number[] = [];
  for (let round = -2; round < 9; round++) {
    const look = await timed(() => record.look(db.manager, communityId, now, shown));
    const whole = await timed(() => record.whole(db.manager, communityId));
    if (round < 0) continue; // warming up
    looks.push(look);
    wholes.push(whole);
  }
  const [lookMs, wholeMs] = [median(looks), median(wholes)];
  return { ratio: wholeMs / lookMs, aim: 20, entries: ENTRIES, lookMs, wholeMs, noteMs: median(noting) };
}

/** A record that is older than its seal: all of it is written at once. */
async function load(db: DataSource, communityId: string): Promise<void> {
  let previous: Buffer | null = null;
  for (let from = 1; from <= ENTRIES; from += 5000) {
    const hashes: Buffer[] = [];
    for (let number = from; number < from + 5000; number++) {
      const entry = {
        communityId,
        number,
        actor: 'changeover',
        what: 'guide.written',
        subject: 'x',
        at: now,
      };
      previous = chained(previous, { ...entry, reasonHash: null });
      hashes.push(previous);
    }
    await db.query(
      `insert into audit_entry (community_id, number, actor, what, subject, at, hash)
       select $1, $2 + n - 1, 'changeover', 'guide.written', 'x', $3, hash
         from unnest($4::bytea[]) with ordinality as made (hash, n)`,
      [communityId, from, now.toString(), hashes],
    );
  }
  await db.query('analyze audit_entry');
}

const median = (all: number[]): number => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)]!;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
