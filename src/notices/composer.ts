import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Config } from '../kernel/config.js';
import type { Keyring } from '../kernel/crypto/keyring.js';
import { Links } from '../kernel/crypto/links.js';
import { Vault } from '../kernel/crypto/vault.js';
import type { Care } from './care.rules.js';
import { filled, type Message, type Words } from './channels/channel.js';
import { fill, firstName, type Values } from './fill.rules.js';
import type { Language } from '../kernel/language/language.rules.js';
import { speak } from '../kernel/language/say.js';
import { letterIn, type Letter, type Letters } from './letter.js';
import { linkTo } from './mail.template.js';
import { senderOf, write, writeToTell, type Asked } from './mail.writer.js';
import { askedAt } from './phrase.rules.js';
import { reachOf, type Reach } from './reach.rules.js';
import type { ReadyRow } from './ready.queries.js';
import { shareLinks, type ShareLink } from './share.rules.js';
import { stopHeaders } from './stop.rules.js';
import { mailboxOnly, type Purpose } from './words.js';

/** A message to one reader: usually one row; several where letters go as one. The first is the head. */
export interface Envelope {
  rows: [ReadyRow, ...ReadyRow[]];
  first: boolean;
}

/** What a Message-ID is made of. */
type SentRow = Pick<ReadyRow, 'id' | 'triedCount'> & Partial<Pick<ReadyRow, 'sentAs'>>;

/** With the address that it goes to. */
export interface Addressed extends Envelope {
  to: string;
}

/** What a person tells another: text to copy, a sentence to say, the page it leads to. */
export interface Spoken {
  text: string;
  aloud: string;
  ownPage: string;
  /** The language of these words: of what the reader speaks and what we speak. */
  wordsIn: Language;
  /** Open the teller's own messenger with the text filled in; none where a community is careful. */
  shareLinks: ShareLink[];
}

/** A letter with everything filled in, as plain text. */
export interface ReadLetter {
  language: Language;
  subject: string;
  opening: string;
  paragraphs: string[];
  action: { label: string; href: string } | null;
  nothing: string;
  signedBy: string;
}

interface Sender {
  name: string;
  language: string;
  care: Care;
  responsible: string;
  contact: string;
  reach: Reach;
}

/** Everything of a batch that is the same for many readers. */
interface Desk {
  senders: Map<string, Sender>;
  /** By notice and edition, as `wordsOf` names them. */
  words: Map<string, { letters: Letters; signedBy: string; phrase: string | null }>;
}

/** Writes what people get: composes once per notice and language, then fills in each reader. */
@Injectable()
export class Composer {
  constructor(
    private readonly config: Config,
    private readonly vault: Vault,
    private readonly links: Links,
  ) {}

  /** Opens the addresses; every head must have one. */
  async address(tx: EntityManager, envelopes: Envelope[]): Promise<Addressed[]> {
    const rings = new Map<string, Keyring>();
    for (const id of new Set(envelopes.map(({ rows: [head] }) => head.communityId)))
      rings.set(id, await this.vault.ring(tx, id));
    return envelopes.map((envelope) => {
      const [{ communityId, addressSealed }] = envelope.rows;
      return { ...envelope, to: rings.get(communityId)!.open(addressSealed!) };
    });
  }

  async compose(tx: EntityManager, envelopes: Addressed[]): Promise<Message[]> {
    const desk = await this.desk(
      tx,
      envelopes.flatMap((envelope) => envelope.rows),
    );
    const written = new Map<string, Words>();
    return envelopes.map((envelope) => this.message(envelope, desk, written));
  }

  /** By row id. @param known members, as `memberId/rolloutId`, who heard from us before */
  async toTell(
    tx: EntityManager,
    rows: ReadyRow[],
    known: { has(reader: string): boolean },
  ): Promise<Map<string, Spoken>> {
    const desk = await this.desk(tx, rows);
    return new Map(
      rows.map((row) => {
        const sender = desk.senders.get(row.communityId)!;
        const { letters, signedBy, phrase } = desk.words.get(wordsOf(row))!;
        const { language } = letterIn(letters, row.language, sender.language);
        const values = this.values(row, sender, signedBy);
        const spoken = writeToTell(letters, language, {
          source: known.has(`${row.memberId}/${row.rolloutId}`) ? null : row.source,
          care: sender.care,
          asked: this.asked(phrase),
        });
        const text = fill(spoken.text, values);
        const said = { text, aloud: fill(spoken.aloud, values), ownPage: this.ownPage(row) };
        const links = sender.care === 'open' ? shareLinks(said) : [];
        return [row.id, { ...said, wordsIn: language, shareLinks: links }];
      }),
    );
  }

  /** What was said to one reader, as they read it on their own page; by row id. */
  async toRead(tx: EntityManager, rows: ReadyRow[]): Promise<Map<string, ReadLetter>> {
    const desk = await this.desk(tx, rows);
    return new Map(
      rows.map((row) => {
        const sender = desk.senders.get(row.communityId)!;
        const { letters, signedBy } = desk.words.get(wordsOf(row))!;
        const { letter, language } = letterIn(letters, row.language, sender.language);
        const values = this.values(row, sender, signedBy);
        const said = (text: string): string => fill(text, values);
        return [
          row.id,
          {
            language,
            subject: said(letter.subject),
            opening: said(letter.opening),
            paragraphs: letter.paragraphs.map(said),
            action: letter.action
              ? { label: letter.action.label, href: said(linkTo(letter.action.to)) }
              : null,
            nothing: said(letter.nothing),
            signedBy,
          },
        ];
      }),
    );
  }

