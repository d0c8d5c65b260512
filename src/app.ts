import { Module, type DynamicModule, type ModuleMetadata } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Clock } from './kernel/clock.js';
import type { Config } from './kernel/config.js';
import { Database } from './kernel/database/database.js';
import { dress, httpAdapter } from './kernel/http/dress.js';
import { Log } from './kernel/log.js';
import { KernelModule } from './kernel/kernel.module.js';
import { StartError } from './kernel/start-error.js';

export interface RunningApp {
  app: NestFastifyApplication;
  database: Database;
  /** Where it listens on this machine; absent with the role worker, which serves nothing. */
  url: string | undefined;
  /** Lets running work finish, then stops the database last. Calling it twice is calling it once. */
  close: () => Promise<void>;
}

export interface Parts {
  /** Where it is being opened already. */
  database?: Promise<Database>;
  clock?: Clock;
  /** Fewer features than the whole product, for tests of one. */
  modules?: NonNullable<ModuleMetadata['imports']>;
  /** Beside the whole product: the demo's receiving server. */
  beside?: NonNullable<ModuleMetadata['imports']>;
}

/** Opens the database, builds the application and listens. After a failure nothing is left running. */
export async function startApp(config: Config, parts: Parts = {}): Promise<RunningApp> {
  const database = await (parts.database ?? Database.open(config));
  let app: NestFastifyApplication | undefined;
  const closeInOrder = async (): Promise<void> => {
    try {
      await app?.close();
    } finally {
      await database.close();
    }
  };
  try {
    app = await NestFactory.create<NestFastifyApplication>(
      await rootModule(config, database, parts),
      httpAdapter(config),
      { logger: new Log(config.logLevel), abortOnError: false },
    );
    const complete = await dress(app, config);
    await app.init();
    complete();
    const url = config.servesWeb ? await listen(app, config) : undefined;
    let closing: Promise<void> | undefined;
    return { app, database, url, close: () => (closing ??= closeInOrder()) };
  } catch (error) {
    await closeInOrder();
    throw error;
  }
}

/** The root of some of the features, for tests of them. */
@Module({})
class SomeFeatures {}

/** The whole product is loaded only when it is wanted: what a file declares when it is read holds for the process. */
async function rootModule(config: Config, database: Database, parts: Parts): Promise<DynamicModule> {
  if (!parts.modules)
    return (await import('./app.module.js')).AppModule.with(config, database, parts.clock, parts.beside);
  return {
    module: SomeFeatures,
    imports: [KernelModule.with(config, database, parts.clock), ...parts.modules],
  };
}

async function listen(app: NestFastifyApplication, config: Config): Promise<string> {
  try {
    await app.listen(config.port, config.host);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
    throw new StartError(
      `Port ${config.port} is taken by another program. Stop that one, or choose another PORT.`,
      { cause: error },
    );
  }
  const { port } = app.getHttpServer().address() as { port: number };
  config.listeningOn(port);
  return `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`;
}
