/** `npm run demo`: a community crosses all 30 weeks under the test clock, then the result is served. */
import 'reflect-metadata';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { Config, loadConfig } from '../kernel/config.js';
import { StartError } from '../kernel/start-error.js';
import { Refused } from './client.js';
import { gardenStreet, ownRoster, RosterRefused } from './company.js';
import { playDemo } from './play.js';
import { Screen } from './screen.js';

const { values } = parseArgs({
  options: {
    exit: { type: 'boolean', default: false },
    roster: { type: 'string' },
    json: { type: 'string' },
    seed: { type: 'string', default: '1' },
  },
});

const screen = new Screen();
const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'changeover-demo-'));
const clean = (): void => fs.rmSync(dataDir, { recursive: true, force: true });

try {
  if (values.roster !== undefined && !fs.existsSync(values.roster))
    throw new StartError(`There is no file ${values.roster}.`);
  const { port, host } = loadConfig();
  // A database and a folder of its own: the demo never touches what you run for real.
  // And no worker: the stage looks for what waits, so that nothing depends on who was faster.
  const config = new Config({
    ...{ port: values.exit ? 0 : port, host, dataDir, role: 'web', logLevel: 'error', ticking: false },
    mailFrom: 'Changeover <changeover@localhost>',
  });
  const sample = values.roster === undefined ? gardenStreet : ownRoster(path.resolve(values.roster));
  const { close, summary, enter } = await playDemo(config, sample, values.seed, screen);
  if (values.json !== undefined) fs.writeFileSync(values.json, `${JSON.stringify(summary, null, 2)}\n`);
  screen.end(summary);
  const stop = async (): Promise<void> => {
    await close();
    clean();
  };
  if (values.exit) {
    await stop();
    process.exit(summary.lost === 0 && summary.repeated === 0 ? 0 : 1);
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      void stop().then(() => process.exit(0));
    });
  screen.line(`Look at it: ${enter}`);
  screen.line('Stop it with Ctrl-C. Nothing of it is kept.');
} catch (error) {
  clean();
  const told = error instanceof StartError || error instanceof RosterRefused || error instanceof Refused;
  if (error instanceof Error) console.error(told ? error.message : error.stack);
  else console.error(error);
  process.exit(1);
}
