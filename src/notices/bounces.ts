import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { nextChannel } from './outcome.writes.js';

/** Mail that came back after it had been accepted. */
@Injectable()
export class Bounces {
  /**
   * Takes the acceptance away, calls the address dead, and lets what is essential go on by the next channel.
   * @param which a delivery's id, or the Message-ID of what came back
   * @param reason without names and addresses
   * @returns how many deliveries it was; 0 when it is unknown or was recorded before
   */
  async record(tx: EntityManager, which: string, reason: string, now: Temporal.Instant): Promise<number> {
    const [rows] = await tx.query<[{ id: string; address_id: string | null }[], number]>(
      `update delivery set state = 'bounced', reason = $2, leased_until = null, leased_by = null, not_before = null
        where ${which.startsWith('<') ? 'message_id = $1' : 'id = $1::uuid'} and state in ('sending', 'accepted')
        returning id, address_id`,
      [which, reason],
    );
    await tx.query(`update member_channel set state = 'dead' where id = any ($1) and state = 'good'`, [
      rows.flatMap((row) => row.address_id ?? []),
    ]);
    await nextChannel(
      tx,
      rows.map((row) => row.id),
      now,
    );
    return rows.length;
  }
}
