import type { DataSourceOptions } from 'typeorm';
import { migrations } from '../../../migrations/index.js';
import './driver.js';
import { SnakeNaming } from './naming.js';
import { PreparingClient } from './preparing-client.js';

type PostgresConnectionOptions = Extract<DataSourceOptions, { type: 'postgres' }>;

/** How every connection to our PostgreSQL is made. Entities are added by the modules that own them. */
export function dataSourceOptions(url: string): PostgresConnectionOptions {
  return {
    type: 'postgres',
    ...address(url),
    migrations,
    migrationsTransactionMode: 'each',
    namingStrategy: new SnakeNaming(),
    synchronize: false,
    uuidExtension: 'pgcrypto', // gen_random_uuid(), built in since PostgreSQL 13
    installExtensions: false,
    poolSize: 10,
    extra: { Client: PreparingClient },
  };
}

/** TypeORM's own reader of addresses knows no Unix sockets (`postgres://user@/name?host=/folder`). */
function address(url: string): Partial<PostgresConnectionOptions> {
  const { searchParams, username, pathname } = new URL(url.replace('@/', '@socket/'));
  const host = searchParams.get('host');
  if (!host?.startsWith('/')) return { url };
  return {
    host,
    port: Number(searchParams.get('port') ?? 5432),
    username: decodeURIComponent(username),
    database: pathname.slice(1),
  };
}
