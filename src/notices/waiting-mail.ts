import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../kernel/clock.js';
import { Links } from '../kernel/crypto/links.js';
import { Vault } from '../kernel/crypto/vault.js';
import type { Letters } from './letter.js';
import { leasedUntil, nextTry, stateAfter } from './single-mail.rules.js';
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
  /** Claims up to `most` rows until `until`. Nothing of a community that is held after a restore. */
  take(tx: EntityManager, at: { now: string; until: string; most: number }): Promise<Due[]>;
  letters(community: string): Letters;
  /** Where its button leads; the link's token follows. */
  path: `/${string}/`;
  addressIn(opened: string): string;
}

/** Sends what waits in an outbox. A crash may repeat a letter, under the same Message-ID. */
@Injectable()
export class WaitingMail {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly links: Links,
    private readonly vault: Vault,
    private readonly mail: SingleMail,
  ) {}

  /**
   * Answers how many were accepted. A server's yes counts whoever holds the row by now; anything else is for who holds
   * it: the row's `not_before` is then still what its holder has set.
   */
  async send(outbox: Outbox, now = this.clock.now()): Promise<number> {
    for (let sent = 0; ;) {
      const at = { now: now.toString(), until: leasedUntil(now).toString(), most: BATCH };
      const mails: ToAddress[] = [];
      const due = await this.dataSource.transaction(async (tx) => {
        const taken = await outbox.take(tx, at);
        for (const one of taken) mails.push(await this.mailOf(tx, outbox, one));
        return taken;
      });
      if (due.length === 0) return sent;
      const results = await this.mail.send(mails);
      sent += results.filter(({ is }) => is === 'accepted').length;
      const askedAt = (i: number) => Temporal.Instant.fromEpochMilliseconds(due[i]!.asked_at.getTime());
      await this.dataSource.query(
        `update ${outbox.table} o set state = done.state, not_before = $3
           from unnest($1::uuid[], $2::text[]) as done (id, state)
          where o.${outbox.key} = done.id
            and (done.state = 'sent' or (o.state = 'to send' and o.not_before = $4))`,
        [
          due.map(({ id }) => id),
          results.map((result, i) => stateAfter(result, askedAt(i), now)),
          nextTry(now).toString(),
          at.until,
        ],
      );
    }
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
