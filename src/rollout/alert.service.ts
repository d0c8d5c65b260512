import { Injectable } from '@nestjs/common';
import { Clock } from '../kernel/clock.js';
import type { EntityManager } from 'typeorm';

/** What the leads must hear of at once. Raised once for a kind and subject, until it is ended. */
@Injectable()
export class AlertService {
  constructor(private readonly clock: Clock) {}

  /**
   * `text` is a sentence for leads, without names of members. Raised again it says what is so now, and sends no
   * second letter. The caller replans.
   */
  async raise(
    tx: EntityManager,
    rolloutId: string,
    kind: string,
    subject: string,
    text: string,
  ): Promise<void> {
    await tx.query(
      `insert into alert (rollout_id, kind, subject, text, raised_at) values ($1, $2, $3, $4, $5)
       on conflict (rollout_id, kind, subject) where ended_at is null
         do update set text = excluded.text where alert.text <> excluded.text`,
      [rolloutId, kind, subject, text, this.clock.now().toString()],
    );
  }

  async end(tx: EntityManager, rolloutId: string, kind: string, subject: string): Promise<void> {
    await tx.query(
      `update alert set ended_at = $4 where rollout_id = $1 and kind = $2 and subject = $3 and ended_at is null`,
      [rolloutId, kind, subject, this.clock.now().toString()],
    );
  }
}
