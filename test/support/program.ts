import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';

const main = path.resolve(import.meta.dirname, '../../dist/src/main.js');

export interface Program {
  /** The ready line; rejects with everything written when the program ends before it is ready. */
  ready: Promise<string>;
  /** The exit code, or the signal that ended it. */
  ended: Promise<number | NodeJS.Signals>;
  /** Everything written so far, both streams. */
  output(): string;
  kill(signal: NodeJS.Signals): Promise<number | NodeJS.Signals>;
}

/** The built program in a process of its own, with this environment and nothing else; ended after the test. */
export function startProgram(env: Record<string, string>, prefix: string[] = []): Program {
  const [command, ...args] = [...prefix, process.execPath, '--enable-source-maps', main] as [
    string,
    ...string[],
  ];
  const child = spawn(command, args, {
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], PORT: '0', LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  let written = '';
  const ended = new Promise<number | NodeJS.Signals>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      running.delete(child);
      resolve(code ?? signal!);
    });
  });
  const ready = new Promise<string>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (chunk: string) => {
        written += chunk;
        const line = /^Changeover is ready.*$/m.exec(written)?.[0];
        if (line) resolve(line);
      });
    void ended.then((end) => reject(new Error(`ended with ${end}: ${written}`)), reject);
  });
  ready.catch(() => undefined); // a test may look only at the end
  return {
    ready,
    ended,
    output: () => written,
    kill(signal) {
      child.kill(signal);
      return ended;
    },
  };
}

const running = new Set<ChildProcess>();

/** For `afterEach`: whatever a failed test left running. */
export async function endPrograms(): Promise<void> {
  await Promise.all(
    [...running].map(
      (child) =>
        new Promise<void>((resolve) => {
          child.once('close', () => resolve());
          child.kill('SIGTERM');
        }),
    ),
  );
}
