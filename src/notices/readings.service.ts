import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { moment } from '../kernel/database/columns.js';
import { Composer, type ReadLetter } from './composer.js';
import { endRead, MAY_HAVE_ARRIVED } from './read.writes.js';
import { readyRows } from './ready.queries.js';
import { mailboxOnly } from './words.js';

export interface Reading extends ReadLetter {
  id: string;
  key: string;
  at: Temporal.Instant;
  /** The reader pressed "I have read this", or answered, since. */
  confirmed: boolean;
}

/**
 * Whatever was said to somebody, on whichever way, in vain too, and what may have arrived; nothing that was held back, is
 * still to come, or is for their mailbox only.
 */
const SAID = `(state in ('accepted', 'bounced', 'refused', 'posted', 'to tell', 'told', 'could not')
    or (state = 'failed' and not_before is null) or ${MAY_HAVE_ARRIVED})
  and not exists (select from notice n where n.id = notice_id
    and n.play in (${mailboxOnly.map((play) => `'${play}'`).join(', ')}))`;
const SAID_AT = 'coalesce(told_at, accepted_at, created_at)';

/** What was said to a member, on whatever channel: it all waits on their own page too. */
@Injectable()
export class Readings {
  constructor(private readonly composer: Composer) {}

  /** Newest first; `most` of them after the first `skip`. */
  async of(
    tx: EntityManager,
    memberId: string,
    rolloutId: string,
    { most = 30, skip = 0 }: { most?: number; skip?: number } = {},
  ): Promise<Reading[]> {
    const said = await tx.query<{ id: string; at: Date; confirmed: boolean }[]>(
      `select id, ${SAID_AT} as at, confirmed_at is not null as confirmed
         from delivery
        where member_id = $1 and rollout_id = $2 and ${SAID}
        order by 2 desc, (select key from notice where notice.id = notice_id), id limit $3 offset $4`,
      [memberId, rolloutId, most, skip],
    );
    const rows = await readyRows(
      tx,
      said.map(({ id }) => id),
    );
    const letters = await this.composer.toRead(tx, rows);
    const keys = new Map(rows.map((row) => [row.id, row.key]));
    return said.map(({ id, at, confirmed }) =>
      Object.assign({ id, key: keys.get(id)!, at: moment(at), confirmed }, letters.get(id)!),
    );
  }

  /**
   * "I have read this": whatever the page showed until `shown`, on whichever way it was sent. Who waited to be told
   * in person, or to get once more what may have arrived, need not be told any more.
   */
  async confirm(
    tx: EntityManager,
    memberId: string,
    rolloutId: string,
    { shown, now }: { shown: Temporal.Instant; now: Temporal.Instant },
  ): Promise<void> {
    await tx.query(
      `update delivery set confirmed_at = $4
        where member_id = $1 and rollout_id = $2 and confirmed_at is null and ${SAID} and ${SAID_AT} <= $3`,
      [memberId, rolloutId, shown.toString(), now.toString()],
    );
    await endRead(tx, memberId, rolloutId);
  }
}
