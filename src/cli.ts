#!/usr/bin/env node
/** `changeover COMMAND`: what a host does from the command line. */
import 'reflect-metadata';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { DataSource } from 'typeorm';
import { holds, inWords, verifyAudits } from './access/host-audit.js';
import { hostSignInLink } from './access/host-link.js';
import { SystemClock } from './kernel/clock.js';
import { loadConfig } from './kernel/config.js';
import { MasterKey } from './kernel/crypto/master-key.js';
import { Links } from './kernel/crypto/links.js';
import { dataSourceOptions } from './kernel/database/data-source.js';
import { notedAddress } from './kernel/address-note.js';
import { Database } from './kernel/database/database.js';
import { runningPostgres } from './kernel/database/embedded-postgres.js';
import { StartError } from './kernel/start-error.js';
import { SetupLink } from './setup/setup-link.js';

interface Command {
  /** What it does, in a line of the help. */
  does: string;
  /** The words after the command, as the help shows them. */
  takes?: string;
  run(words: string[], options: { from?: string | undefined }): Promise<void> | void;
}

/** A line a command. */
const commands: Record<string, Command> = {
  help: { does: 'shows this list', run: help },
  migrate: { does: 'brings the database up to date and stops', run: migrate },
  'sign-in-link': {
    does: 'prints a link that signs somebody in who works here, once, within 30 minutes',
    takes: 'NAME [COMMUNITY [ROLE]]',
    run: signInLink,
  },
  audit: {
    does: 'looks whether the record of acts holds, of one community or of all',
    takes: 'verify [COMMUNITY] [--from MARK]',
    run: audit,
  },
  'set-up-link': {
    does: 'prints a link that sets up another community, once, within a day',
    run: setUpLink,
  },
};

try {
  const { positionals, values } = parseArgs({
    ...{ allowPositionals: true, strict: true },
    options: { from: { type: 'string' } },
  });
  const [name = 'help', ...words] = positionals;
  if (values.from !== undefined && name !== 'audit')
    throw new StartError(`"${name}" knows no --from. \`changeover help\` lists what it takes.`);
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) throw new StartError(`There is no command "${name}". \`changeover help\` lists them.`);
  await command.run(words, values);
} catch (error) {
  const expected = error instanceof StartError || (error instanceof TypeError && 'code' in error);
  console.error(error instanceof Error ? (expected ? error.message : error.stack) : error);
  process.exitCode = 1;
}

function help(): void {
  const lines = Object.entries(commands).map(([name, { takes = '', does }]) => [
    `${name} ${takes}`.trim(),
    does,
  ]);
  const width = Math.max(...lines.map(([usage]) => usage!.length));
  console.log('changeover COMMAND\n');
  for (const [usage, does] of lines) console.log(`  ${usage!.padEnd(width)}  ${does}`);
}

async function migrate(): Promise<void> {
  const database = await Database.open(loadConfig());
  await database.close();
  console.log('The database is up to date.');
}

async function signInLink([name, community, role]: string[]): Promise<void> {
  if (!name) throw new StartError('Say for whom: `changeover sign-in-link NAME`.');
  const { url, key } = running();
  const token = await hostSignInLink(url, key, new SystemClock(), { name, community, role });
  await printLink(`/enter/${token}`);
}

async function audit([verb, community]: string[], { from }: { from?: string | undefined }): Promise<void> {
  if (verb !== 'verify')
    throw new StartError('Say what: `changeover audit verify [COMMUNITY] [--from MARK]`.');
  const { url, key } = running();
  const verdicts = await verifyAudits(url, key, { community, from });
  for (const verdict of verdicts) console.log(inWords(verdict));
  if (!verdicts.every(holds)) process.exitCode = 1;
}

async function setUpLink(): Promise<void> {
  const { url, key } = running();
  const dataSource = await new DataSource({
    ...dataSourceOptions(url),
    entities: [],
    poolSize: 1,
  }).initialize();
  try {
    const clock = new SystemClock();
    const link = new SetupLink(dataSource, new Links(key, clock), clock);
    const token = await dataSource.transaction((tx) => link.fresh(tx));
    await printLink(`/set-up/${token}`);
  } finally {
    await dataSource.destroy();
  }
}

/** The program goes on running meanwhile: what it embeds is reached where it runs. */
function running(): { url: string; key: MasterKey } {
  const { databaseUrl, dataDir } = loadConfig();
  const url = databaseUrl ?? runningPostgres(path.join(dataDir, 'pg18'));
  if (!url) throw new StartError(`Changeover is not running on ${dataDir}. Start it first.`);
  return { url, key: MasterKey.load(dataDir) };
}

/** At the address that is configured, else at the one that the server left; else it says that it knows none. */
async function printLink(below: string): Promise<void> {
  const { addressIsGiven, baseUrl, dataDir } = loadConfig();
  const address = addressIsGiven ? baseUrl : await notedAddress(dataDir);
  if (!address) console.error('We do not know at which address Changeover is opened. Put it before this:');
  console.log(`${address ?? ''}${below}`);
}
