/**
 * `npm run migration:generate -- NAME`: what the entities have and the migrations do not, as a new migration.
 * A draft: our migrations are written by hand (indexes, keys, triggers), and this sees only mapped columns.
 */
import 'reflect-metadata';
import fs from 'node:fs';
import { parseArgs } from 'node:util';
import { DataSource } from 'typeorm';
import { SystemClock } from '../clock.js';
import { loadConfig } from '../config.js';
import { dataSourceOptions } from './data-source.js';
import { Database } from './database.js';
import { mappedDifferences } from './schema-drift.js';

const { positionals } = parseArgs({ allowPositionals: true });
const [command, name = 'Change'] = positionals;
if (command !== 'generate' || !/^[A-Z][A-Za-z]+$/.test(name)) {
  console.error('npm run migration:generate -- NAME   (NAME like AddOfficeHours)');
  process.exit(1);
}

const database = await Database.open(loadConfig());
const options = { ...dataSourceOptions(database.url), entities: ['dist/src/**/*.entity.js'] };
const dataSource = await new DataSource(options).initialize();
try {
  const { up, down } = await mappedDifferences(dataSource);
  if (up.length === 0) console.log('The migrations already make every mapped column.');
  else write(name, up, down);
} finally {
  await dataSource.destroy();
  await database.close();
}

function write(title: string, up: string[], down: string[]): void {
  const stamp = new SystemClock().now().epochMilliseconds;
  const file = `migrations/${stamp}-${title}.ts`;
  fs.writeFileSync(
    file,
    `import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ${title}${stamp} implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
${body(up)}
  }

  async down(runner: QueryRunner): Promise<void> {
${body(down)}
  }
}
`,
  );
  console.log(`${file} is a draft: read it, then add it to migrations/index.ts.`);
}

function body(queries: string[]): string {
  return queries.map((query) => `    await runner.query(${JSON.stringify(query)});`).join('\n');
}
