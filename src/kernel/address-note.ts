import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

const fileIn = (dataDir: string): string => path.join(dataDir, 'address');

/** The server leaves its address where the command finds it: the command is started elsewhere, without its PORT. */
export async function noteAddress(dataDir: string, baseUrl: string): Promise<void> {
  // A folder that cannot be written to is told of by whoever needs it.
  await writeFile(fileIn(dataDir), `${baseUrl}\n`).catch(() => undefined);
}

/** Undefined where no server was started with this folder. */
export async function notedAddress(dataDir: string): Promise<string | undefined> {
  const noted = await readFile(fileIn(dataDir), 'utf8').catch(() => '');
  return /^https?:\/\/\S+$/.test(noted.trim()) ? noted.trim() : undefined;
}
