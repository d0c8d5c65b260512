import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Composer, type ReadLetter } from './composer.js';
import { readyRows } from './ready.queries.js';

export interface Reading extends ReadLetter {
  key: string;
  at: Date;
  /** The reader pressed "I have read this", or answered, since. */
  confirmed: boolean;
}

const NEWEST = 30;

/** What was said to a member, on whatever channel: it all waits on their own page too. */
@Injectable()
export class Readings {
  constructor(private readonly composer: Composer) {}

  /** Newest first, at most 30; nothing that was held back or is still to come. */
  async of(tx: EntityManager, memberId: string, rolloutId: string): Promise<Reading[]> {
    const said = await tx.query<{ id: string; at: Date; confirmed: boolean }[]>(
      `select id, coalesce(told_at, accepted_at, created_at) as at, confirmed_at is not null as confirmed
         from delivery
        where member_id = $1 and rollout_id = $2
          and state in ('accepted', 'bounced', 'refused', 'posted', 'to tell', 'told', 'could not')
        order by 2 desc, id limit ${NEWEST}`,
      [memberId, rolloutId],
    );
    const rows = await readyRows(
      tx,
      said.map(({ id }) => id),
    );
    const letters = await this.composer.toRead(tx, rows);
    const keys = new Map(rows.map((row) => [row.id, row.key]));
    return said.map(({ id, at, confirmed }) =>
      Object.assign({ key: keys.get(id)!, at, confirmed }, letters.get(id)!),
    );
  }
}
