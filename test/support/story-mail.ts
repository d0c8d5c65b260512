import type { Temporal } from 'temporal-polyfill';
import { Arrivals } from '../../src/demo/arrivals.js';
import type { Clock } from '../../src/kernel/clock.js';
import { filled, type Message, type Result, type Words } from '../../src/notices/channels/channel.js';
import { unkind, unplain, wordsIn } from './plain-words.js';

/** A message that the receiving server took in. */
export interface Received {
  messageId: string;
  deliveryId: string;
  /** Null for what goes to leads. */
  memberId: string | null;
  at: Temporal.Instant;
  /** The server says later that nobody lives there. */
  returned: boolean;
  /** The link to the reader's own page, as the letter shows it. */
  token: string | null;
}

/** A letter that is too long or not plain, whatever names and numbers the play filled in. */
function stumblesIn(memberId: string | null, { subject, text }: Pick<Words, 'subject' | 'text'>): string[] {
  const words = wordsIn(`${subject}\n${text}`);
  return [
    ...(words > 120 ? [`${words} words`] : []),
    ...(subject.length > 50 ? ['a long subject'] : []),
    ...(memberId === null ? unkind(text) : unplain(text)),
    ...(/\{\w+\}/.exec(text) ?? []),
  ];
}

/** The demo's receiving server, which also writes a book of its own: what came, for whom, when. */
export class StoryMail extends Arrivals {
  readonly received: Received[] = [];
  /** What a reader would stumble over, by subject. */
  readonly stumbles = new Map<string, string[]>();
  /** Messages that had been taken in, by whichever of the sender's runs, when its memory of them was cut off. */
  readonly inFlight = new Set<string>();
  /** Happens once, after our yes and before it is written down. */
  private cut: (() => Promise<void>) | undefined;

  constructor(private readonly clock: Clock) {
    super();
  }

  /** At the next message to members, something happens between our yes and the sender's note of it. */
  cutNext(cut: () => Promise<void>): void {
    this.cut = cut;
  }

  override async send(batch: Message[]): Promise<Result[]> {
    const returned = new Set(batch.filter((message) => message.to.endsWith('@bounce.example')));
    const results = await super.send(batch);
    batch.forEach((message, index) => {
      if (results[index]?.is !== 'accepted') return;
      const { messageId, deliveryId, memberId } = message;
      const { subject, text } = filled(message);
      const stumbles = stumblesIn(memberId, { subject, text });
      if (stumbles.length > 0) this.stumbles.set(subject, stumbles);
      const token = /\/m\/([\w-]{22})/.exec(text)?.[1] ?? null;
      const at = this.clock.now();
      this.received.push({ messageId, deliveryId, memberId, at, returned: returned.has(message), token });
    });
    if (this.cut && batch.some((message) => message.memberId !== null)) {
      const { cut } = this;
      this.cut = undefined;
      for (const { messageId, at } of this.received)
        if (at.equals(this.clock.now())) this.inFlight.add(messageId);
      await cut();
    }
    return results;
  }
}
