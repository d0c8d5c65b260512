import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import type { DataSource } from 'typeorm';
import { TestClock } from '../../src/kernel/clock.js';
import { Vault } from '../../src/kernel/crypto/vault.js';
import type { Channel, Message, Words } from '../../src/notices/channels/channel.js';
import { EmailChannel } from '../../src/notices/channels/email.channel.js';
import { MailboxChannel } from '../../src/notices/channels/mailbox.channel.js';
import { SamplesStay } from '../../src/notices/channels/samples.channel.js';
import { mailboxLetter } from '../../src/notices/mailbox.queries.js';
import { People } from '../support/people.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { WebhookChannel } from './webhook.channel.js';

export interface Received {
  to: string[];
  subject: string;
  text: string;
  messageId: string | undefined;
  /** With every header on one line. */
  raw: string;
  /** Byte by byte, where it came over the wire. */
  source?: string;
}

/** A channel under test, with a look at what arrived at its other end. */
export interface Bench {
  channel: Channel;
  received(): Promise<Received[]>;
  /** A delivery row to send for. */
  delivery(): Promise<Pick<Message, 'deliveryId' | 'noticeIds' | 'communityId' | 'memberId'>>;
  close(): Promise<void>;
}

export const message = ({
  subject = 'Hill Street: come along',
  html = '<p>The new place is open.</p>',
  text = 'The new place is open.',
  ...given
}: Partial<Message & Words>): Message => ({
  deliveryId: randomUUID(),
  noticeIds: [randomUUID()],
  communityId: randomUUID(),
  memberId: null,
  to: 'anna@hill.example',
  fromName: 'Mira Solano, for Hill Street 12',
  replyTo: 'mira@hill.example',
  words: { subject, html, text },
  values: {},
  headers: { 'Auto-Submitted': 'auto-generated' },
  messageId: `<${given.deliveryId ?? randomUUID()}@hill.example>`,
  ...given,
});

export const emailTo = (smtpUrl: string): EmailChannel =>
  new EmailChannel({ smtpUrl, mailFrom: 'Changeover <move@hill.example>' }, new TestClock());

/** A real SMTP server on loopback: refuses `gone@`, is busy for `greylisted@`. */
export async function emailBench(more: SMTPServerOptions = {}): Promise<Bench & { address: string }> {
  const received: Received[] = [];
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onRcptTo({ address }, _session, done) {
      const code = address.startsWith('gone@') ? 550 : address.startsWith('greylisted@') ? 450 : 0;
      done(code ? Object.assign(new Error('no'), { responseCode: code }) : null);
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        received.push(
          parsed(
            Buffer.concat(chunks).toString('utf8'),
            session.envelope.rcptTo.map((to) => to.address),
          ),
        );
        done();
      });
    },
    ...more,
  });
  await new Promise<void>((listening) => {
    server.listen(0, '127.0.0.1', listening);
  });
  const { port } = server.server.address() as AddressInfo;
  const address = `smtp://127.0.0.1:${port}`;
  const channel = emailTo(address);
  return {
    address,
    channel,
    received: async () => received,
    delivery: anyDelivery,
    async close() {
      await channel.close();
      await new Promise<void>((closed) => {
        server.close(closed);
      });
    },
  };
}

/** What goes out where a sample community lives beside a real one: the real one's mail, unchanged. */
export async function guardedBench(): Promise<Bench> {
  const outside = await emailBench();
  const keeps: Channel = { name: 'mailbox', handful: 50, send: () => Promise.reject(new Error('no sample')) };
  const noSample = { query: async () => [] } as unknown as DataSource;
  return { ...outside, channel: new SamplesStay(outside.channel, keeps, noSample) };
}

/** A real HTTP server on loopback. */
export async function webhookBench(): Promise<Bench> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      const { to, ...one } = JSON.parse(body) as Omit<Received, 'to' | 'raw'> & { to: string };
      received.push({ ...one, to: [to], raw: body });
      response.writeHead(204).end();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    channel: new WebhookChannel(`http://127.0.0.1:${port}/hook`),
    received: async () => received,
    delivery: anyDelivery,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Of no ledger. */
