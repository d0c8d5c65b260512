import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { Links } from '../kernel/crypto/links.js';
import { msg } from '../kernel/language/message.js';
import { speak, type Say } from '../kernel/language/say.js';
import { Refusal } from '../kernel/refusal.js';
import { turnedAway } from './ready.queries.js';
import { kindsIn, type Stoppable } from './stop.rules.js';
import type { Purpose } from './words.js';

interface Reader {
  memberId: string;
  communityId: string;
  say: Say;
  /** "I'd rather not": only what they must know reaches them, whatever they choose here. */
  turnedAway: boolean;
}

/** Which kinds of messages a member does not want. */
@Injectable()
export class OptOuts {
  constructor(private readonly links: Links) {}

  /** Whose own page it is, and how they read. @throws Refusal gone, alike for every link that opens nothing */
  async readerOf(tx: EntityManager, token: string): Promise<Reader> {
    const link = await this.links.find(tx, token, 'own-page');
    const [row] =
      link && !link.revokedAt
        ? await tx.query<{ id: string; home: string; chosen: string | null; common: string; no: boolean }[]>(
            `select m.id, c.id as home, m.language as chosen, c.language as common, ${turnedAway} as no
               from participation p join member m on m.id = p.member_id join community c on c.id = m.community_id
              where p.id = $1`,
            [link.subject],
          )
        : [];
    if (!row)
      throw new Refusal(
        'gone',
        msg('This link does not open a page any more. Reply to the message instead.'),
      );
    return {
      memberId: row.id,
      communityId: row.home,
      say: speak(row.chosen, row.common),
      turnedAway: row.no,
    };
  }

  /** What a path names: one kind, or several that came in one message. @throws Refusal not-found */
  kindsOf(text: string): Stoppable[] {
    const kinds = kindsIn(text);
    if (kinds.length === 0) throw new Refusal('not-found', msg('There is no such kind of message to stop.'));
    return kinds;
  }

  async stop(
    tx: EntityManager,
    memberId: string,
    kinds: readonly Stoppable[],
    now: Temporal.Instant,
  ): Promise<void> {
    await tx.query(
      'insert into opt_out (member_id, purpose, at) select $1, unnest($2::text[]), $3 on conflict do nothing',
      [memberId, kinds, now.toString()],
    );
  }

  async allow(tx: EntityManager, memberId: string, kinds: readonly Stoppable[]): Promise<void> {
    await tx.query('delete from opt_out where member_id = $1 and purpose = any ($2)', [memberId, kinds]);
  }

  async stopped(tx: EntityManager, memberId: string): Promise<Purpose[]> {
    const rows = await tx.query<{ purpose: Purpose }[]>('select purpose from opt_out where member_id = $1', [
      memberId,
    ]);
    return rows.map((row) => row.purpose);
  }
}
