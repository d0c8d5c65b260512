import { filled, type Channel, type Message, type Result } from '../../src/notices/channels/channel.js';

/**
 * How small a driver is: messages go as JSON to an address that takes them. Not part of the product yet; it stands here
 * to hold that the interface is enough for a way that is not mail.
 */
export class WebhookChannel implements Channel {
  readonly name = 'webhook';
  readonly handful = 1;

  constructor(private readonly hook: string) {}

  send(batch: Message[]): Promise<Result[]> {
    return Promise.all(batch.map((message) => this.one(message)));
  }

  private async one(message: Message): Promise<Result> {
    const { to, fromName, messageId } = message;
    try {
      const { status } = await fetch(this.hook, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': messageId },
        body: JSON.stringify({ to, from: fromName, messageId, ...filled(message) }),
      });
      if (status < 300) return { is: 'accepted' };
      if (status === 429) return { is: 'later', reason: 'the hook said not now (429)', slower: 'everybody' };
      if (status >= 500) return { is: 'later', reason: `the hook said not now (${status})` };
      return { is: 'refused', reason: `the hook said no (${status})` };
    } catch {
      return { is: 'later', ours: true, reason: 'the hook does not answer' };
    }
  }
}
