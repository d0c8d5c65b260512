import fc from 'fast-check';
import fs from 'node:fs';
import path from 'node:path';
import { partsOf, READ_BYTES } from './returned-parts.js';
import { readReturned, type Returned } from './returned.rules.js';
import { returnPath, sentAsIn, tokensIn } from './return-path.rules.js';

const folder = path.resolve('test/support/returned');
const key = Buffer.alloc(32, 7);
const deliveryId = '4f6d2c1e-8a57-4b0e-9c3d-2f1a6b7c8d9e';
const messageId = `<${deliveryId}.1@hill.example>`;
const us = { deliveryId, tries: 1 };

const filled = (name: string): string =>
  fs
    .readFileSync(path.join(folder, `${name}.eml`), 'utf8')
    .replaceAll('{path}', returnPath('bounce@hill.example', messageId, key))
    .replaceAll('{id}', messageId)
    .replaceAll('{html-id}', messageId.slice(1, -1))
    .replaceAll('{returned-in-base64}', Buffer.from(`Message-ID: ${messageId}\n\nHello`).toString('base64'));
const read = async (raw: Buffer | string): Promise<Returned> => readReturned(await partsOf(raw));
const inWords = (one: Returned): string =>
  one.is === 'bounce' ? `${one.gone ? 'gone' : 'kept'}: ${one.reason}` : one.is;

const unknown = 'gone: their address does not exist (5.1.1)';
const nowhere = (code: string): string => `gone: there is no mail server at their address (${code})`;
const full = 'kept: their mailbox is full (5.2.2)';
const mindsUs = (code: string): string => `kept: their mail server does not take our mail (${code})`;

/** What each of our made-up messages is. Of a bounce: whether their address is given up, and what a lead reads. */
const corpus: Record<string, string> = {
  'postfix-user-unknown': unknown,
  'postfix-delayed': 'delayed',
  'postfix-expired': 'kept: their mail server could not be reached in time (4.4.1)',
  'postfix-no-domain': nowhere('5.4.4'),
  'postfix-mailbox-full': full,
  'postfix-delivered': 'delivered',
  'postfix-relayed': 'delivered',
  'sendmail-two-places': full,
  'sendmail-one-arrived': 'delivered',
  'sendmail-expanded': 'delivered',
  'sendmail-status-with-comment': unknown,
  'groups-run-together': unknown,
  'exim-text-only': 'gone: their address does not exist',
  'exim-blocked': mindsUs('5.7.1'),
  'exim-warning': 'delayed',
  'qmail-unknown': unknown,
  'qmail-no-host': nowhere('5.1.2'),
  'exchange-recipient-not-found': 'gone: their address does not exist (5.1.10)',
  'exchange-access-denied': 'gone: their address does not exist (5.4.1)',
  'exchange-not-allowed': mindsUs('5.7.133'),
  'exchange-domain-gone': nowhere('5.4.310'),
  'exchange-german': 'gone: their address does not exist',
  'french-full': 'kept: their mailbox is full',
  'french-unknown': 'gone: their address does not exist',
  'spanish-unknown': 'gone: their address does not exist',
  'portuguese-unknown': 'gone: their address does not exist',
  'big-provider-not-found': unknown,
  'big-provider-delay': 'delayed',
  'big-provider-full': full,
  'big-provider-disabled': 'gone: their mailbox is closed (5.2.1)',
  'big-provider-too-often': 'kept: their mailbox takes no more for now (5.2.1)',
  'big-provider-unauthenticated': mindsUs('5.7.26'),
  'portal-no-account': 'gone: their address does not exist',
  'says-unknown-for-spam': mindsUs('5.1.1'),
  'relay-writes-500': unknown,
  'says-nothing': 'kept: it came back (5.0.0)',
  'no-status-no-action': 'gone: their address does not exist',
  'hotel-unavailable': 'gone: their address does not exist (5.5.0)',
  'says-failure': unknown,
  'null-mx': 'gone: their address does not exist (5.1.10)',
  'status-in-base64': unknown,
  'headers-only': unknown,
  'report-in-mixed': unknown,
  'cut-after-a-kilobyte': unknown,
  'global-report': unknown,
  'html-only': 'gone: their address does not exist',
  'daemon-answers': 'gone: their address does not exist',
  'postmaster-writes-to-nobody-back': 'gone: their address does not exist',
  'postmaster-by-itself': 'gone: their address does not exist',
  'not-our-message': unknown,
  'away-english': 'auto-reply',
  'away-german': 'auto-reply',
  'away-french': 'auto-reply',
  'away-spanish': 'auto-reply',
  'away-portuguese': 'auto-reply',
  'away-vacation-program': 'auto-reply',
  'away-old-mark': 'auto-reply',
  'away-quotes-our-subject': 'auto-reply',
  'away-says-so-in-its-subject': 'auto-reply',
  'away-as-postmaster': 'auto-reply',
  'opened-receipt': 'auto-reply',
  'person-answers': 'letter',
  'person-hands-a-bounce-on': 'letter',
  'person-as-postmaster': 'letter',
  'person-as-postmaster-answers': 'letter',
  'person-as-postmaster-refers': 'letter',
  'person-answers-about-delivery': 'letter',
  'person-asks-about-mail': 'letter',
  'wants-proof': 'letter',
  complaint: 'complaint',
  'complaint-without-the-message': 'complaint',
  'complaint-taken-back': 'letter',
};

