import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../kernel/clock.js';
import { Vault } from '../kernel/crypto/vault.js';
import { AccountLetter } from './account-letter.entity.js';
import { AccountPost, type AccountMail } from './account-post.js';
import { LetterWriter, type Due } from './letter-writer.js';

/** Owns what is sealed before it is known whose it is. */
const INSTALLATION = '00000000-0000-4000-8000-000000000000';

const BATCH = 20;
/** Longer than any server lets us wait for an answer. */
const LEASE_MINUTES = 10;
const RETRY_MINUTES = 2;
/** Whoever waits at the door for longer asks again. */
const ASKED_HOURS = 1;
const GIVE_UP_HOURS = 48;

/** Letters to people who work here: written down in the act that wants them, sent soon after by whoever runs workers. */
@Injectable()
export class AccountLetters {
  constructor(
    private readonly dataSource: DataSource,
    private readonly vault: Vault,
    private readonly clock: Clock,
    private readonly writer: LetterWriter,
    private readonly post: AccountPost,
  ) {}

  get goesOut(): boolean {
    return this.post.goesOut;
  }

  /** Ring the bell after the commit. */
  async put(
    tx: EntityManager,
    letter: Partial<Pick<AccountLetter, 'communityId' | 'accountId' | 'wanted' | 'linkId'>> & {
      kind: AccountLetter['kind'];
      address: string;
    },
  ): Promise<void> {
    const { address, communityId = null, ...given } = letter;
    const now = this.clock.now();
    const ring = await this.vault.ring(tx, communityId ?? INSTALLATION);
    await tx.insert(AccountLetter, {
      ...{ ...given, communityId, addressSealed: ring.seal(address), state: 'to send' },
      ...{ askedAt: now, notBefore: now },
    });
  }

  /** Sends what is due; answers how many the next server took. */
  async run(now: Temporal.Instant = this.clock.now()): Promise<number> {
    if (!this.post.goesOut) return 0;
    for (let sent = 0; ;) {
      const due = await this.dataSource.transaction((tx) => this.take(tx, now));
      if (due.length === 0) return sent;
      const mails = await this.dataSource.transaction((tx) => this.write(tx, due, now));
      const carried = mails.length === 0 ? [] : await this.post.send(mails);
      const verdicts = new Map(mails.map(({ id }, index) => [id, carried[index]!]));
      sent += carried.filter((one) => one === 'accepted').length;
      // To whom nothing was written nothing is left to do.
      await this.dataSource.transaction((tx) => this.record(tx, due, verdicts, now));
    }
  }

  /** What was typed at the door and could not be sent within the hour goes; so does what nobody came by. */
  async forget(tx: EntityManager, now: Temporal.Instant): Promise<void> {
    await tx.query(
      `delete from account_letter l where (l.link_id is null and l.asked_at <= $1)
          or exists (select from link where id = l.link_id and (revoked_at is not null or expires_at <= $2))`,
      [now.subtract({ hours: ASKED_HOURS }).toString(), now.toString()],
    );
  }

  private async take(tx: EntityManager, now: Temporal.Instant): Promise<Due[]> {
    await this.forget(tx, now);
    const [rows] = await tx.query<[(Omit<Due, 'address'> & { sealed: Buffer })[], number]>(
      `update account_letter set not_before = $2
        where id in (select id from account_letter where state = 'to send' and not_before <= $1
                      order by not_before limit ${BATCH} for update skip locked)
        returning id, kind, community_id, account_id, wanted, link_id, address_sealed as sealed`,
      [now.toString(), now.add({ minutes: LEASE_MINUTES }).toString()],
    );
    return Promise.all(
      rows.map(async ({ sealed, ...row }) => {
        const ring = await this.vault.ring(tx, row.community_id ?? INSTALLATION);
        return { ...row, address: ring.open(sealed) };
      }),
    );
  }

  private async write(tx: EntityManager, due: Due[], now: Temporal.Instant): Promise<AccountMail[]> {
    const mails: AccountMail[] = [];
    for (const one of due) {
      const mail = await this.writer.write(tx, one, now);
      if (mail) mails.push(mail);
    }
    return mails;
  }

  private async record(
    tx: EntityManager,
    due: Due[],
    verdicts: ReadonlyMap<string, 'accepted' | 'refused' | 'later'>,
    now: Temporal.Instant,
  ): Promise<void> {
    await tx.query(
      `with done as (select * from unnest($1::uuid[], $2::text[]) as d (id, verdict)),
            gone as (delete from account_letter l using done d
                      where d.id = l.id and l.link_id is null and d.verdict <> 'later')
       update account_letter l
          set state = case when d.verdict = 'accepted' then 'sent'
                           when d.verdict = 'later' and l.asked_at > $3 then 'to send' else 'refused' end,
              not_before = $4
         from done d where d.id = l.id and (l.link_id is not null or d.verdict = 'later')`,
      [
        due.map(({ id }) => id),
        due.map(({ id }) => verdicts.get(id) ?? 'refused'),
        now.subtract({ hours: GIVE_UP_HOURS }).toString(),
        now.add({ minutes: RETRY_MINUTES }).toString(),
      ],
    );
  }
}
