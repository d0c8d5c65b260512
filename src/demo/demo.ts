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
import { playDemo, startDemo } from './play.js';
import { Screen } from './screen.js';
import type { Summary } from './summary.js';

const help = `The demo plays a rollout of 30 weeks in about a minute, and then serves it at http://localhost:3000.
  --exit         end instead of serving
  --roster FILE  your own list, a CSV file of at least 12 people
  --json FILE    write a summary
  --seed N       another seed: its people behave differently`;

const screen = new Screen();
const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'changeover-demo-'));
let close = async (): Promise<void> => undefined;
/** The program first, then what it kept: of a demo nothing is left, however it ends. */
const end = async (code: number): Promise<never> => {
  await close();
  fs.rmSync(dataDir, { recursive: true, force: true });
  process.exit(code);
};
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void end(0));

try {
  const { exit, roster, json, seed, ...wanted } = wishes();
  if (wanted.help) {
    console.log(help);
    await end(0);
  }
  const { port, host } = loadConfig();
  // A database and a folder of its own: the demo never touches what you run for real.
  // And no worker: the stage looks for what waits, so that nothing depends on who was faster.
  const config = new Config({
    ...{ port: exit ? 0 : port, host, dataDir, role: 'web', logLevel: 'error', ticking: false },
    mailFrom: 'Changeover <changeover@localhost>',
    designPages: true,
  });
  const sample = roster === undefined ? gardenStreet : ownRoster(roster);
  const demo = await startDemo(config, sample);
  close = demo.close;
  const { summary, enter } = await playDemo(demo, sample, seed, screen);
  if (json !== undefined) fs.writeFileSync(json, `${JSON.stringify(summary, null, 2)}\n`);
  screen.end(summary, demo.arrivals);
  if (exit) await end(kept(summary) ? 0 : 1);
  screen.line(`Look at it: ${config.baseUrl}${enter}`);
  screen.line('Stop it with Ctrl-C. Nothing of it is kept.');
} catch (error) {
  const told = error instanceof StartError || error instanceof RosterRefused || error instanceof Refused;
  if (error instanceof Error) console.error(told ? error.message : error.stack);
  else console.error(error);
  await end(1);
}

/** What was asked for on the command line, refused with every reason before anything is started. */
function wishes(): { help: boolean; exit: boolean; roster?: string; json?: string; seed: string } {
  const { values } = read();
  const reasons: string[] = [];
  if (values.roster !== undefined && !fs.statSync(values.roster, { throwIfNoEntry: false })?.isFile())
    reasons.push(
      `There is no file ${values.roster}.${fs.existsSync(values.roster) ? ' It is a folder.' : ''}`,
    );
  const folder = values.json === undefined ? undefined : path.dirname(path.resolve(values.json));
  if (folder !== undefined && !writable(folder))
    reasons.push(`The summary cannot be written into ${folder}: make that folder, or name another.`);
  if (reasons.length > 0) throw new StartError(reasons.join('\n'));
  return {
    ...{ help: values.help, exit: values.exit, seed: values.seed },
    ...(values.roster !== undefined && { roster: path.resolve(values.roster) }),
    ...(values.json !== undefined && { json: values.json }),
  };
}

function read() {
  try {
    return parseArgs({
      options: {
        exit: { type: 'boolean', default: false },
        roster: { type: 'string' },
        json: { type: 'string' },
        seed: { type: 'string', default: '1' },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (cause) {
    throw new StartError(`${(cause as Error).message.replace(/\.?$/, '.')}\n${help}`, { cause });
  }
}

function writable(folder: string): boolean {
  try {
    fs.accessSync(folder, fs.constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** What the demo promises: nobody lost, nobody told twice, everybody proven told, four phases closed. */
function kept({ lost, repeated, proven, phases }: Summary): boolean {
  const closed = Object.values(phases).every((phase) => phase.closed !== null);
  return lost === 0 && repeated === 0 && proven && closed;
}
