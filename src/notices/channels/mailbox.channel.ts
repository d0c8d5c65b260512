import type { DataSource } from 'typeorm';
import type { Clock } from '../../kernel/clock.js';
import type { Vault } from '../../kernel/crypto/vault.js';
import { filled, type Channel, type Message, type Result, type Words } from './channel.js';

/** An own page's address. Its token is a right; it is not left lying in a mailbox that leads read. */
const ownPageLink = /\/m\/[\w-]{22}[^\s"'<>)]*/g;

/** Keeps what would have been sent. A repeat after a crash replaces the first. */
export class MailboxChannel implements Channel {
  readonly name = 'mailbox';
  readonly handful = 50;

  constructor(
    private readonly dataSource: DataSource,
    private readonly vault: Vault,
    private readonly clock: Clock,
  ) {}

  async send(batch: Message[]): Promise<Result[]> {
    await this.dataSource.transaction(async (tx) => {
      for (const communityId of new Set(batch.map((message) => message.communityId))) {
        const ring = await this.vault.ring(tx, communityId);
        const messages = batch.filter((message) => message.communityId === communityId);
        const words = messages.map(filled);
        const sealed = (part: (one: Words) => string): Buffer[] => words.map((one) => ring.seal(part(one)));
        await tx.query(
          `insert into mailbox_message (delivery_id, community_id, to_sealed, subject_sealed, html_sealed,
                                        text_sealed, at)
           select delivery_id, $1, to_sealed, subject_sealed, html_sealed, text_sealed, $2
             from unnest($3::uuid[], $4::bytea[], $5::bytea[], $6::bytea[], $7::bytea[])
               as kept (delivery_id, to_sealed, subject_sealed, html_sealed, text_sealed)
           on conflict (delivery_id) do update set to_sealed = excluded.to_sealed,
             subject_sealed = excluded.subject_sealed, html_sealed = excluded.html_sealed,
             text_sealed = excluded.text_sealed, at = excluded.at`,
          [
            communityId,
            this.clock.now().toString(),
            messages.map((message) => message.deliveryId),
            messages.map(({ to }) => ring.seal(to)),
            sealed(({ subject }) => subject),
            sealed(({ html }) => harmless(html)),
            sealed(({ text }) => harmless(text)),
          ],
        );
      }
    });
    return batch.map(() => ({ is: 'accepted' }));
  }
}

const harmless = (text: string): string => text.replace(ownPageLink, '/mailbox/preview');
