import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../kernel/clock.js';
import { Links } from '../kernel/crypto/links.js';
import { Vault } from '../kernel/crypto/vault.js';
import type { Result } from './channels/channel.js';
import type { Letters } from './letter.js';
import { nextTry, stateAfter } from './single-mail.rules.js';
import { SingleMail, type ToAddress } from './single-mail.js';

const BATCH = 20;

/** A row of the one to whom a letter waits, with the community that asks. */
export interface Due {
  id: string;
  link_id: string;
  asked_at: Date;
  /** What holds the address. */
  sealed: Buffer;
  contact_sealed: Buffer;
  community_id: string;
  community: string;
  responsible: string;
  language: string;
  care: ToAddress['from']['care'];
}

/** The columns of `Due` that are the community's, called m. */
export const dueFrom = `m.responsible_contact_sealed as contact_sealed, m.id as community_id, m.name as community,
  m.responsible_name as responsible, m.language, m.care`;

/** A table whose rows each ask for one letter: it has a state, `not_before` and `asked_at`. */
export interface Outbox {
  table: 'join_confirmation' | 'address_change';
  key: 'request_id' | 'id';
  /** Which of its rows, called d, still make sense at the moment $1; as SQL. */
  sensible: string;
  /** `Due` of the rows called d; as SQL without its conditions. */
  due: string;
  letters(community: string): Letters;
  /** Where its button leads; the link's token follows. */
  path: `/${string}/`;
  addressIn(opened: string): string;
}

/**
 * Sends what waits in an outbox. A crash may repeat a letter, under the same Message-ID. Whoever sends holds a lock on the
 * letter for as long as its server takes, and no longer than it lives: no clock is asked, and its row stays free.
 */
@Injectable()
export class WaitingMail {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly links: Links,
    private readonly vault: Vault,
    private readonly mail: SingleMail,
  ) {}

  /** Answers how many were accepted. */
  async send(outbox: Outbox, now = this.clock.now()): Promise<number> {
    for (let sent = 0; ;) {
      const results = await this.dataSource.transaction((tx) => this.some(tx, outbox, now));
      if (results.length === 0) return sent;
      sent += results.filter(({ is }) => is === 'accepted').length;
    }
  }

  private async some(tx: EntityManager, outbox: Outbox, now: Temporal.Instant): Promise<Result[]> {
    const due = await take(tx, outbox, now);
    const mails: ToAddress[] = [];
    for (const one of due) mails.push(await this.mailOf(tx, outbox, one));
    const results = await this.mail.send(mails);
    const askedAt = (i: number) => Temporal.Instant.fromEpochMilliseconds(due[i]!.asked_at.getTime());
    await tx.query(
      `update ${outbox.table} o set state = done.state, not_before = $3
         from unnest($1::uuid[], $2::text[]) as done (id, state)
        where o.${outbox.key} = done.id and (done.state = 'sent' or o.state = 'to send')`,
      [
        due.map(({ id }) => id),
        results.map((result, i) => stateAfter(result, askedAt(i), now)),
        nextTry(now).toString(),
      ],
    );
    return results;
  }

  private async mailOf(tx: EntityManager, outbox: Outbox, one: Due): Promise<ToAddress> {
    const { id, community_id: communityId, community, responsible, language, care } = one;
    const ring = await this.vault.ring(tx, communityId);
    return {
      ...{ id, communityId, to: outbox.addressIn(ring.open(one.sealed)) },
      ...{ letters: outbox.letters(community), path: `${outbox.path}${this.links.token(one.link_id)}` },
      from: { community, responsible, language, care, contact: ring.open(one.contact_sealed) },
    };
  }
}

/** A few that are due and that nobody else is sending; what was sent while we asked is due no more. */
async function take(tx: EntityManager, outbox: Outbox, now: Temporal.Instant): Promise<Due[]> {
  const mine = await tx.query<{ id: string }[]>(
    `with due as materialized (
       select d.${outbox.key} as id from ${outbox.table} d
        where d.state = 'to send' and d.not_before <= $1 and ${outbox.sensible}
          and not exists (select from hold where community_id = d.community_id)
        order by d.not_before limit ${BATCH}
     )
     select id from due where pg_try_advisory_xact_lock(hashtextextended('letter ' || id, 0))`,
    [now.toString()],
  );
  if (mine.length === 0) return [];
  return tx.query<Due[]>(
    `${outbox.due} where d.${outbox.key} = any ($2) and d.state = 'to send' and d.not_before <= $1`,
    [now.toString(), mine.map(({ id }) => id)],
  );
}
