// One embedded PostgreSQL per test run, with a migrated template that test-db.ts clones for each test file.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import swc from '@swc/core';
import pg from 'pg';
import teardown from './global-teardown.js';

const root = path.resolve(import.meta.dirname, '../..');

export default async function setup() {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'changeover-test-'));
  const sources = transpiled();
  try {
    await start(dir, sources);
  } catch (error) {
    await teardown(); // Jest does not call it after a failed setup
    throw error;
  } finally {
    fs.rmSync(sources, { recursive: true, force: true });
  }
}

async function start(dir, sources) {
  const load = (name) => import(pathToFileURL(path.join(sources, 'src/kernel/database', name)).href);
  const { startEmbeddedPostgres } = await load('embedded-postgres.js');
  const { Database } = await load('database.js');
  const server = await startEmbeddedPostgres({
    dataDir: path.join(dir, 'pg'),
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' },
  });
  globalThis.__PG__ = { server, dir };
  process.env.TEST_DATABASE_URL = server.url;
  const client = new pg.Client(server.url);
  await client.connect();
  await client.query('create database template');
  await client.end();
  await Database.open({ databaseUrl: server.url.replace('@/postgres?', '@/template?'), dataDir: dir });
}

/**
 * This file runs in plain Node, without Jest's transform, so the few sources that it needs are transpiled here.
 * (Not taken from dist: the template must have the schema of the sources, never that of an older build.)
 */
function transpiled() {
  fs.mkdirSync(path.join(root, 'dist'), { recursive: true });
  const out = fs.mkdtempSync(path.join(root, 'dist/test-setup-'));
  transpile('src/kernel/database/database.ts', out);
  return out;
}

function transpile(file, out) {
  const target = path.join(out, file.replace(/\.ts$/, '.js'));
  if (fs.existsSync(target)) return;
  const { code } = swc.transformFileSync(path.join(root, file), { configFile: path.join(root, '.swcrc') });
  fs.mkdirSync(path.dirname(target), { recursive: true });
  fs.writeFileSync(target, code);
  for (const [, request] of code.matchAll(/(?:from |import\(|import )["'](\.[^"']+)\.js["']/g))
    transpile(path.join(path.dirname(file), `${request}.ts`), out);
}
