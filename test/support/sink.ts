import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './free-port.js';

/** A message that a receiver took whole: whose it is, and under which id. */
export interface Receipt {
  to: string;
  messageId: string;
  /** Where it says that it comes back to; not every server tells. */
  from?: string;
}

export interface Sink {
  /** For SMTP_URL. */
  url: string;
  /** Every message since the start, in the order of its arrival. */
  received(): Receipt[];
  /** Resolves once so many have arrived; rejects after two minutes. */
  until(count: number): Promise<void>;
  stop(): Promise<void>;
}

const NOBODY = 65534;

/**
 * Debian's `smtp-sink` (apt-get install postfix): a mail server in C, in a process of its own. It writes down each
 * message after its last line, so what is counted here is what a receiver really has.
 */
export async function startSink(): Promise<Sink> {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'sink-'));
  const port = await freePort();
  const root = process.getuid?.() === 0;
  if (root) fs.chownSync(dir, NOBODY, NOBODY);
  const file = path.join(dir, 'received');
  const args = ['-4', ...(root ? ['-u', 'nobody'] : []), '-D', file, `127.0.0.1:${port}`, '200'];
  const child = spawn('smtp-sink', args, { stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
  });
  const reader = new Reader(file);
  return {
    url: `smtp://127.0.0.1:${port}`,
    received: () => reader.read(),
    async until(count) {
      const started = performance.now();
      while (reader.read().length < count) {
        if (performance.now() - started > 120_000)
          throw new Error(`only ${reader.read().length} of ${count} messages arrived`);
        await sleep(2);
      }
    },
    async stop() {
      child.kill('SIGTERM');
      await ended;
      fs.rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** Reads on where it stopped: a send of thousands is counted while it goes on. */
class Reader {
  private readonly receipts: Receipt[] = [];
  private at = 0;
  private rest = '';
  private to = '';

  constructor(private readonly file: string) {}

  read(): Receipt[] {
    if (!fs.existsSync(this.file)) return this.receipts;
    const handle = fs.openSync(this.file, 'r');
    try {
      const size = fs.fstatSync(handle).size - this.at;
      const bytes = Buffer.alloc(size);
      this.at += fs.readSync(handle, bytes, 0, size, this.at);
      this.take(this.rest + bytes.toString('latin1'));
    } finally {
      fs.closeSync(handle);
    }
    return this.receipts;
  }

  private take(text: string): void {
    const end = text.lastIndexOf('\n') + 1;
    this.rest = text.slice(end);
    for (const [, to, id] of text
      .slice(0, end)
      .matchAll(/^(?:X-Rcpt-Args: <(.*)>|Message-ID: (<.*>))\r?$/gim))
      if (to !== undefined) this.to = to;
      else if (id !== undefined) this.receipts.push({ to: this.to, messageId: id });
  }
}
