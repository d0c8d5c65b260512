import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../kernel/clock.js';
import { Bounces } from './bounces.js';
import { OptOuts } from './opt-outs.service.js';
import type { SentAs } from './return-path.rules.js';
import { ReturnPaths } from './return-paths.js';
import { partsOf, READ_BYTES } from './returned-parts.js';
import { readReturned, type Returned } from './returned.rules.js';
import { stoppable } from './stop.rules.js';

/** What came back, or came to the bounce address, whoever brings it: read, and acted on once. */
@Injectable()
export class ReturnedMail {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly bounces: Bounces,
    private readonly optOuts: OptOuts,
    private readonly paths: ReturnPaths,
  ) {}

  /**
   * Reads a message and does what follows, in one transaction; the same message again changes nothing. Which message of
   * ours it is about tells its return path, or else our Message-ID in it; where a bounce address is set, the Message-ID
   * alone gives no address up and stops nothing. An address alone tells nothing.
   * @param raw the whole message, or its beginning
   * @returns what it was; a `letter` is for a person to read, as is a bounce that names no message of ours, or a
   *   complaint that proves none
   */
  async take(raw: Buffer): Promise<Returned> {
    const bytes = raw.subarray(0, READ_BYTES);
    const parts = await partsOf(bytes);
    const returned = readReturned(parts);
    const named = this.paths.namedIn(parts.clues);
    if (returned.is === 'bounce' || returned.is === 'complaint') {
      if (!named || (returned.is === 'complaint' && !named.proven)) return { is: 'letter' };
      const { sent, proven } = named;
      await this.dataSource.transaction(async (tx) => {
        const now = this.clock.now();
        if (!(await isNew(tx, bytes, now))) return;
        if (returned.is === 'bounce')
          await this.bounces.record(tx, sent, { ...returned, gone: returned.gone && proven }, now);
        else await this.stopOthers(tx, sent, now);
      });
    }
    return returned;
  }

  /** It did arrive, and its reader wants no such thing: only what they must know reaches them from now on. */
  private async stopOthers(tx: EntityManager, sent: SentAs, now: Temporal.Instant): Promise<void> {
    const [row] = await tx.query<{ member_id: string | null }[]>(
      'select member_id from delivery where id = $1',
      [sent.deliveryId],
    );
    if (row?.member_id) await this.optOuts.stop(tx, row.member_id, stoppable, now);
  }
}

/** So long the same message is known again. Nobody brings it after that. */
const KNOWN_DAYS = 90;

async function isNew(tx: EntityManager, bytes: Buffer, now: Temporal.Instant): Promise<boolean> {
  const made = await tx.query<unknown[]>(
    'insert into returned_mail (mark, came_at) values ($1, $2) on conflict do nothing returning 1',
    [createHash('sha256').update(bytes).digest(), now.toString()],
  );
  if (made.length > 0)
    await tx.query('delete from returned_mail where came_at < $1', [
      now.subtract({ hours: 24 * KNOWN_DAYS }).toString(),
    ]);
  return made.length > 0;
}
