import fs from 'node:fs';
import path from 'node:path';
import { DataSource, getMetadataArgsStorage, MigrationExecutor, type ObjectLiteral } from 'typeorm';
import { migrations } from '../migrations/index.js';
import { Database } from '../src/kernel/database/database.js';
import { dataSourceOptions } from '../src/kernel/database/data-source.js';
import { mappedDifferences } from '../src/kernel/database/schema-drift.js';
import { createTestDatabase, testDataSource, type TestDatabase } from './support/test-db.js';

const root = path.resolve(import.meta.dirname, '..');

describe('migrations', () => {
  it('are all in the list, in order of time', () => {
    const files = fs
      .readdirSync(path.join(root, 'migrations'))
      .filter((name) => /^\d{13}-\w+\.ts$/.test(name));
    const classes = files.toSorted().map((file) => file.replace(/^(\d+)-(\w+)\.ts$/, '$2$1'));
    expect(migrations.map(({ name }) => name)).toEqual(classes);
  });

  it('make every column that an entity maps, with its type', async () => {
    for (const file of fs.readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' }))
      if (file.endsWith('.entity.ts')) await import(path.join(root, 'src', file));
    const entities = getMetadataArgsStorage().tables.map(({ target }) => target as new () => ObjectLiteral);
    const dataSource = await testDataSource(entities);
    try {
      expect((await mappedDifferences(dataSource)).up).toEqual([]);
    } finally {
      await dataSource.destroy();
    }
  });

  describe('on a database of their own', () => {
    let database: TestDatabase;
    let dataSource: DataSource;
    const open = () => Database.open({ databaseUrl: database.url, dataDir: '.data-unused' });

    beforeEach(async () => {
      database = await createTestDatabase({ empty: true });
      await open();
      dataSource = await new DataSource(dataSourceOptions(database.url)).initialize();
    });

    afterEach(async () => {
      await dataSource.destroy();
      await database.drop();
    });

    it('can be taken back, one after the other, and leave nothing', async () => {
      for (const _ of migrations) await dataSource.undoLastMigration();
      const left = await dataSource.query(
        `select tablename from pg_tables where schemaname = 'public' and tablename <> 'migrations'`,
      );
      expect(left).toEqual([]);
    });

    it('change nothing when two processes start at once on an up-to-date database', async () => {
      await Promise.all([open(), open(), open()]);
      expect(await new MigrationExecutor(dataSource).getPendingMigrations()).toEqual([]);
    });

    it('refuse a database that a newer version wrote, and name what they do not know', async () => {
      await dataSource.query(
        `insert into migrations (timestamp, name) values (1999999999999, 'Future1999999999999')`,
      );
      await expect(open()).rejects.toThrow(/newer Changeover .*Future1999999999999.*Nothing was changed/s);
    });
  });
});
