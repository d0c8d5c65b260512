import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const main = path.resolve(import.meta.dirname, '../../program/main.js');

/** Postfix's smtp-sink: takes every message and throws it away. */
export async function startSink(): Promise<{ url: string; pid: number; stop(): Promise<void> }> {
  const port = await freePort();
  const env = { PATH: `${process.env['PATH']}:/usr/sbin` };
  const child = spawn('smtp-sink', ['-u', 'nobody', `127.0.0.1:${port}`, '200'], { env, stdio: 'ignore' });
  child.once('error', (error) => {
    throw new Error(`smtp-sink is needed (Debian: postfix): ${error.message}`);
  });
  while (!(await answers(port))) await sleep(20);
  return { url: `smtp://127.0.0.1:${port}`, pid: child.pid!, stop: () => stop(child) };
}

/** A worker of the built program, ready for work. */
export async function startWorker(env: Record<string, string>): Promise<ChildProcess> {
  const { PATH, HOME } = process.env as Record<string, string>;
  const child = spawn(process.execPath, [main], {
    env: { PATH, HOME, ROLE: 'worker', LOG_LEVEL: 'error', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let written = '';
  for await (const chunk of child.stdout.setEncoding('utf8').iterator({ destroyOnReturn: false })) {
    written += String(chunk);
    if (written.includes('Changeover is ready')) return child;
  }
  throw new Error(`it did not start: ${written}`);
}

export async function stop(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

/** Processor time of a process and of all that it started, ended or not, in microseconds (Linux). */
export function cpuOf(pid: number): number {
  const [, fields = ''] = /\) (.*)$/s.exec(fs.readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
  const ticks = fields.split(' ').slice(11, 15).map(Number);
  const children = fs
    .readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
    .trim()
    .split(' ')
    .filter(Boolean);
  return (
    ticks.reduce((sum, some) => sum + some) * 10_000 +
    children.reduce((sum, child) => sum + cpuOf(Number(child)), 0)
  );
}

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as net.AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1');
    socket.once('data', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
