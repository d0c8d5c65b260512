import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../src/kernel/database/embedded-postgres.js';

/** A PostgreSQL server of one test's own, as durable as a host's, so that it can be killed in earnest. */
export interface OwnPostgres {
  /** The same before and after a restart. */
  url: string;
  /** `kill -9` of the server and every process of it. */
  kill(): Promise<void>;
  /** After a kill: it recovers, and answers at the same address. */
  startAgain(): Promise<void>;
  stop(): Promise<void>;
}

export async function startOwnPostgres(): Promise<OwnPostgres> {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'own-pg-'));
  const dataDir = path.join(dir, 'data');
  // Each start has a socket folder of its own; this name leads to the present one.
  const socket = path.join(dir, 'socket');
  let server: EmbeddedPostgres | undefined;
  const start = async (): Promise<void> => {
    server = await startEmbeddedPostgres({ dataDir });
    fs.rmSync(socket, { force: true });
    fs.symlinkSync(new URL(server.url.replace('@/', '@socket/')).searchParams.get('host')!, socket);
  };
  await start();
  return {
    url: `postgres://changeover@/postgres?host=${encodeURIComponent(socket)}&port=5432`,
    async kill() {
      const postmaster = Number(fs.readFileSync(path.join(dataDir, 'postmaster.pid'), 'utf8').split('\n')[0]);
      const children = fs.readFileSync(`/proc/${postmaster}/task/${postmaster}/children`, 'utf8').trim();
      // The postmaster first: it would else begin to mend what its children left.
      for (const pid of [postmaster, ...children.split(' ').map(Number)]) killHard(pid);
      await server?.stop();
    },
    startAgain: start,
    async stop() {
      await server?.stop();
      fs.rmSync(dir, { recursive: true, force: true });
    },
  };
}

function killHard(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error; // it ended by itself meanwhile
  }
}
