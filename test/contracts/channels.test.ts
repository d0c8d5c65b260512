import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { TestClock } from '../../src/kernel/clock.js';
import { Vault } from '../../src/kernel/crypto/vault.js';
import type { Channel, Message, Words } from '../../src/notices/channels/channel.js';
import { EmailChannel } from '../../src/notices/channels/email.channel.js';
import { MailboxChannel } from '../../src/notices/channels/mailbox.channel.js';
import { mailboxLetter } from '../../src/notices/mailbox.queries.js';
import { People } from '../support/people.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

interface Received {
  to: string[];
  subject: string;
  text: string;
  messageId: string | undefined;
  raw: string;
}

/** A channel under test, with a look at what arrived at its other end. */
interface Bench {
  channel: Channel;
  received(): Promise<Received[]>;
  /** A delivery row to send for. */
  delivery(): Promise<Pick<Message, 'deliveryId' | 'noticeIds' | 'communityId' | 'memberId'>>;
  close(): Promise<void>;
}

const message = ({
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

const emailTo = (smtpUrl: string): EmailChannel =>
  new EmailChannel({ smtpUrl, mailFrom: 'Changeover <move@hill.example>' }, new TestClock());

const benches: [string, () => Promise<Bench>][] = [
  ['email', emailBench],
  ['mailbox', mailboxBench],
];

describe.each(benches)('the %s channel', (name, open) => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await open();
  });
  afterAll(() => bench.close());

  it('goes by its name in the ledger', () => {
    expect(bench.channel.name).toBe(name);
  });

  it('answers for each message in its order, and each arrives once, at one person', async () => {
    const batch = await Promise.all(
      ['a', 'b', 'c'].map(async (who) => message({ ...(await bench.delivery()), to: `${who}@hill.example` })),
    );
    expect(await bench.channel.send(batch)).toEqual(batch.map(() => ({ is: 'accepted' })));
    const received = await bench.received();
    expect(received.map(({ to }) => to.join()).toSorted()).toEqual([
      'a@hill.example',
      'b@hill.example',
      'c@hill.example',
    ]);
  });

  it('answers an empty batch with nothing', async () => {
    expect(await bench.channel.send([])).toEqual([]);
  });

  it('carries every script of the world unharmed', async () => {
    const subject = 'Новый дом · 新しい家 · بيت جديد';
    const text = 'Grüße aus dem Treppenhaus 🏠\n\nمرحبا';
    await bench.channel.send([
      message({ ...(await bench.delivery()), subject, text, html: `<p>${subject}</p>` }),
    ]);
    const received = await bench.received();
    expect(received.at(-1)).toMatchObject({ subject, text });
  });

  it('lets no line break in a subject, a name or a header add a reader or a header', async () => {
    const before = (await bench.received()).length;
    const evil = 'Hello\r\nBcc: victim@elsewhere.example\r\nX-Evil: yes\r\n\r\nbody';
    await bench.channel.send([
      message({
        ...(await bench.delivery()),
        subject: evil,
        fromName: evil,
        headers: { 'Auto-Submitted': 'auto-generated', 'List-Unsubscribe': `<http://x.example/m/1>${evil}` },
      }),
    ]);
    const received = (await bench.received()).slice(before);
    expect(received.map(({ to }) => to)).toEqual([['anna@hill.example']]);
    expect(received[0]!.raw).not.toMatch(/^(Bcc|X-Evil):/im);
  });

  it('knows a repeat after a crash for the same message', async () => {
    const before = (await bench.received()).length;
    const again = message(await bench.delivery());
    await bench.channel.send([again]);
    await bench.channel.send([again]);
    const ids = (await bench.received()).slice(before).map(({ messageId }) => messageId);
    expect([...new Set(ids)]).toEqual([again.messageId]);
  });
});

describe('the email channel alone', () => {
  it('tells a refusal for good from one that may pass, and goes on with the others', async () => {
    const bench = await emailBench();
    const to = ['gone@hill.example', 'greylisted@hill.example', 'anna@hill.example', 'not an address'];
    const results = await bench.channel.send(to.map((address) => message({ to: address })));
    expect(results).toEqual([
      { is: 'refused', reason: 'the receiving server said no (550)' },
      { is: 'later', reason: 'the receiving server said not now (450)', slower: 'domain' },
      { is: 'accepted' },
      { is: 'refused', reason: expect.any(String) as string },
    ]);
    await bench.close();
  });

  it('asks to try again later when nobody answers', async () => {
    const bench = await emailBench();
    await bench.close();
    const channel = emailTo(bench.address);
    const results = await channel.send([message({})]);
    expect(results).toEqual([
      { is: 'later', ours: true, reason: expect.stringContaining('does not answer') as string },
    ]);
    await channel.close();
  });

  it('writes both parts, and the headers by which a mail program stops this kind', async () => {
    const bench = await emailBench();
    const stop = {
      'List-Unsubscribe': '<http://localhost/m/x/stop/survey>',
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    };
    await bench.channel.send([message({ headers: { ...stop, 'Auto-Submitted': 'auto-generated' } })]);
    const [{ raw }] = (await bench.received()) as [Received];
    for (const line of [
      'From: "Mira Solano, for Hill Street 12" <move@hill.example>',
      'Reply-To: mira@hill.example',
      'Auto-Submitted: auto-generated',
      'List-Unsubscribe: <http://localhost/m/x/stop/survey>',
      'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Type: text/html; charset=utf-8',
    ])
      expect(raw).toContain(line);
    await bench.close();
  });
});

/** A real SMTP server on loopback: refuses `gone@`, is busy for `greylisted@`. */
async function emailBench(): Promise<Bench & { address: string }> {
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
    delivery: async () => ({
      deliveryId: randomUUID(),
      noticeIds: [randomUUID()],
      communityId: randomUUID(),
      memberId: null,
    }),
    async close() {
      await channel.close();
      await new Promise<void>((closed) => {
        server.close(closed);
      });
    },
  };
}

async function mailboxBench(): Promise<Bench> {
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