const anyDelivery: Bench['delivery'] = async () => ({
  deliveryId: randomUUID(),
  noticeIds: [randomUUID()],
  communityId: randomUUID(),
  memberId: null,
});

export async function mailboxBench(): Promise<Bench> {
  const app: TestApp = await startTestApp({ modules: [], settings: { role: 'web' } });
  const { communityId, rolloutId } = await People.settle(app);
  const [notice] = await app.dataSource.query<{ id: string }[]>(
    `insert into notice (community_id, rollout_id, key, play, purpose, by_hand, time_zone, created_at)
     values ($1, $2, 'k', 'k', 'community', false, 'UTC', $3) returning id`,
    [communityId, rolloutId, app.clock.now().toString()],
  );
  return {
    channel: new MailboxChannel(app.dataSource, app.get(Vault), app.clock),
    async received() {
      const tx = app.dataSource.manager;
      const ring = await app.get(Vault).ring(tx, communityId);
      const kept = await tx.query<{ id: string; delivery_id: string }[]>(
        'select id, delivery_id from mailbox_message order by at',
      );
      return Promise.all(
        kept.map(async ({ id, delivery_id }) => {
          const { to, subject, text } = (await mailboxLetter(tx, ring, communityId, id))!;
          return { to: [to], subject, text, messageId: `<${delivery_id}@hill.example>`, raw: text };
        }),
      );
    },
    async delivery() {
      app.clock.advance({ seconds: 1 });
      const [row] = await app.dataSource.query<{ id: string }[]>(
        `insert into delivery (notice_id, community_id, rollout_id, channel, state, created_at)
         values ($1, $2, $3, 'email', 'sending', $4) returning id`,
        [notice!.id, communityId, rolloutId, app.clock.now().toString()],
      );
      return { deliveryId: row!.id, noticeIds: [notice!.id], communityId, memberId: null };
    },
    close: () => app.close(),
  };
}

function parsed(raw: string, to: string[]): Received {
  const unfolded = raw.replaceAll(/\r\n[ \t]/g, ' ');
  const header = (field: string): string | undefined =>
    new RegExp(`^${field}: (.*)$`, 'im').exec(unfolded)?.[1]?.trim();
  const [, encoding, body = ''] =
    /text\/plain; charset=utf-8\r\n(?:Content-Transfer-Encoding: (\S+)\r\n)?\r\n([\s\S]*?)\r\n--/i.exec(
      raw,
    ) ?? [];
  return {
    to,
    subject: words(header('Subject') ?? ''),
    text: decoded(body, encoding),
    messageId: header('Message-ID'),
    raw: raw.replaceAll(/\r\n[ \t]/g, ' '),
    source: raw,
  };
}

function decoded(body: string, encoding = '7bit'): string {
  const bytes =
    encoding.toLowerCase() === 'base64'
      ? Buffer.from(body, 'base64')
      : encoding.toLowerCase() === 'quoted-printable'
        ? quotedPrintable(body)
        : Buffer.from(body);
  return bytes.toString('utf8').replaceAll('\r\n', '\n').trim();
}

const quotedPrintable = (text: string): Buffer =>
  Buffer.from(
    text
      .replaceAll('=\r\n', '')
      .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    'latin1',
  );

/** RFC 2047. */
const words = (text: string): string =>
  text
    .replaceAll(/\?=\s+=\?/g, '?==?')
    .replaceAll(/=\?UTF-8\?([BQ])\?([^?]*)\?=/gi, (_, how: string, body: string) =>
      (how.toUpperCase() === 'B'
        ? Buffer.from(body, 'base64')
        : quotedPrintable(body.replaceAll('_', ' '))
      ).toString('latin1'),
    )
    .replace(/[\u0080-\u00ff]+/g, (run) => Buffer.from(run, 'latin1').toString('utf8'));
