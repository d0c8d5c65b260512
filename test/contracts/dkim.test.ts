import { createHash, generateKeyPairSync, verify, type KeyObject } from 'node:crypto';
import { TestClock } from '../../src/kernel/clock.js';
import { EmailChannel } from '../../src/notices/channels/email.channel.js';
import { emailBench, message } from './channel-benches.js';

describe('a message that is signed (RFC 6376)', () => {
  it('is signed by the domain of its sender, with all by which a reader stops it, and the signature holds', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const bench = await emailBench();
    const channel = new EmailChannel(
      {
        smtpUrl: bench.address,
        mailFrom: 'Changeover <move@hill.example>',
        dkim: {
          selector: '2026-11',
          privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
        },
      },
      new TestClock(),
    );
    const stop = {
      'List-Unsubscribe': '<https://hill.example/m/x/stop/survey>',
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    };
    await channel.send([message({ headers: stop, subject: 'Grüße', text: 'Hello  Anna \n\n\n' })]);
    const source = (await bench.received())[0]!.source!;
    const tags = tagsOf(source);
    expect(tags).toMatchObject({ d: 'hill.example', s: '2026-11', a: 'rsa-sha256', c: 'relaxed/relaxed' });
    const signed = tags['h']!.toLowerCase().split(':');
    for (const name of ['from', 'to', 'subject', 'date', 'message-id', ...Object.keys(stop)])
      expect(signed).toContain(name.toLowerCase());
    expect(holds(source, publicKey)).toBe(true);
    expect(holds(source.replace('Hello', 'Hallo'), publicKey)).toBe(false);
    expect(holds(source.replace('x/stop', 'y/stop'), publicKey)).toBe(false);
    await channel.close();
    await bench.close();
  });
});

/** `name: value`, unfolded, each run of blanks one blank: the “relaxed” form. */
function headersOf(source: string): [name: string, value: string][] {
  const [head = ''] = source.split('\r\n\r\n', 1);
  return head.split(/\r\n(?![ \t])/).map((line) => {
    const [, name = '', value = ''] = /^([^:]+):(.*)$/s.exec(line) ?? [];
    return [name.trim().toLowerCase(), value.replaceAll(/\s+/g, ' ').trim()];
  });
}

const signatureOf = (source: string): string =>
  headersOf(source).find(([name]) => name === 'dkim-signature')?.[1] ?? '';

const tagsOf = (source: string): Record<string, string> =>
  Object.fromEntries(
    signatureOf(source)
      .split(';')
      .map((tag) =>
        tag
          .trim()
          .split(/=(.*)/s)
          .slice(0, 2)
          .map((part) => part.replaceAll(' ', '')),
      )
      .filter(([name]) => name) as [string, string][],
  );

/** As a receiving server checks it. */
function holds(source: string, key: KeyObject): boolean {
  const { bh, b, h } = tagsOf(source) as Record<'bh' | 'b' | 'h', string>;
  const body = source
    .slice(source.indexOf('\r\n\r\n') + 4)
    .split('\r\n')
    .map((line) => line.replaceAll(/[ \t]+/g, ' ').trimEnd())
    .join('\r\n')
    .replace(/(\r\n)+$/, '');
  if (createHash('sha256').update(`${body}\r\n`).digest('base64') !== bh) return false;
  const headers = headersOf(source);
  const taken = h.split(':').flatMap((wanted) => {
    const at = headers.findLastIndex(([name]) => name === wanted.toLowerCase());
    return at < 0 ? [] : headers.splice(at, 1).map(([name, value]) => `${name}:${value}\r\n`);
  });
  const unsigned = `dkim-signature:${signatureOf(source).replace(/(^|;)(\s*b=)[^;]*/, '$1$2')}`;
  return verify('sha256', Buffer.from(taken.join('') + unsigned), key, Buffer.from(b, 'base64'));
}
