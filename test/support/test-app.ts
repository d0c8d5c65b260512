import 'reflect-metadata';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DataSource } from 'typeorm';
import { startApp, type Parts } from '../../src/app.js';
import { TestClock } from '../../src/kernel/clock.js';
import { Config } from '../../src/kernel/config.js';
import { createTestDatabase } from './test-db.js';

export interface TestApp {
  app: NestFastifyApplication;
  /** Where it listens (`config.baseUrl` leads there too); empty with the role worker. */
  url: string;
  config: Config;
  dataSource: DataSource;
  clock: TestClock;
  get<T>(type: Type<T> | (abstract new (...args: never[]) => T)): T;
  close: () => Promise<void>;
}

export interface TestAppOptions {
  modules?: NonNullable<Parts['modules']>;
  /** Beside the whole product. */
  beside?: NonNullable<Parts['beside']>;
  clock?: TestClock;
  settings?: Partial<ConstructorParameters<typeof Config>[0]>;
}

/** The real application on a fresh clone of the database, with a clock moved by hand and nothing ticking. */
export async function startTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const database = await createTestDatabase();
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'changeover-data-'));
  const clock = options.clock ?? new TestClock();
  const config = testConfig({ databaseUrl: database.url, dataDir, ...options.settings });
  const clean = async (): Promise<void> => {
    fs.rmSync(dataDir, { recursive: true, force: true });
    await database.drop();
  };
  const running = await startApp(config, {
    clock,
    ...(options.modules && { modules: options.modules }),
    ...(options.beside && { beside: options.beside }),
  }).catch(async (error: unknown) => {
    await clean();
    throw error;
  });
  return {
    app: running.app,
    url: running.url ?? '',
    config,
    dataSource: running.app.get(DataSource),
    clock,
    get: (type) => running.app.get(type, { strict: false }),
    async close() {
      await running.close();
      await clean();
    },
  };
}

/** A configuration for tests: any port, nothing ticking. */
export function testConfig(settings: Partial<ConstructorParameters<typeof Config>[0]> = {}): Config {
  return new Config({
    port: 0,
    host: '127.0.0.1',
    dataDir: '.data-unused',
    mailFrom: 'Changeover <changeover@localhost>',
    role: 'all',
    logLevel: 'silent',
    ticking: false,
    designPages: true,
    ...settings,
  });
}
