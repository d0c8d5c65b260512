import { Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import type { Temporal } from 'temporal-polyfill';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../kernel/clock.js';
import { Links } from '../kernel/crypto/links.js';
import { Vault } from '../kernel/crypto/vault.js';
import type { Result } from '../notices/channels/channel.js';
import { SingleMail, type ToAddress } from '../notices/single-mail.js';
import { waitingHours } from './address-change.entity.js';
import { confirmNewAddress } from './retention.mails.js';

const BATCH = 20;
/** Longer than any server lets us wait for an answer. */
const LEASE_MINUTES = 10;
const RETRY_MINUTES = 30;
const GIVE_UP_HOURS = 24;

interface Due {
  id: string;
  link_id: string;
  sealed: Buffer;
  contact_sealed: Buffer;
  community_id: string;
  community: string;
  responsible: string;
  language: string;
  care: ToAddress['from']['care'];
}

/** Writes once to an address that a member typed. A crash may repeat a message, under the same Message-ID. */
@Injectable()
export class AddressChangeJobs {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly links: Links,
    private readonly vault: Vault,
    private readonly mail: SingleMail,
  ) {}

  @Interval(15_000)
  async sweep(): Promise<void> {
    await this.run();
  }

  /** Answers how many were accepted. Nothing is said for a community that is held after a restore. */
  async run(now: Temporal.Instant = this.clock.now()): Promise<number> {
    for (let sent = 0; ;) {
      const mails = await this.dataSource.transaction((tx) => this.take(tx, now));
      if (mails.length === 0) return sent;
      const results = await this.mail.send(mails);
      sent += results.filter(({ is }) => is === 'accepted').length;
      await this.dataSource.transaction((tx) => record(tx, mails, results, now));
    }
  }

  private async take(tx: EntityManager, now: Temporal.Instant): Promise<ToAddress[]> {
    const [due] = await tx.query<[Due[], number]>(
      `update address_change a set not_before = $2
         from member_channel c, community m
        where a.id in (select d.id from address_change d
                where d.state = 'to send' and d.not_before <= $1 and d.asked_at > $3 and d.channel_id is not null
                  and not exists (select from hold where community_id = d.community_id)
                order by d.not_before limit ${BATCH} for update skip locked)
          and c.id = a.channel_id and m.id = a.community_id
        returning a.id, a.link_id, c.sealed, m.responsible_contact_sealed as contact_sealed,
                  m.id as community_id, m.name as community, m.responsible_name as responsible, m.language, m.care`,
      [
        now.toString(),
        now.add({ minutes: LEASE_MINUTES }).toString(),
        // Its link is over by then.
        now.subtract({ hours: waitingHours }).toString(),
      ],
    );
    return Promise.all(due.map((one) => this.mailOf(tx, one)));
  }

  private async mailOf(tx: EntityManager, one: Due): Promise<ToAddress> {
    const { id, community_id: communityId, community, responsible, language, care } = one;
    const ring = await this.vault.ring(tx, communityId);
    return {
      ...{ id, communityId, to: ring.open(one.sealed), letters: confirmNewAddress(community) },
      path: `/address/${this.links.token(one.link_id)}`,
      from: { community, responsible, language, care, contact: ring.open(one.contact_sealed) },
    };
  }
}

async function record(
  tx: EntityManager,
  mails: ToAddress[],
  results: Result[],
  now: Temporal.Instant,
): Promise<void> {
  await tx.query(
    `update address_change a
        set state = case when done.verdict = 'accepted' then 'sent' when done.verdict = 'ours' then 'to send'
                         when done.verdict = 'later' and a.asked_at > $3 then 'to send' else 'refused' end,
            not_before = $4
       from unnest($1::uuid[], $2::text[]) as done (id, verdict) where a.id = done.id`,
    [
      mails.map(({ id }) => id),
      results.map((result) => (result.is === 'later' && result.ours ? 'ours' : result.is)),
      now.subtract({ hours: GIVE_UP_HOURS }).toString(),
      now.add({ minutes: RETRY_MINUTES }).toString(),
    ],
  );
}
