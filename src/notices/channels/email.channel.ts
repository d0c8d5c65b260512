import { Readable } from 'node:stream';
import { Logger } from '@nestjs/common';
import { createTransport } from 'nodemailer';
import DKIM from 'nodemailer/lib/dkim';
import type SMTPPool from 'nodemailer/lib/smtp-pool';
import type { Clock } from '../../kernel/clock.js';
import { describeError } from '../../kernel/log.js';
import { deliverable } from './address.rules.js';
import type { Channel, Message, Result, Words } from './channel.js';
import { Letterform } from './mime.js';
import { ourTrouble, saysItIsGone, whomItIsAbout, whoWantsUsSlower } from './refusal.rules.js';

const CONNECTIONS = 10;
/** A server that says nothing for so long says nothing any more. RFC 5321 lets it think for ten minutes after the text. */
const SILENCE_MS = 10 * 60_000;
const GREETING_MS = 60_000;

/** What RFC 8058 wants signed, and what says who writes to whom about what. */
const SIGNED =
  'From:Reply-To:Subject:Date:Message-ID:To:MIME-Version:Content-Type:Auto-Submitted:List-Unsubscribe:List-Unsubscribe-Post';

export interface MailSettings {
  /** For example `smtp://user:password@host:587`; what it asks for after a `?` wins, for example `?maxConnections=3`. */
  smtpUrl: string;
  /** The sender, with or without a name before `<address>`. */
  mailFrom: string;
  /** With which our server's domain signs what it sends: a private key in PEM. */
  dkim?: { selector: string; privateKey: string } | undefined;
  /** Where a message comes back to; undefined, or none given: to the sender. */
  returnPath?: ((messageId: string) => string | undefined) | undefined;
}

/** SMTP, by a pool of connections. */
export class EmailChannel implements Channel {
  readonly name = 'email';
  readonly handful = 1;
  readonly atOnce: number;
  private readonly log = new Logger('notices');
  private readonly pool: SMTPPool;
  private readonly dkim: DKIM | undefined;
  private readonly from: string;
  private readonly returnPath: NonNullable<MailSettings['returnPath']>;
  private readonly forms = new WeakMap<Words, Letterform>();

  constructor(
    { smtpUrl, mailFrom, dkim, returnPath = () => undefined }: MailSettings,
    private readonly clock: Clock,
  ) {
    this.returnPath = returnPath;
    this.from = /<([^<>]+)>/.exec(mailFrom)?.[1] ?? mailFrom;
    // As many again wait at the door, so that no connection is idle.
    this.atOnce = 2 * Number(new URL(smtpUrl).searchParams.get('maxConnections') ?? CONNECTIONS);
    const mail = createTransport({
      ...{ url: smtpUrl, pool: true, maxConnections: CONNECTIONS },
      ...{ requireTLS: mustBeSealed(new URL(smtpUrl)) },
      ...{ socketTimeout: SILENCE_MS, greetingTimeout: GREETING_MS, connectionTimeout: GREETING_MS },
    });
    this.pool = mail.transporter as SMTPPool;
    // A proxy that the address asks for (`?proxy=…`).
    if (mail.getSocket) this.pool.getSocket = mail.getSocket;
    this.dkim =
      dkim &&
      new DKIM({
        domainName: this.from.slice(this.from.lastIndexOf('@') + 1),
        keySelector: dkim.selector,
        privateKey: dkim.privateKey,
        headerFieldNames: SIGNED,
      });
  }

  async send(batch: Message[]): Promise<Result[]> {
    return Promise.all(batch.map((message) => this.one(message)));
  }

  async close(): Promise<void> {
    this.pool.close();
  }

  private async one(message: Message): Promise<Result> {
    const to = deliverable(message.to);
    if (to === null) return { is: 'refused', reason: 'the address cannot be used' };
    const source = this.written(message, to);
    if (source === null) return { is: 'refused', reason: 'it could not be written' };
    try {
      await this.handOver(source, message.messageId, to);
      return { is: 'accepted' };
    } catch (error) {
      return verdictOn(error, source.readableDidRead, to);
    }
  }

