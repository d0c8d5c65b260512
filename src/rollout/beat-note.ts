import { readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Temporal } from 'temporal-polyfill';

const fileIn = (dataDir: string): string => path.join(dataDir, 'heartbeat');

/**
 * Notes beside the database when it says that it beat last: a database that was put back no longer knows of it. A folder
 * that cannot be written to only means that nobody judges by it.
 */
export async function noteBeat(dataDir: string, at: Temporal.Instant): Promise<void> {
  const draft = `${fileIn(dataDir)}.${process.pid}`;
  await writeFile(draft, `${at.toString()}\n`)
    .then(() => rename(draft, fileIn(dataDir)))
    .catch(() => undefined);
}

/** Null where nothing was noted here: another host, a new folder. */
export async function notedBeat(dataDir: string): Promise<Temporal.Instant | null> {
  const noted = await readFile(fileIn(dataDir), 'utf8').catch(() => '');
  try {
    return Temporal.Instant.from(noted.trim());
  } catch {
    return null;
  }
}
