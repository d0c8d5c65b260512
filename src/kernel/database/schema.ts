import { runMigrations as migrateJobs } from 'bullmq';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { StartError } from '../start-error.js';
import { dataSourceOptions } from './data-source.js';

/** Any number that nothing else in the database locks. */
const MIGRATION_LOCK = 727_001;

/**
 * Brings the schema up to date. Several processes may start at once: one migrates, the others wait for it.
 * @throws StartError when the schema is newer than this version.
 */
export async function bringUpToDate(url: string): Promise<void> {
  const dataSource = await new DataSource({ ...dataSourceOptions(url), poolSize: 2 }).initialize();
  const client = new Client(url);
  try {
    await client.connect();
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]); // released when the client ends
    await refuseNewerSchema(dataSource);
    await dataSource.runMigrations();
    await migrateJobs(client);
  } finally {
    await client.end();
    await dataSource.destroy();
  }
}

async function refuseNewerSchema(dataSource: DataSource): Promise<void> {
  const known = new Set(
    dataSource.migrations.map((migration) => migration.name ?? migration.constructor.name),
  );
  const [{ table }] = await dataSource.query(`select to_regclass('migrations') as table`);
  if (table === null) return;
  const applied: { name: string }[] = await dataSource.query('select name from migrations order by id');
  const unknown = applied.map((row) => row.name).filter((name) => !known.has(name));
  if (unknown.length > 0)
    throw new StartError(
      `The database was written by a newer Changeover (this version does not know ${unknown.join(', ')}). ` +
        'Start that version again, or restore a backup made before the update. Nothing was changed.',
    );
}