describe('what came back', () => {
  it('is read as it is meant, whichever server wrote it and whichever line ends it uses', async () => {
    const found: Record<string, string> = {};
    for (const name of Object.keys(corpus)) {
      const raw = filled(name);
      found[name] = inWords(await read(raw));
      expect([name, inWords(await read(raw.replaceAll('\n', '\r\n')))]).toEqual([name, found[name]]);
    }
    expect(found).toEqual(corpus);
    expect(
      fs
        .readdirSync(folder)
        .map((file) => file.replace('.eml', ''))
        .toSorted(),
    ).toEqual(Object.keys(corpus).toSorted());
  });

  it('names the message that it is about, by its return path or by its Message-ID', async () => {
    for (const name of Object.keys(corpus)) {
      const { clues } = await partsOf(filled(name));
      const [sent] = [...tokensIn(clues, key), ...sentAsIn(clues)];
      expect([name, sent]).toEqual([name, name === 'not-our-message' ? undefined : us]);
    }
  });

  it('names nobody in its reason', async () => {
    for (const name of Object.keys(corpus)) expect(inWords(await read(filled(name)))).not.toMatch(/@|anna/i);
  });

  it('is read without its attachments, however large they are', async () => {
    const raw = filled('postfix-user-unknown').replace(
      '--=_cut_7f3a--',
      `--=_cut_7f3a\nContent-Type: application/zip\n\n${'A'.repeat(10_000_000)}\n--=_cut_7f3a--`,
    );
    expect(inWords(await read(raw))).toBe(unknown);
  });

  it('is never taken for a bounce where it is none, wherever it is cut off', async () => {
    // One says first where it did not arrive, and then where it did.
    const others = Object.entries(corpus).filter(
      ([name, is]) => !/gone|kept/.test(is) && name !== 'sendmail-one-arrived',
    );
    for (const [name] of others) {
      const lines = filled(name).split('\n');
      for (let cut = 0; cut <= lines.length; cut++)
        expect([name, cut, (await read(lines.slice(0, cut).join('\n'))).is]).not.toContain('bounce');
    }
  });

  it('is always read, whatever its bytes, in a moment', async () => {
    const pieces = Object.keys(corpus).flatMap((name) => filled(name).split('\n'));
    const shuffled = fc
      .array(fc.oneof(fc.constantFrom(...pieces), fc.string()), { maxLength: 60 })
      .map((lines) => Buffer.from(lines.join('\n')));
    const begun = performance.now();
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          shuffled,
          fc.uint8Array({ maxLength: 4000 }).map((bytes) => Buffer.from(bytes)),
        ),
        async (raw) => {
          expect(inWords(await read(raw))).not.toBe('');
        },
      ),
      { numRuns: 300 },
    );
    for (const one of hostile) await read(one);
    expect(performance.now() - begun).toBeLessThan(20_000);
  });
});

/** Built to be slow or deep. */
const hostile = [
  'Subject: Undelivered\n\n' + 'user '.repeat(READ_BYTES / 5),
  'Subject: Undelivered\n\n' + '5.'.repeat(READ_BYTES / 2),
  'Subject: Undelivered\n\n' + '--'.repeat(READ_BYTES / 2),
  'Subject: ' + 'mailbox is '.repeat(20_000) + '\n\n',
  'Content-Type: text/html\nSubject: Undelivered\n\n' + '<'.repeat(READ_BYTES),
  'To: ' + 'bounce+'.repeat(30_000) + '\n\n',
  Array.from({ length: 500 }, (_, i) => `Content-Type: multipart/mixed; boundary=b${i}\n\n--b${i}\n`).join(
    '',
  ),
  'Content-Type: multipart/report; boundary=x\n\n' +
    '--x\nContent-Type: message/delivery-status\n\n'.repeat(4000),
  'Content-Type: message/delivery-status\n\n' + 'Action: failed\n'.repeat(15_000),
];
