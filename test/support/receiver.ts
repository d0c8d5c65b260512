import { setTimeout as sleep } from 'node:timers/promises';
import type { Temporal } from 'temporal-polyfill';
import type { Clock } from '../../src/kernel/clock.js';
import type { Channel, Message, Result } from '../../src/notices/channels/channel.js';
import type { Receipt } from './sink.js';

/** A receiving server by the side of a worker: it knows what arrived, and when by that worker's clock. */
export class Receiver implements Channel {
  readonly name = 'email';
  readonly handful = 50;
  received: (Receipt & { at: Temporal.Instant })[] = [];
  private awaited: { count: number; happens: () => void }[] = [];

  constructor(private readonly clock: Clock) {}

  /** In the middle of a send: after so many messages have arrived here. */
  after(count: number, happens: () => void): void {
    this.awaited.push({ count, happens });
  }

  forget(): void {
    [this.received, this.awaited] = [[], []];
  }

  /** It has them at once and answers later, so that there is always something in flight. */
  async send(batch: Message[]): Promise<Result[]> {
    for (const { to, messageId } of batch) this.received.push({ to, messageId, at: this.clock.now() });
    const due = this.awaited.filter(({ count }) => this.received.length >= count);
    this.awaited = this.awaited.filter((one) => !due.includes(one));
    for (const { happens } of due) happens();
    await sleep(10);
    return batch.map(() => ({ is: 'accepted' }));
  }
}
