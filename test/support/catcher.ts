import type { Channel, Message, Result } from '../../src/notices/channels/channel.js';

/** A channel that keeps what it is given, and answers as told: yes, unless a test says otherwise. */
export class Catcher implements Channel {
  readonly name = 'email';
  caught: Message[] = [];
  answer: (message: Message) => Result = () => ({ is: 'accepted' });

  async send(batch: Message[]): Promise<Result[]> {
    this.caught.push(...batch);
    return batch.map((message) => this.answer(message));
  }
}