  /** As an imaginary reader gets it who never heard from us: the longest that it can be. */
  async asRead(
    tx: EntityManager,
    communityId: string,
    { letter, language, purpose }: { letter: Letter; language: Language; purpose: Purpose },
    reader: { firstName: string; helper: string },
  ): Promise<Words & Pick<Message, 'fromName' | 'replyTo'>> {
    const sender = (await this.senders(tx, new Set([communityId]))).get(communityId)!;
    const { care, reach, responsible, contact } = sender;
    const said = { letters: [{ en: letter }], say: speak(language), purpose, care, reach };
    const words = write({ ...said, source: 'file', asked: this.asked('its-own-phrase') });
    const values = {
      ...{ ...reader, signedBy: responsible, responsible, contact },
      ...{ ownPage: `${this.config.baseUrl}/m/…`, community: sender.name, elsewhere: reach.elsewhere },
    };
    const fromName = fill(senderOf(speak(language), care), values);
    return { ...filled({ words, values }), fromName, replyTo: reach.address };
  }

  /** The same for every attempt on a channel: of what may have arrived under one, it stays that. */
  messageId(head: SentRow): string {
    if (head.sentAs) return head.sentAs;
    const domain = /@([^<>\s]+?)>?$/.exec(this.config.mailFrom)?.[1] ?? 'localhost';
    return `<${head.id}${head.triedCount > 0 ? `.${head.triedCount}` : ''}@${domain}>`;
  }

  private message({ rows, first, to }: Addressed, desk: Desk, written: Map<string, Words>): Message {
    const [head] = rows;
    const sender = desk.senders.get(head.communityId)!;
    const { letters, signedBy, phrase } = desk.words.get(wordsOf(head))!;
    const { language } = letterIn(letters, head.language, sender.language);
    const source = first ? head.source : null;
    const key = [...rows.map(wordsOf), language, source].join();
    let words = written.get(key);
    if (!words) {
      const said = rows.map((row) => desk.words.get(wordsOf(row))!.letters);
      words = write({
        letters: said,
        say: speak(language),
        purpose: head.purpose,
        care: sender.care,
        reach: sender.reach,
        source,
        asked: this.asked(phrase),
      });
      written.set(key, words);
    }
    const keyed = rows.find(({ play }) => mailboxOnly.includes(play));
    const values: Values = {
      ...this.values(head, sender, signedBy),
      ...(keyed && { key: this.links.token(keyed.key.split('/')[1]!) }),
    };
    return {
      deliveryId: head.id,
      noticeIds: rows.map((row) => row.noticeId),
      communityId: head.communityId,
      memberId: head.memberId,
      to,
      fromName: fill(senderOf(speak(language), sender.care), values),
      replyTo: sender.reach.address,
      words,
      values,
      headers: {
        'Auto-Submitted': 'auto-generated',
        ...stopHeaders(
          this.config.baseUrl,
          rows.map(({ purpose }) => purpose),
          values['ownPage']!,
        ),
      },
      messageId: this.messageId(head),
    };
  }

  private asked(phrase: string | null): Asked | null {
    return phrase === null ? null : { phrase, at: askedAt(this.config.baseUrl) };
  }

  private values(row: ReadyRow, sender: Sender, signedBy: string): Values {
    return {
      firstName: firstName(row.name),
      ownPage: this.ownPage(row),
      helper: firstName(row.helper ?? signedBy),
      signedBy,
      community: sender.name,
      responsible: sender.responsible,
      contact: sender.contact,
      elsewhere: sender.reach.elsewhere,
    };
  }

  /** A person's own page; for the team, and for whoever is in no rollout, the front door. */
  private ownPage(row: ReadyRow): string {
    return row.linkId ? `${this.config.baseUrl}/m/${this.links.token(row.linkId)}` : this.config.baseUrl;
  }

  private async desk(tx: EntityManager, rows: ReadyRow[]): Promise<Desk> {
    if (rows.length === 0) return { senders: new Map(), words: new Map() };
    return {
      senders: await this.senders(tx, new Set(rows.map((row) => row.communityId))),
      words: await editionsOf(tx, new Set(rows.map((row) => row.noticeId))),
    };
  }

  private async senders(tx: EntityManager, ids: Set<string>): Promise<Map<string, Sender>> {
    interface Row extends Omit<Sender, 'contact' | 'reach'> {
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
      const contact = ring.open(sealed);
      senders.set(id, { ...row, contact, reach: reachOf(contact) });
    }
    return senders;
  }
}

const wordsOf = ({ noticeId, edition }: Pick<ReadyRow, 'noticeId' | 'edition'>): string =>
  `${noticeId}/${edition}`;

async function editionsOf(tx: EntityManager, noticeIds: Set<string>): Promise<Desk['words']> {
  const rows = await tx.query<
    { noticeId: string; edition: number; letters: Letters; signedBy: string; phrase: string | null }[]
  >(
    `select e.notice_id as "noticeId", e.number as edition, e.letters, e.signed_by as "signedBy", n.phrase
       from edition e join notice n on n.id = e.notice_id where e.notice_id = any ($1)`,
    [[...noticeIds]],
  );
  return new Map(rows.map((row) => [wordsOf(row), row]));
}
