import type { DataSource } from 'typeorm';
import type { Channel, Message, Result } from './channel.js';

/** Mail of a sample community never leaves the house, whatever carries the rest: the mailbox keeps it. */
export class SamplesStay implements Channel {
  readonly name: Channel['name'];
  readonly handful: number;
  readonly atOnce?: number;
  /** A community is a sample from its first minute, or never becomes one. */
  private readonly known = new Map<string, boolean>();

  constructor(
    private readonly outside: Channel,
    private readonly mailbox: Channel,
    private readonly dataSource: DataSource,
  ) {
    this.name = outside.name;
    this.handful = outside.handful;
    if (outside.atOnce !== undefined) this.atOnce = outside.atOnce;
  }

  async send(batch: Message[]): Promise<Result[]> {
    const samples = await this.samplesAmong(batch);
    const [inside, outside] = [true, false].map((inSample) =>
      batch.filter(({ communityId }) => samples.has(communityId) === inSample),
    ) as [Message[], Message[]];
    const results = new Map<Message, Result>();
    for (const [channel, part] of [
      [this.mailbox, inside],
      [this.outside, outside],
    ] as const) {
      const answers = part.length === 0 ? [] : await channel.send(part);
      part.forEach((message, i) => results.set(message, answers[i]!));
    }
    return batch.map((message) => results.get(message)!);
  }

  async close(): Promise<void> {
    await this.outside.close?.();
  }

  private async samplesAmong(batch: Message[]): Promise<Set<string>> {
    const all = [...new Set(batch.map(({ communityId }) => communityId))];
    const asked = all.filter((id) => !this.known.has(id));
    if (asked.length > 0) {
      const rows = await this.dataSource.query<{ id: string }[]>(
        `select id from community where sample_of is not null and id::text = any ($1)`,
        [asked],
      );
      for (const id of asked)
        this.known.set(
          id,
          rows.some((row) => row.id === id),
        );
    }
    return new Set(all.filter((id) => this.known.get(id)));
  }
}
