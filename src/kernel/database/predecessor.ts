/** What an earlier run left in the data folder: a lock, an orphaned server, a zombie; or it still runs. */
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { StartError } from '../start-error.js';

export type RecoveredFrom = 'nothing' | 'dead' | 'zombie' | 'orphan';

const PATIENCE_MS = 20_000;
/** A killed server may stay a zombie until PID 1 reaps it (containers without an init); wait that long. */
const ZOMBIE_MS = 300;

/**
 * Clears the way for a new server on `dataDir`; stops a server whose program was killed.
 * @throws when another program is running on the folder.
 */
export async function clearPredecessor(dataDir: string): Promise<RecoveredFrom> {
  const pidFile = path.join(dataDir, 'postmaster.pid');
  if (!fs.existsSync(pidFile)) return 'nothing';
  let found: RecoveredFrom = 'dead';
  const started = performance.now();
  const waited = (): number => performance.now() - started;
  for (;;) {
    const pid = lockHolder(pidFile);
    if (pid === undefined) break;
    const state = processState(pid, dataDir);
    if (state === 'gone' || state === 'foreign') break; // PostgreSQL removes the stale file itself
    if (state === 'live' && found !== 'orphan') {
      if (ownerAlive(pid))
        throw new StartError(
          `The data folder ${path.dirname(dataDir)} is in use by a running Changeover (its database has process id ${pid}). ` +
            'Stop that one first, or give this one another DATA_DIR.',
        );
      found = 'orphan';
      process.kill(pid, 'SIGINT');
    }
    if (state === 'zombie' && waited() > ZOMBIE_MS && workersOf(dataDir).length === 0) {
      found = 'zombie';
      fs.rmSync(pidFile, { force: true });
    }
    if (waited() > PATIENCE_MS) throw new Error(`postgres (process id ${pid}) does not leave ${dataDir}`);
    await sleep(25);
  }
  while (workersOf(dataDir).length > 0 && waited() < PATIENCE_MS) await sleep(25);
  return found;
}

function lockHolder(pidFile: string): number | undefined {
  try {
    return Number(fs.readFileSync(pidFile, 'utf8').split('\n')[0]);
  } catch {
    return undefined; // removed while we looked
  }
}

/** The fields of /proc/PID/stat after the name, which may itself hold spaces and brackets. */
function processStat(pid: number): string[] {
  const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

function processState(pid: number, dataDir: string): 'live' | 'zombie' | 'foreign' | 'gone' {
  try {
    if (process.platform !== 'linux') {
      process.kill(pid, 0);
      return 'live';
    }
    const [letter] = processStat(pid);
    if (letter === 'Z' || letter === 'X') return 'zombie';
    return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(dataDir) ? 'live' : 'foreign';
  } catch {
    return 'gone';
  }
}

/** An orphaned server has been re-parented to init (or a subreaper): its parent is no node process. */
function ownerAlive(pid: number): boolean {
  try {
    const [, parent] = processStat(pid);
    // Not the process name: in newer Nodes that is "MainThread".
    return path.basename(fs.readlinkSync(`/proc/${parent}/exe`)).startsWith('node');
  } catch {
    return false;
  }
}

function workersOf(dataDir: string): string[] {
  if (process.platform !== 'linux') return [];
  return fs.readdirSync('/proc').filter((entry) => {
    try {
      return /^\d+$/.test(entry) && fs.readlinkSync(`/proc/${entry}/cwd`) === dataDir;
    } catch {
      return false;
    }
  });
}
