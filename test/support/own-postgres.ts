import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { startEmbeddedPostgres } from '../../src/kernel/database/embedded-postgres.js';

/** A PostgreSQL server of one test's own, as durable as a host's, so that it can be killed in earnest. */
export interface OwnPostgres {
  url: string;
  /** `kill -9` of the server and every process of it. */
  kill(): void;
  /** Resolves once it has come back by itself, and answers. */
  back(): Promise<void>;
  stop(): Promise<void>;
}

export async function startOwnPostgres(): Promise<OwnPostgres> {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'own-pg-'));
  const dataDir = path.join(dir, 'data');
  const server = await startEmbeddedPostgres({ dataDir });
  return {
    url: server.url,
    kill() {
      const file = fs.readFileSync(path.join(dataDir, 'postmaster.pid'), 'utf8');
      const postmaster = Number(file.split('\n')[0]);
      const children = fs.readFileSync(`/proc/${postmaster}/task/${postmaster}/children`, 'utf8').trim();
      // The postmaster first: it would else begin to mend what its children left.
      for (const pid of [postmaster, ...children.split(' ').map(Number)]) killHard(pid);
    },
    async back() {
      while (!(await answers(server.url))) await sleep(20);
    },
    async stop() {
      await server.stop();
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

async function answers(url: string): Promise<boolean> {
  const client = new Client(url);
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
