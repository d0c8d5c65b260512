import { Inject, Injectable } from '@nestjs/common';
import { Config } from '../kernel/config.js';
import { speak } from '../kernel/language/say.js';
import type { Care } from './care.rules.js';
import { CARRIER, type Channel, type Message, type Result } from './channels/channel.js';
import { fill, type Values } from './fill.rules.js';
import type { Letters } from './letter.js';
import { senderOf, writeToStranger } from './mail.writer.js';
import { reachOf } from './reach.rules.js';

/** A letter to an address of which we do not know yet whose it is. */
export interface ToAddress {
  /** The same in every attempt, so that a repeat after a crash is known as one. */
  id: string;
  communityId: string;
  to: string;
  letters: Letters;
  /** Where its button leads, below our address. */
  path: `/${string}`;
  from: {
    community: string;
    responsible: string;
    contact: string;
    language: string;
    care: Care;
  };
}

/** Writes to somebody who is no member, outside the ledger: it proves nothing about anybody. */
@Injectable()
export class SingleMail {
  constructor(
    private readonly config: Config,
    @Inject(CARRIER) private readonly channel: Channel,
  ) {}

  /** False where mail only goes into the mailbox: nobody would ever get it. */
  get goesOut(): boolean {
    return this.channel.name !== 'mailbox';
  }

  async send(mails: ToAddress[]): Promise<Result[]> {
    return mails.length === 0 ? [] : this.channel.send(mails.map((mail) => this.message(mail)));
  }

  private message({ id, communityId, to, letters, path, from }: ToAddress): Message {
    const reach = reachOf(from.contact);
    const { words, language } = writeToStranger(letters, from.language, { care: from.care, reach });
    const values: Values = {
      ...{ ownPage: `${this.config.baseUrl}${path}`, elsewhere: reach.elsewhere },
      ...{ community: from.community, signedBy: from.responsible },
    };
    const domain = /@([^<>\s]+?)>?$/.exec(this.config.mailFrom)?.[1] ?? 'localhost';
    return {
      ...{ deliveryId: id, noticeIds: [], communityId, memberId: null, to, replyTo: reach.address },
      fromName: fill(senderOf(speak(language), from.care), values),
      words,
      values,
      headers: { 'Auto-Submitted': 'auto-generated' },
      messageId: `<${id}@${domain}>`,
    };
  }
}
