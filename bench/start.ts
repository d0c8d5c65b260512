import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const ROUNDS = 5;
const AIMS = { firstMs: 3000, nextMs: 1500, memoryMb: 250 };

/** From an empty folder to the ready line, from a used folder to it, and memory at rest with the database. */
export async function run() {
  const main = path.resolve(import.meta.dirname, '../program/main.js');
  const rounds: (typeof AIMS)[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'changeover-bench-'));
    try {
      const first = await start(main, dir);
      await stop(first.child);
      const next = await start(main, dir);
      await sleep(2000); // until it rests
      const memoryMb = memory(next.child.pid!) / 2 ** 20;
      await stop(next.child);
      rounds.push({ firstMs: first.ms, nextMs: next.ms, memoryMb });
    } finally {
      fs.rmSync(dir, { recursive: true, force: true });
    }
  }
  const figures = {
    firstMs: median(rounds.map(({ firstMs }) => firstMs)),
    nextMs: median(rounds.map(({ nextMs }) => nextMs)),
    memoryMb: median(rounds.map(({ memoryMb }) => memoryMb)),
  };
  const names = Object.keys(AIMS) as (keyof typeof AIMS)[];
  return { ratio: Math.min(...names.map((name) => AIMS[name] / figures[name])), aim: 1, ...figures };
}

async function start(main: string, dir: string): Promise<{ child: ChildProcess; ms: number }> {
  const { PATH, HOME } = process.env;
  const began = performance.now();
  const child = spawn(process.execPath, [main], {
    env: { PATH, HOME, PORT: '0', DATA_DIR: dir },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let written = '';
  for await (const chunk of child.stdout.setEncoding('utf8').iterator({ destroyOnReturn: false })) {
    written += String(chunk);
    if (written.includes('Changeover is ready')) break;
  }
  if (!written.includes('Changeover is ready')) throw new Error(`it did not start: ${written}`);
  return { child, ms: performance.now() - began };
}

async function stop(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

/** Bytes of a process and all below it; what they share is counted once (Linux). */
function memory(pid: number): number {
  const share = /^Pss:\s+(\d+) kB/m.exec(fs.readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'));
  const children = fs
    .readdirSync(`/proc/${pid}/task`)
    .flatMap((task) => fs.readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').trim().split(' '))
    .filter(Boolean);
  return Number(share?.[1] ?? 0) * 1024 + children.reduce((sum, child) => sum + memory(Number(child)), 0);
}

/** The middle value, as a whole number. */
function median(values: number[]): number {
  return Math.round(values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!);
}
