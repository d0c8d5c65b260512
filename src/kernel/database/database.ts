import path from 'node:path';
import { runMigrations as migrateJobs } from 'bullmq';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import type { Config } from '../config.js';
import { StartError } from '../start-error.js';
import { dataSourceOptions } from './data-source.js';
import { startEmbeddedPostgres, type EmbeddedPostgres } from './embedded-postgres.js';

/** Any number that nothing else in the database locks. */
const MIGRATION_LOCK = 727_001;

/** Knows where the database is; starts and migrates it. Lives outside Nest, so that it stops last. */
export class Database {
  private constructor(
    readonly url: string,
    readonly embedded: EmbeddedPostgres | undefined,
  ) {}

  /**
   * Starts the embedded PostgreSQL, or uses the configured one, and brings its schema up to date.
   * @throws when the data folder is in use, or the schema is newer than this version.
   */
  static async open(config: Pick<Config, 'databaseUrl' | 'dataDir'>): Promise<Database> {
    const embedded = config.databaseUrl
      ? undefined
      : await startEmbeddedPostgres({ dataDir: path.join(config.dataDir, 'pg18') });
    const database = new Database(config.databaseUrl ?? embedded!.url, embedded);
    try {
      await migrate(database.url);
    } catch (error) {
      await database.close();
      throw error;
    }
    return database;
  }

  async close(): Promise<void> {
    await this.embedded?.stop();
  }
}

/** Several processes may start at once: one migrates, the others wait for it. */
async function migrate(url: string): Promise<void> {
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
