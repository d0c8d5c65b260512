import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app.module.js';
import type { Clock } from './kernel/clock.js';
import type { Config } from './kernel/config.js';
import { Database } from './kernel/database/database.js';

export interface RunningApp {
  app: NestFastifyApplication;
  database: Database;
  /** Where it listens, on this machine. */
  url: string;
  /** Lets running work finish, then stops the database last. Calling it twice is calling it once. */
  close(): Promise<void>;
}

export interface Parts {
  clock?: Clock;
  modules?: NonNullable<Parameters<typeof AppModule.with>[3]>;
}

/** Opens the database, builds the application and listens. After a failure nothing is left running. */
export async function startApp(config: Config, parts: Parts = {}): Promise<RunningApp> {
  const database = await Database.open(config);
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
      AppModule.with(config, database, parts.clock, parts.modules),
      new FastifyAdapter({ trustProxy: false }),
      { logger: ['fatal', 'error', 'warn'], abortOnError: false },
    );
    await app.listen(config.port, config.host);
    const { port } = app.getHttpServer().address() as { port: number };
    config.listeningOn(port);
    let closing: Promise<void> | undefined;
    const url = `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`;
    return { app, database, url, close: () => (closing ??= closeInOrder()) };
  } catch (error) {
    await closeInOrder();
    throw error;
  }
}