  /**
   * As nodemailer hands a message to its transports, but a finished one: to take it apart once more, and to pass it
   * through a stream for each of its parts, costs as much as all the rest of us.
   */
  private handOver(source: Readable, messageId: string, to: string): Promise<void> {
    const message = {
      // Its own envelope, so that what stands in a header can never add a reader.
      getEnvelope: () => ({ from: this.returnPath(messageId) ?? this.from, to: [to] }),
      createReadStream: () => source,
      messageId: () => messageId,
      getHeader: () => messageId,
    };
    return new Promise((resolve, reject) => {
      this.pool.send({ data: {}, message } as unknown as Mail, (error) => {
        if (error) reject(error);
        else resolve();
      });
    });
  }

  /** Null where that fails: a fault in one message must not hold up all that stand behind it. */
  private written(message: Message, to: string): Readable | null {
    try {
      const text = this.formOf(message.words).write(message, { to, from: this.from, date: this.date() });
      return this.dkim?.sign(text) ?? whole(text);
    } catch (error) {
      this.log.error(`A message could not be written: ${describeError(error)}`);
      return null;
    }
  }

  private formOf(words: Words): Letterform {
    const form = this.forms.get(words) ?? new Letterform(words);
    this.forms.set(words, form);
    return form;
  }

  private date(): string {
    return new Date(this.clock.now().epochMilliseconds).toUTCString().replace('GMT', '+0000');
  }
}

/**
 * A password never goes over a network in the open, nor do the letters behind it: whoever sits between could take away
 * the server's offer to seal the connection. Without a password it is the host's own network (`?requireTLS=true` asks
 * all the same), and on this machine nobody sits between.
 */
const mustBeSealed = ({ username, hostname }: URL): boolean =>
  username !== '' && !['localhost', '127.0.0.1', '[::1]'].includes(hostname);

type Mail = Parameters<SMTPPool['send']>[0];

/** In one piece. Whether any of it was handed over, the stream itself knows. */
const whole = (text: string): Readable =>
  new Readable({
    read() {
      this.push(text);
      this.push(null);
    },
  });

const withSlower = (slower: 'domain' | 'everybody' | null): { slower?: 'domain' | 'everybody' } =>
  slower ? { slower } : {};

const ascii = /^[\x20-\x7e]*$/;

interface SmtpError {
  code?: string;
  command?: string;
  responseCode?: number;
  response?: string;
  message?: string;
}

/**
 * Whose fault it is decides: a recipient's no is final, what is ours waits until the host has mended it.
 * @param handedOver some of the message had gone already · @param to the address it was for
 */
export function verdictOn(error: unknown, handedOver = false, to = ''): Result {
  const { code = 'unknown', command, responseCode, response, message } = (error ?? {}) as SmtpError;
  const no = { code, command, reply: responseCode, words: response ?? message };
  // A server that knows no letters but ASCII before the @ finds a mistake in our command, whatever it calls it.
  if (!ascii.test(to) && command === 'RCPT TO' && responseCode !== undefined && responseCode >= 500)
    return { is: 'refused', reason: `the receiving server said no (${responseCode})` };
  switch (whomItIsAbout(no)) {
    case 'recipient':
      if (responseCode === undefined) return { is: 'refused', reason: 'the address cannot be used' };
      return {
        is: 'refused',
        reason: `the receiving server said no (${responseCode})`,
        ...(saysItIsGone(no) && { gone: true }),
      };
    case 'us':
      if (handedOver && responseCode === undefined)
        return { is: 'later', reason: `${ourTrouble(no)}; it may have arrived`, ours: true, unclear: true };
      return { is: 'later', reason: ourTrouble(no), ours: true };
    case 'passing':
      return {
        is: 'later',
        reason: `the receiving server said not now (${responseCode})`,
        ...withSlower(whoWantsUsSlower(no)),
      };
  }
}
