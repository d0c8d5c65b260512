import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createTransport } from 'nodemailer';
import { startApp, type RunningApp } from '../src/app.js';
import { Config } from '../src/kernel/config.js';
import { Jobs } from '../src/kernel/jobs/jobs.js';
import { Deliveries } from '../src/notices/deliveries.service.js';
import { deliver } from '../src/notices/notices.jobs.js';
import { cpuOf, startSink, startWorker, stop } from './notices/processes.js';
import { Street, type Ready } from './notices/street.js';

const ROUNDS = 3;
/** Of the rival: as many as ours opens, and a queue that never runs dry. */
const [CONNECTIONS, IN_FLIGHT] = [10, 20];
const mailFrom = 'Changeover <move@bench.example>';
/** Messages a minute to one domain: looked after all the way, and never in the way. */
const DOMAIN_RATE = 1_000_000;

/**
 * How many messages a second leave the house the whole way: claimed, judged, written for each reader with their own
 * link, handed over by SMTP and written down. Against a pool of nodemailer that is given the same messages and records
 * nothing. And what one costs in processor time when two processes share the work.
 */
export async function run() {
  const people = Number(argument('--members') ?? 20_000);
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'changeover-bench-'));
  const sink = await startSink();
  const config = new Config({
    ...{ port: 0, host: '127.0.0.1', dataDir, mailFrom, role: 'web', logLevel: 'error' },
    ...{ ticking: false, smtpUrl: sink.url, mailDomainRate: DOMAIN_RATE },
  });
  const running = await startApp(config);
  try {
    const street = new Street(running.app, people);
    await street.settle();
    const same = await street.messages();
    const [ours, bare]: [number[], number[]] = [[], []];
    for (let round = 0; round < ROUNDS; round++) {
      bare.push(await perSecond(people, () => rival(sink.url, same)));
      await street.say();
      ours.push(await perSecond(people, () => whole(running, people)));
    }
    const cpu = argument('--only') === 'speed' ? {} : await shared(running, street, sink.url, dataDir);
    const [our, their] = [median(ours), median(bare)];
    return { ratio: our / their, aim: 1.5, members: people, perSecond: our, barePerSecond: their, ...cpu };
  } finally {
    await running.close();
    await sink.stop();
    fs.rmSync(dataDir, { recursive: true, force: true });
  }
}

async function whole({ app }: RunningApp, people: number): Promise<void> {
  const sent = await app.get(Deliveries, { strict: false }).run();
  if (sent !== people) throw new Error(`${sent} of ${people} were sent`);
}

/** Composes and sends, and remembers nothing. */
async function rival(smtpUrl: string, messages: Ready[]): Promise<void> {
  const transport = createTransport({ url: smtpUrl, pool: true, maxConnections: CONNECTIONS });
  const waiting = messages.values();
  const lane = async (): Promise<void> => {
    for (const { to, fromName, replyTo, subject, text, html, headers, messageId } of waiting)
      await transport.sendMail({
        ...{ to, subject, text, html, headers, messageId, replyTo: replyTo ?? '' },
        from: { name: fromName, address: 'move@bench.example' },
      });
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, lane));
  transport.close();
}

/** Microseconds of processor time a message, ours and the database's together, with one worker and with two. */
async function shared(running: RunningApp, street: Street, smtpUrl: string, dataDir: string) {
  const postmaster = Number(
    fs.readFileSync(path.join(dataDir, 'pg18', 'postmaster.pid'), 'utf8').split('\n')[0],
  );
  const cost = async (count: number): Promise<number> => {
    const workers = await Promise.all(
      Array.from({ length: count }, () =>
        startWorker({
          ...{ DATABASE_URL: running.database.url, DATA_DIR: dataDir },
          ...{ SMTP_URL: smtpUrl, MAIL_FROM: mailFrom, MAIL_DOMAIN_RATE: String(DOMAIN_RATE) },
        }),
      ),
    );
    const used = (): number =>
      [postmaster, ...workers.map(({ pid }) => pid!)].reduce((sum, pid) => sum + cpuOf(pid), 0);
    const sent = async (): Promise<number> => {
      await street.say();
      const before = used();
      await running.app.get(Jobs).ringAll(deliver, [{}, {}, {}]);
      while ((await street.accepted()) < street.people) await sleep(250);
      return (used() - before) / street.people;
    };
    try {
      // A process that has just begun still compiles what it runs: each of them sends as many first.
      for (let warm = 0; warm < 2 * count; warm++) await sent();
      return await sent();
    } finally {
      await Promise.all(workers.map(stop));
    }
  };
  const [ones, twos]: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round++) {
    ones.push(await cost(1));
    twos.push(await cost(2));
  }
  const [one, two] = [median(ones), median(twos)];
  return {
    ...{ cpuMicrosOne: Math.round(one), cpuMicrosTwo: Math.round(two) },
    ...{ cpuRatio: Number((two / one).toPrecision(3)), cpuAim: 1.15 },
  };
}

async function perSecond(messages: number, work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return Math.round((1000 * messages) / (performance.now() - start));
}

function argument(name: string): string | undefined {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : process.argv[at + 1];
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
}
