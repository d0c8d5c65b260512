import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import { DataSource, In, IsNull, type EntityManager } from 'typeorm';
import { Clock } from '../kernel/clock.js';
import { Vault } from '../kernel/crypto/vault.js';
import { Account } from './account.entity.js';
import { AccountLetter } from './account-letter.entity.js';
import { AccountPost, type AccountMail, type LetterWords } from './account-post.js';
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
      words?: LetterWords;
    },
  ): Promise<void> {
    const { address, words, communityId = null, ...given } = letter;
    const now = this.clock.now();
    const ring = await this.vault.ring(tx, communityId ?? INSTALLATION);
    await tx.insert(AccountLetter, {
      ...{ ...given, communityId, addressSealed: ring.seal(address), state: 'to send' },
      wordsSealed: words ? ring.seal(JSON.stringify(words)) : null,
      ...{ askedAt: now, notBefore: now },
    });
  }

  /** To each of them whose address we know; the sweep takes it along. Nothing where no mail leaves here. */
  async tell(
    tx: EntityManager,
    communityId: string,
    to: string[],
    letter: { kind: 'colleague'; words: LetterWords } | { kind: 'way-in-made'; words?: never },
  ): Promise<void> {
    if (!this.goesOut || to.length === 0) return;
    const ring = await this.vault.ring(tx, communityId);
    const people = await tx.findBy(Account, { id: In(to), communityId, leftAt: IsNull() });
    for (const { id: accountId, emailSealed } of people)
      if (emailSealed)
        await this.put(tx, { ...letter, communityId, accountId, address: ring.open(emailSealed) });
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

  /** What was typed at the door and could not be sent within the hour goes; news after two days; what nobody came by. */
  async forget(tx: EntityManager, now: Temporal.Instant): Promise<void> {
    await tx.query(
      `delete from account_letter l
        where (l.link_id is null and l.asked_at <= case l.kind when 'sign-in' then $1 else $3 end::timestamptz)
           or exists (select from link where id = l.link_id and (revoked_at is not null or expires_at <= $2))`,
      [
        now.subtract({ hours: ASKED_HOURS }).toString(),
        now.toString(),
        now.subtract({ hours: GIVE_UP_HOURS }).toString(),
      ],
    );
  }

  private async take(tx: EntityManager, now: Temporal.Instant): Promise<Due[]> {
    await this.forget(tx, now);
    const [rows] = await tx.query<
      [(Omit<Due, 'address' | 'words'> & { sealed: Buffer; words_sealed: Buffer | null })[], number]
    >(
      `update account_letter set not_before = $2
        where id in (select id from account_letter where state = 'to send' and not_before <= $1
                      order by not_before limit ${BATCH} for update skip locked)
        returning id, kind, community_id, account_id, wanted, link_id, address_sealed as sealed, words_sealed`,
      [now.toString(), now.add({ minutes: LEASE_MINUTES }).toString()],
    );
    const due: Due[] = [];
    for (const { sealed, words_sealed, ...row } of rows) {
      const ring = await this.vault.ring(tx, row.community_id ?? INSTALLATION);
      const words = words_sealed && (JSON.parse(ring.open(words_sealed)) as LetterWords);
      due.push({ ...row, words, address: ring.open(sealed) });
    }
    return due;
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
