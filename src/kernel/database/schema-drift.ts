import type { DataSource } from 'typeorm';

/** Statements about tables and columns that an entity maps; keys and indexes are written by hand. */
const MAPPED = /^CREATE TABLE|^ALTER TABLE "\w+" (ADD "|ALTER COLUMN|RENAME)/;

/** What TypeORM would change so that the schema fits the entities; empty when the migrations did it all. */
export async function mappedDifferences(dataSource: DataSource): Promise<{ up: string[]; down: string[] }> {
  const { upQueries, downQueries } = await dataSource.driver.createSchemaBuilder().log();
  const pairs = upQueries
    .map(({ query }, index) => ({ up: query, down: downQueries[index]?.query ?? '' }))
    .filter(({ up }) => MAPPED.test(up));
  return { up: pairs.map(({ up }) => up), down: pairs.map(({ down }) => down).toReversed() };
}
