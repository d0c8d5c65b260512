/** Starts the web server, the worker or both, as ROLE says; stops in order on SIGTERM and SIGINT. */
import 'reflect-metadata';
import { loadConfig } from './kernel/config.js';
import { noteAddress } from './kernel/address-note.js';
import { Database } from './kernel/database/database.js';
import { StartError } from './kernel/start-error.js';

try {
  const config = loadConfig();
  // Reading the program takes as long as starting the database: both at once.
  const opening = Database.open(config);
  opening.catch(() => undefined); // told by startApp
  const [{ startApp }, { SetupLink }] = await Promise.all([
    import('./app.js'),
    import('./setup/setup-link.js'),
    import('./app.module.js'),
  ]);
  const { app, database, close } = await startApp(config, { database: opening });
  const setUp = config.servesWeb && (await app.get(SetupLink, { strict: false }).current());
  // Not app.enableShutdownHooks(): the embedded database must stop after everything else has.
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      void close().then(() => process.exit(0), fail);
    });
  const what = config.servesWeb ? `at ${config.baseUrl}` : 'as a worker';
  const where = database.embedded ? `its own database in ${config.dataDir}` : 'your PostgreSQL';
  const jobs = config.redisUrl ? 'Redis' : 'the database';
  console.log(`Changeover is ready ${what} (role ${config.role}, ${where}, jobs in ${jobs}).`);
  if (config.servesWeb) await noteAddress(config.dataDir, config.baseUrl);
  if (setUp) console.log(`Set up Changeover: ${config.baseUrl}/set-up/${setUp}`);
} catch (error) {
  fail(error);
}

/** What the host can change is told in a sentence; a stack is for what nobody expected. */
function fail(error: unknown): never {
  if (error instanceof StartError) console.error(error.message);
  else console.error(error instanceof Error ? (error.stack ?? error.message) : error);
  process.exit(1);
}
