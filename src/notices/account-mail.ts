import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import {
  AccountPost,
  type AccountCarrier,
  type AccountMail,
  type Carried,
  type Door,
} from '../access/account-post.js';
import { Config } from '../kernel/config.js';
import { english } from '../kernel/language/say.js';
import { CARRIER, type Channel, type Message } from './channels/channel.js';
import { quietly } from './care.rules.js';
import { oneLine, type Values } from './fill.rules.js';
import type { Letter } from './letter.js';
import { mailHtml, mailText } from './mail.template.js';
import { mailWords } from './mail.words.js';
import { reachOf } from './reach.rules.js';

/** Letters to people who work here: outside the ledger, which is about members. Plugged into `access`. */
@Injectable()
export class AccountMailer implements AccountCarrier, OnModuleInit {
  constructor(
    private readonly post: AccountPost,
    private readonly config: Config,
    @Inject(CARRIER) private readonly channel: Channel,
  ) {}

  onModuleInit(): void {
    this.post.plug(this);
  }

  /** A way in is never put into the mailbox, which others read. */
  get goesOut(): boolean {
    return this.channel.name !== 'mailbox';
  }

  async send(mails: AccountMail[]): Promise<Carried[]> {
    const results = await this.channel.send(mails.map((mail) => accountMessage(mail, this.config)));
    return results.map(({ is }) => is);
  }
}

/** The mail as it goes out. */
export function accountMessage(
  mail: AccountMail,
  { baseUrl, mailFrom }: Pick<Config, 'baseUrl' | 'mailFrom'>,
): Message {
  const { id, to, subject, opening, doors, nothing, why, from } = mail;
  const reach = reachOf(from?.contact ?? '');
  const words = mailWords(english);
  const several = doors.length > 1;
  const care = from?.care ?? 'open';
  const shown =
    care === 'open'
      ? { subject, preheader: opening }
      : { subject: words.neutralSubject, preheader: quietly(words.neutralOpening) };
  const parts = {
    ...{ say: english, ...shown },
    greeting: several ? `${words.greetingStranger} ${opening}` : words.greetingStranger,
    letters: doors.map((door) => letterOf(mail, door, several)),
    inFull: several ? mail.paragraphs.join(' ') : '',
    closing: {
      ...{ nothing, why, links: [], fromUs: '' },
      signature: !from ? 'Changeover' : care === 'protective' ? words.quietSignature : words.signature,
      reach: !from ? new URL(baseUrl).host : words.reach[reach.address ? 'reply' : 'elsewhere'],
    },
  };
  const values: Values = {
    ...{ ownPage: baseUrl, elsewhere: reach.elsewhere },
    ...{ community: from?.community ?? '', signedBy: from?.responsible ?? '' },
  };
  const domain = /@([^<>\s]+?)>?$/.exec(mailFrom)?.[1] ?? 'localhost';
  return {
    ...{ deliveryId: id, noticeIds: [], communityId: from?.communityId ?? '', memberId: null, to },
    replyTo: reach.address,
    fromName: !from ? 'Changeover' : care === 'open' ? from.community : oneLine(from.responsible),
    words: { subject: shown.subject, html: mailHtml(parts), text: mailText(parts) },
    values,
    headers: { 'Auto-Submitted': 'auto-generated' },
    messageId: `<${id}@${domain}>`,
  };
}

/** With several doors each is shown by its name and its link; what is said of all of them stands around. */
function letterOf(mail: AccountMail, door: Door, several: boolean): Letter {
  const action = { label: door.label, to: door.path };
  if (several)
    return { subject: door.called, opening: door.label, paragraphs: [], action, nothing: '', why: '' };
  const { subject, opening, paragraphs, nothing, why } = mail;
  return { subject, opening, paragraphs, action, nothing, why };
}
