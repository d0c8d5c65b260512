import { Global, Module, type DynamicModule } from '@nestjs/common';
import {
  filled,
  MAIL_CHANNEL,
  type Channel,
  type Message,
  type Result,
} from '../notices/channels/channel.js';

export interface Arrival {
  memberId: string;
  to: string;
  subject: string;
  text: string;
}

/**
 * The receiving server of the demo. It counts what arrives, by notice and member, and never looks at the ledger:
 * what the ledger believes is held against it at the end.
 */
export class Arrivals implements Channel {
  readonly name = 'email';
  readonly handful = 50;
  /** How often each notice arrived at each member. */
  private readonly counts = new Map<string, number>();
  private readonly waiting: Arrival[] = [];
  /** Messages of which the server finds out later that nobody lives there. */
  private readonly returned: string[] = [];

  async send(batch: Message[]): Promise<Result[]> {
    return batch.map((message) => this.receive(message));
  }

  private receive(message: Message): Result {
    if (message.to.endsWith('@bounce.example') && message.to.length % 2 === 0)
      return { is: 'refused', reason: '550 5.1.1 no such mailbox' };
    const { noticeIds, memberId, deliveryId, to } = message;
    const { subject, text } = filled(message);
    if (to.endsWith('@bounce.example')) this.returned.push(deliveryId);
    else if (memberId !== null) {
      for (const noticeId of noticeIds) {
        const key = `${noticeId}/${memberId}`;
        this.counts.set(key, (this.counts.get(key) ?? 0) + 1);
      }
      this.waiting.push({ memberId, to, subject, text });
    }
    return { is: 'accepted' };
  }

  /** What has arrived since the last look, in the order of its arrival. */
  take(): Arrival[] {
    return this.waiting.splice(0);
  }

  takeReturned(): string[] {
    return this.returned.splice(0);
  }

  has(noticeId: string, memberId: string): boolean {
    return this.counts.has(`${noticeId}/${memberId}`);
  }

  /** How much of what arrived was said in person. */
  inPerson = 0;

  /** Said in person: it arrives like a message. */
  told(noticeId: string, memberId: string, times: number): void {
    this.inPerson += times;
    const key = `${noticeId}/${memberId}`;
    if (times > 0) this.counts.set(key, (this.counts.get(key) ?? 0) + times);
  }

  get arrived(): number {
    return [...this.counts.values()].reduce((sum, n) => sum + n, 0);
  }

  /** How many messages arrived that had arrived before. */
  get repeated(): number {
    return [...this.counts.values()].reduce((sum, n) => sum + n - 1, 0);
  }
}

/** Puts the demo's receiving server where SMTP would be. */
@Global()
@Module({})
export class DemoMail {
  static with(arrivals: Arrivals): DynamicModule {
    const mail = { provide: MAIL_CHANNEL, useValue: arrivals };
    return { module: DemoMail, providers: [mail], exports: [mail] };
  }
}
