import { Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import type { Temporal } from 'temporal-polyfill';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../kernel/clock.js';
import { Links } from '../kernel/crypto/links.js';
import { Vault } from '../kernel/crypto/vault.js';
import type { Result } from '../notices/channels/channel.js';
import { SingleMail, type ToAddress } from '../notices/single-mail.js';
import type { JoinFacts } from './join.entity.js';
import { confirmAddress } from './join.mails.js';

const BATCH = 20;
/** Longer than any server lets us wait for an answer. */
const LEASE_MINUTES = 10;
const RETRY_MINUTES = 30;
/** Whoever has waited so long has found another way. */
const GIVE_UP_HOURS = 24;

interface Due {
  id: string;
  link_id: string;
  asked_at: Date;
  facts_sealed: Buffer;
  contact_sealed: Buffer;
  community_id: string;
  community: string;
  responsible: string;
  language: string;
  care: ToAddress['from']['care'];
}

/** Sends what the join page asked for. A crash may repeat a message, under the same Message-ID. */
@Injectable()
export class JoinConfirmJobs {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly links: Links,
    private readonly vault: Vault,
    private readonly mail: SingleMail,
  ) {}

  /** Whoever has just pressed "Come along" looks into their mail now. */
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
      const done = mails.map(({ id }, i) => ({ id, verdict: verdictOf(results[i]!) }));
      await this.dataSource.transaction((tx) => record(tx, done, now));
    }
  }

  private async take(tx: EntityManager, now: Temporal.Instant): Promise<ToAddress[]> {
    const [due] = await tx.query<[Due[], number]>(
      `update join_confirmation c set not_before = $2
         from join_request r, rollout o, community m
        where c.request_id in (select request_id from join_confirmation d
                where d.state = 'to send' and d.not_before <= $1
                  and not exists (select from hold where community_id = d.community_id)
                order by d.not_before limit ${BATCH} for update skip locked)
          and r.id = c.request_id and o.id = r.rollout_id and m.id = c.community_id
        returning c.request_id as id, c.link_id, c.asked_at, r.facts_sealed,
                  m.responsible_contact_sealed as contact_sealed, m.id as community_id, m.name as community,
                  m.responsible_name as responsible, m.language, m.care`,
      [now.toString(), now.add({ minutes: LEASE_MINUTES }).toString()],
    );
    const mails: ToAddress[] = [];
    for (const one of due) mails.push(await this.mailOf(tx, one));
    return mails;
  }

  private async mailOf(tx: EntityManager, one: Due): Promise<ToAddress> {
    const { id, community_id: communityId, community, responsible, language, care } = one;
    const ring = await this.vault.ring(tx, communityId);
    const { email } = JSON.parse(ring.open(one.facts_sealed)) as JoinFacts;
    return {
      ...{ id, communityId, to: email ?? '', letters: confirmAddress(community) },
      path: `/confirm/${this.links.token(one.link_id)}`,
      from: { community, responsible, language, care, contact: ring.open(one.contact_sealed) },
    };
  }
}

type Verdict = Result['is'] | 'ours';

const verdictOf = (result: Result): Verdict => (result.is === 'later' && result.ours ? 'ours' : result.is);

async function record(
  tx: EntityManager,
  done: { id: string; verdict: Verdict }[],
  now: Temporal.Instant,
): Promise<void> {
  await tx.query(
    `update join_confirmation c
        set state = case done.verdict when 'accepted' then 'sent'
                                 -- Our own server is wrong: it goes with the request, not before.
                                 when 'ours' then 'to send'
                                 when 'later' then case when c.asked_at > $3 then 'to send' else 'refused' end
                                 else 'refused' end,
            not_before = $4
       from unnest($1::uuid[], $2::text[]) as done (id, verdict) where c.request_id = done.id`,
    [
      done.map(({ id }) => id),
      done.map(({ verdict }) => verdict),
      now.subtract({ hours: GIVE_UP_HOURS }).toString(),
      now.add({ minutes: RETRY_MINUTES }).toString(),
    ],
  );
}
