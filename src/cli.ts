#!/usr/bin/env node
/** `changeover COMMAND`: what a host does from the command line. */
import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { loadConfig } from './kernel/config.js';
import { Database } from './kernel/database/database.js';
import { StartError } from './kernel/start-error.js';

interface Command {
  /** What it does, in a line of the help. */
  does: string;
  /** The words after the command, as the help shows them. */
  takes?: string;
  run(words: string[]): Promise<void> | void;
}

/** A line a command. */
const commands: Record<string, Command> = {
  help: { does: 'shows this list', run: help },
  migrate: { does: 'brings the database up to date and stops', run: migrate },
};

try {
  const { positionals } = parseArgs({ allowPositionals: true, strict: true });
  const [name = 'help', ...words] = positionals;
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) throw new StartError(`There is no command "${name}". \`changeover help\` lists them.`);
  await command.run(words);
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
