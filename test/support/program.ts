import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';

const main = path.resolve(import.meta.dirname, '../../dist/program/main.js');

export interface Program {
  /** Its address, once it is ready; rejects with everything written when it ends before. */
  ready: Promise<string>;
  /** What the first group of the pattern matches, once it was written; rejects when the program ends before. */
  says(pattern: RegExp): Promise<string>;
  /** The exit code, or the signal that ended it. */
  ended: Promise<number | NodeJS.Signals>;
  /** Everything written so far, both streams. */
  output(): string;
  kill(signal: NodeJS.Signals): Promise<number | NodeJS.Signals>;
}

/** The built program in a process of its own, with this environment and nothing else; see `endPrograms`. */
export function startProgram(env: Record<string, string>, prefix: string[] = []): Program {
  // env only starts what follows, under its own process id: so that a prefix may be there or not.
  const child = spawn('env', [...prefix, process.execPath, main], {
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], PORT: '0', LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  let written = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      written += chunk;
    });
  const ended = new Promise<number | NodeJS.Signals>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      running.delete(child);
      resolve(code ?? signal!);
    });
  });
  const says = (pattern: RegExp): Promise<string> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const found = pattern.exec(written)?.[1];
        if (found) resolve(found);
      };
      for (const stream of [child.stdout, child.stderr]) stream.on('data', look);
      void ended.then((end) => reject(new Error(`ended with ${end}: ${written}`)), reject);
      look();
    });
  const ready = says(/^Changeover is ready at (http:\S+)/m);
  ready.catch(() => undefined); // a test may look only at the end
  return {
    ready,
    says,
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
          child.kill('SIGCONT'); // one that a test held still hears nothing else
          child.kill('SIGTERM');
        }),
    ),
  );
}
