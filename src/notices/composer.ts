import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Config } from '../kernel/config.js';
import type { Keyring } from '../kernel/crypto/keyring.js';
import { Links } from '../kernel/crypto/links.js';
import { Vault } from '../kernel/crypto/vault.js';
import type { Message } from './channels/channel.js';
import { fill, fillHtml, firstName, type Values } from './fill.rules.js';
import { letterIn, type Language, type Letter, type Letters } from './letter.js';
import { mailHtml, mailText, type Closing } from './mail.template.js';
import { mailWords, type MailWords } from './mail.words.js';
import type { ReadyRow } from './ready.queries.js';
import type { Purpose } from './words.js';

/** A message to one reader: usually one row; several where letters go as one. The first is the head. */
export interface Envelope {
  rows: [ReadyRow, ...ReadyRow[]];
  first: boolean;
}

interface Sender {
  name: string;
  language: string;
  care: 'open' | 'careful' | 'protective';
  responsible: string;
  contact: string;
  ring: Keyring;
}

interface Template {
  subject: string;
  html: string;
  text: string;
}

/** Everything of a batch that is the same for many readers. */
interface Desk {
  senders: Map<string, Sender>;
  notices: Map<string, { letters: Letters; signedBy: string }>;
  templates: Map<string, Template>;
}

const address = /^[^\s@<>,;:"()]+@[^\s@<>,;:"()]+$/;

/** Writes the messages of a batch: composes once per notice and language, then fills in each reader. */
@Injectable()
export class Composer {
  constructor(
    private readonly config: Config,
    private readonly vault: Vault,
    private readonly links: Links,
  ) {}

  /** Every row must have an address. */
  async compose(tx: EntityManager, envelopes: Envelope[]): Promise<Message[]> {
    const rows = envelopes.flatMap((envelope) => envelope.rows);
    const desk: Desk = {
      senders: await this.senders(tx, new Set(rows.map((row) => row.communityId))),
      notices: await noticesOf(tx, new Set(rows.map((row) => row.noticeId))),
      templates: new Map(),
    };
    return envelopes.map((envelope) => this.message(envelope, desk));
  }

  /** The same for every attempt on a channel. */
  messageId(row: ReadyRow): string {
    const domain = /@([^<>\s]+?)>?$/.exec(this.config.mailFrom)?.[1] ?? 'localhost';
    return `<${row.id}${row.triedCount > 0 ? `.${row.triedCount}` : ''}@${domain}>`;
  }

  private message({ rows, first }: Envelope, desk: Desk): Message {
    const [head] = rows;
    const sender = desk.senders.get(head.communityId)!;
    const { letters, signedBy } = desk.notices.get(head.noticeId)!;
    const { language } = letterIn(letters, head.language, sender.language);
    const words = mailWords(language);
    const key = [...rows.map((row) => row.noticeId), language, first ? head.source : ''].join();
    let template = desk.templates.get(key);
    if (!template) desk.templates.set(key, (template = write({ rows, first }, desk, language)));
    const ownPage = this.ownPage(head);
    const values: Values = {
      firstName: firstName(head.name),
      ownPage,
      helper: firstName(head.helper ?? signedBy),
      signedBy,
      community: sender.name,
      responsible: sender.responsible,
      contact: sender.contact,
      count: String(rows.length),
    };
    return {
      deliveryId: head.id,
      noticeId: head.noticeId,
      communityId: head.communityId,
      memberId: head.memberId,
      to: sender.ring.open(head.addressSealed!),
      fromName: sender.care === 'open' ? fill(words.signature, values) : sender.name,
      replyTo: address.test(sender.contact) ? sender.contact : null,
      subject: fill(template.subject, values),
      html: fillHtml(template.html, values),
      text: fill(template.text, values),
      headers: { 'Auto-Submitted': 'auto-generated', ...stopHeaders(head.purpose, ownPage) },
      messageId: this.messageId(head),
    };
  }

  /** A person's own page; for the team, and for whoever is in no rollout, the front door. */
  private ownPage(row: ReadyRow): string {
    return row.linkId ? `${this.config.baseUrl}/m/${this.links.token(row.linkId)}` : this.config.baseUrl;
  }

  private async senders(tx: EntityManager, ids: Set<string>): Promise<Map<string, Sender>> {
    interface Row extends Omit<Sender, 'contact' | 'ring'> {
      id: string;
      sealed: Buffer;
    }
    const rows = await tx.query<Row[]>(
      `select id, name, language, care, responsible_name as responsible, responsible_contact_sealed as sealed
         from community where id = any ($1)`,
      [[...ids]],
    );
    const senders = new Map<string, Sender>();
    for (const { id, sealed, ...row } of rows) {
      const ring = await this.vault.ring(tx, id);
      senders.set(id, { ...row, ring, contact: ring.open(sealed) });
    }
    return senders;
  }
}

async function noticesOf(tx: EntityManager, ids: Set<string>): Promise<Desk['notices']> {
  const rows = await tx.query<{ id: string; letters: Letters; signed_by: string }[]>(
    'select id, letters, signed_by from notice where id = any ($1)',
    [[...ids]],
  );
  return new Map(rows.map((row) => [row.id, { letters: row.letters, signedBy: row.signed_by }]));
}

/** Who asks us to stop is obeyed by one POST, without a page in between (RFC 8058). */
function stopHeaders(purpose: Purpose, ownPage: string): Record<string, string> {
  if (purpose === 'essential' || purpose === 'team') return {};
  return {
    'List-Unsubscribe': `<${ownPage}/stop/${purpose}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  };
}

function write({ rows, first }: Envelope, desk: Desk, language: Language): Template {
  const [head] = rows;
  const sender = desk.senders.get(head.communityId)!;
  const words = mailWords(language);
  const spoken = rows.map((row) => letterIn(desk.notices.get(row.noticeId)!.letters, language).letter);
  const letters = sender.care === 'protective' ? [neutral(words, spoken[0]!)] : spoken;
  const parts = {
    language,
    words,
    letters,
    closing: closing(words, letters, head, first ? sender : null, sender),
  };
  const [only] = letters as [Letter];
  return {
    subject:
      sender.care !== 'open' ? words.neutralSubject : letters.length > 1 ? words.together : only.subject,
    html: mailHtml(parts),
    text: mailText(parts),
  };
}

const neutral = (words: MailWords, letter: Letter): Letter => ({
  ...letter,
  subject: words.neutralSubject,
  opening: words.neutralOpening,
  paragraphs: [],
  action: { label: words.neutralLabel, to: '' },
  nothing: '',
});

function closing(
  words: MailWords,
  letters: Letter[],
  { source, purpose }: ReadyRow,
  introducing: Sender | null,
  sender: Sender,
): Closing {
  const unique = (list: string[]): string => [...new Set(list.filter(Boolean))].join(' ');
  const stoppable = purpose !== 'essential' && purpose !== 'team';
  return {
    nothing: unique(letters.map((letter) => letter.nothing)),
    signature: words.signature,
    reply: address.test(sender.contact) ? words.reply : words.replyElsewhere,
    why: unique(letters.map((letter) => letter.why)),
    first: introducing && source ? [words.source[source], words.responsible, words.removeNow] : [],
    stop: stoppable
      ? { words: words.stop, to: `{ownPage}/stop/${purpose}` }
      : { words: words.remove, to: purpose === 'team' ? '{ownPage}' : '{ownPage}/data' },
  };
}
