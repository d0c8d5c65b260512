import { createTransport, type Transporter } from 'nodemailer';
import { oneLine } from '../fill.rules.js';
import type { Channel, Message, Result } from './channel.js';
import { ourTrouble, whomItIsAbout } from './refusal.rules.js';

const CONNECTIONS = 5;

/** SMTP, by a pool of connections. */
export class EmailChannel implements Channel {
  readonly name = 'email';
  private readonly transport: Transporter;
  private readonly from: string;

  /**
   * @param smtpUrl for example `smtp://user:password@host:587`
   * @param mailFrom the sender, with or without a name before `<address>`
   */
  constructor(smtpUrl: string, mailFrom: string) {
    this.from = /<([^<>]+)>/.exec(mailFrom)?.[1] ?? mailFrom;
    const url = new URL(smtpUrl);
    url.searchParams.set('pool', 'true');
    url.searchParams.set('maxConnections', String(CONNECTIONS));
    this.transport = createTransport(url.toString());
  }

  async send(batch: Message[]): Promise<Result[]> {
    return Promise.all(batch.map((message) => this.one(message)));
  }

  async close(): Promise<void> {
    this.transport.close();
  }

  private async one(message: Message): Promise<Result> {
    try {
      await this.transport.sendMail({
        // Its own envelope, so that what stands in a header can never add a reader.
        envelope: { from: this.returnPath(message), to: [message.to] },
        from: { name: oneLine(message.fromName), address: this.from },
        to: { name: '', address: message.to },
        ...(message.replyTo && { replyTo: { name: '', address: message.replyTo } }),
        subject: oneLine(message.subject),
        text: message.text,
        html: message.html,
        messageId: message.messageId,
        headers: Object.fromEntries(
          Object.entries(message.headers).map(([name, value]) => [name, oneLine(value)]),
        ),
        disableFileAccess: true,
        disableUrlAccess: true,
      });
      return { is: 'accepted' };
    } catch (error) {
      return verdictOn(error);
    }
  }

  /** Where bounces go. The one place to put a return path per reader (VERP) once a bounce address is set. */
  private returnPath(_message: Message): string {
    return this.from;
  }
}

interface SmtpError {
  code?: string;
  command?: string;
  responseCode?: number;
  response?: string;
  message?: string;
}

/** Whose fault it is decides: a recipient's no is final, what is ours waits until the host has mended it. */
export function verdictOn(error: unknown): Result {
  const { code = 'unknown', command, responseCode, response, message } = (error ?? {}) as SmtpError;
  const no = { code, command, reply: responseCode, words: response ?? message };
  switch (whomItIsAbout(no)) {
    case 'recipient':
      if (responseCode === undefined) return { is: 'refused', reason: 'the address cannot be used' };
      return { is: 'refused', reason: `the receiving server said no (${responseCode})` };
    case 'us':
      return { is: 'later', reason: ourTrouble(no), ours: true };
    case 'passing':
      return { is: 'later', reason: `the receiving server said not now (${responseCode})` };
  }
}
