import path from 'node:path';
import type { Config } from '../config.js';
import { startEmbeddedPostgres, type EmbeddedPostgres } from './embedded-postgres.js';

/** Knows where the database is; starts and migrates it. Lives outside Nest, so that it stops last. */
export class Database {
  private constructor(
    readonly url: string,
    readonly embedded: EmbeddedPostgres | undefined,
  ) {}

  /**
   * Starts the embedded PostgreSQL, or uses the configured one, and brings its schema up to date.
   * @param settings of the embedded server, beyond what it always has
   * @throws when the data folder is in use, or the schema is newer than this version.
   */
  static async open(
    config: Pick<Config, 'databaseUrl' | 'dataDir'>,
    settings: Record<string, string> = {},
  ): Promise<Database> {
    // Its server starts, or is made, while the rest of the program is read.
    const reading = import('./schema.js');
    const embedded = config.databaseUrl
      ? undefined
      : await startEmbeddedPostgres({ dataDir: path.join(config.dataDir, 'pg18'), settings });
    const database = new Database(config.databaseUrl ?? embedded!.url, embedded);
    try {
      const { bringUpToDate } = await reading;
      await bringUpToDate(database.url);
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
