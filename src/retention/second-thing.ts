import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { localDay } from '../kernel/local-day.js';
import { Links } from '../kernel/crypto/links.js';
import { RateLimit } from '../kernel/http/rate-limit.js';
import { msg, type Msg } from '../kernel/language/message.js';
import { Refusal } from '../kernel/refusal.js';
import { Notices } from '../notices/notices.service.js';
import type { OwnPageVisit } from '../rollout/sockets.js';
import { fourWords, sameWords } from './four-words.rules.js';
import { keyToYourData } from './retention.mails.js';

/** Purpose of a link, and its letter's play: sent to the known address only, it opens everything for an hour. */
const DATA_KEY = 'data-key';

/**
 * Wrong words an hour, for a page. At this pace the 4,294,967,296 possible ones take a guesser thousands of years, and
 * whoever holds a forwarded link does not lock its owner out by a few tries.
 */
const wrongAnHour = 60;

export interface Proof {
  words?: string | undefined;
  key?: string | undefined;
}

/**
 * A link gets forwarded, so whoever wants to see everything or to delete shows a second thing: four words that
 * their page gave them at the first visit, or a key that was sent to the known address.
 */
@Injectable()
export class SecondThing {
  constructor(
    private readonly links: Links,
    private readonly rates: RateLimit,
    private readonly notices: Notices,
  ) {}

  /** Made again from the installation's key each time: they are stored nowhere. */
  wordsOf(participationId: string): string {
    return fourWords(Buffer.from(this.links.token(participationId), 'base64url'));
  }

  async wereNoted({ tx, participation }: OwnPageVisit): Promise<boolean> {
    const noted = await tx.query<unknown[]>('select 1 from noted_words where participation_id = $1', [
      participation.id,
    ]);
    return noted.length > 0;
  }

  /** From now on the page shows them no more. */
  async noted({ tx, rollout, participation, now }: OwnPageVisit): Promise<void> {
    await tx.query(
      'insert into noted_words (participation_id, noted_on) values ($1, $2) on conflict do nothing',
      [participation.id, localDay(now, rollout.plan.timeZone).toString()],
    );
  }

  /** Refuses what is neither the right words nor a key that still opens. */
  async prove(tx: EntityManager, visit: OwnPageVisit, { words, key }: Proof): Promise<void> {
    const { id } = visit.participation;
    if (key !== undefined && (await this.opens(tx, visit, key))) return;
    const mail = await this.address(tx, visit.participation.memberId);
    if (words !== undefined) {
      if (await this.rates.isSpent('four-words', id, wrongAnHour))
        throw new Refusal(
          'too-many',
          mail
            ? msg('That were many attempts. Try again in an hour, or have a key sent to you.')
            : msg('That were many attempts. Try again in an hour.'),
        );
      if (sameWords(words, this.wordsOf(id))) return;
      if (words) await this.rates.take('four-words', id, wrongAnHour);
    }
    throw new Refusal('invalid', { field: 'words', message: wordsNeeded(Boolean(words), mail) });
  }

  /** Whether a key can be sent. */
  private async address(tx: EntityManager, memberId: string): Promise<boolean> {
    const known = await tx.query<unknown[]>(
      `select 1 from member_channel where member_id = $1 and kind = 'email' and state = 'good' limit 1`,
      [memberId],
    );
    return known.length > 0;
  }

  async opens(tx: EntityManager, visit: OwnPageVisit, key: string): Promise<boolean> {
    const link = await this.links.find(tx, key, DATA_KEY);
    const open = link !== undefined && link.revokedAt === null && link.subject === visit.participation.id;
    return open && link.expiresAt !== null && link.expiresAt.epochMilliseconds > visit.now.epochMilliseconds;
  }

  /** To the known address; answers whether there is one. At most three an hour. */
  async send(visit: OwnPageVisit): Promise<boolean> {
    const { tx, rollout, participation, now } = visit;
    if (!(await this.address(tx, participation.memberId))) return false;
    if (!(await this.rates.take('data-key', participation.id, 3)))
      throw new Refusal(
        'too-many',
        msg('We have just sent you one. Look into your mail, or try again in an hour.'),
      );
    const key = await this.links.create(tx, {
      purpose: DATA_KEY,
      subject: participation.id,
      expiresAt: inAnHour(now),
    });
    await this.notices.say(tx, {
      rollout: { id: rollout.id, communityId: rollout.communityId, timeZone: rollout.plan.timeZone },
      ...{
        key: `${DATA_KEY}/${key.id}`,
        play: DATA_KEY,
        purpose: 'help',
        now,
        byHand: false,
        atOnce: true,
      },
      letters: keyToYourData(),
      to: [participation.memberId],
      usefulUntil: inAnHour(now),
    });
    return true;
  }
}

const wordsNeeded = (wrong: boolean, mail: boolean): Msg =>
  wrong
    ? mail
      ? msg('These are not the four words. Look again at what you noted, or have a key sent to you.')
      : msg('These are not the four words. Look again at what you noted.')
    : mail
      ? msg('Write the four words that you noted, or have a key sent to you.')
      : msg('Write the four words that you noted.');

const inAnHour = (now: Temporal.Instant): Temporal.Instant => now.add({ hours: 1 });
