import {
  filled,
  type Channel,
  type Message,
  type Result,
  type Words,
} from '../../src/notices/channels/channel.js';

/** A message as its reader gets it. */
export type Caught = Message & Words;

/** A channel that keeps what it is given, and answers as told: yes, unless a test says otherwise. */
export class Catcher implements Channel {
  readonly name = 'email';
  readonly handful = 50;
  caught: Caught[] = [];
  answer: (message: Message) => Result = () => ({ is: 'accepted' });

  async send(batch: Message[]): Promise<Result[]> {
    this.caught.push(...batch.map((message) => ({ ...message, ...filled(message) })));
    return batch.map((message) => this.answer(message));
  }
}
