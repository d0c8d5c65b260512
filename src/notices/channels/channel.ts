import { fill, fillHtml, type Values } from '../fill.rules.js';

/** What many readers get alike, with placeholders in braces where they differ: written once for all of them. */
export interface Words {
  subject: string;
  html: string;
  text: string;
}

/** A message to one person, ready to go. */
export interface Message {
  deliveryId: string;
  /** The notices it carries: more than one where several small ones go as one. */
  noticeIds: string[];
  communityId: string;
  memberId: string | null;
  /** One address: one envelope a person. */
  to: string;
  /** The name beside our address. */
  fromName: string;
  replyTo: string | null;
  /** The same object for all who read the same words: what a driver makes of them, it makes once. */
  words: Words;
  /** What stands in the place of the placeholders for this reader. */
  values: Values;
  /** Without line breaks. */
  headers: Record<string, string>;
  /** `<…@…>`, the same in every attempt. */
  messageId: string;
}

/** The words as this one reader gets them: nothing of a name can become part of the HTML. */
export const filled = ({ words, values }: Pick<Message, 'words' | 'values'>): Words => ({
  subject: fill(words.subject, values),
  html: fillHtml(words.html, values),
  text: fill(words.text, values),
});

/**
 * What the next server said: yes; no to this recipient, for good; or not now. `ours`: it is our own server or sender
 * that is wrong, and waiting alone mends nothing. `slower`: who had too much of us at once, the receiving domain or the
 * server that takes everything of ours. `gone`: the address does not exist. `unclear`: the answer never came, and it may have
 * arrived. Reasons name no person and no address.
 */
export type Result =
  | { is: 'accepted' }
  | { is: 'refused'; reason: string; gone?: true }
  | { is: 'later'; reason: string; ours?: true; unclear?: true; slower?: 'domain' | 'everybody' };

/**
 * A way to carry messages out of here. `send` answers for each message in its order and does not throw for what
 * may pass; a message that comes again with the same id is a repeat after a crash.
 */
export interface Channel {
  /** As it stands in the ledger: `email`, `matrix` …; what `mailbox` keeps never counts as proof. */
  readonly name: string;
  /**
   * How many messages one call of `send` takes best. It answers for all of them at once: what is slow to answer for
   * each takes one.
   */
  readonly handful: number;
  /** Calls of `send` that it can really work on at a time; what has no turn yet can still be called off. */
  readonly atOnce?: number;
  send(batch: Message[]): Promise<Result[]>;
  close?(): Promise<void>;
}

/**
 * A channel put in the place of SMTP and mailbox, by whoever provides this token globally: the demo, whose mailbox
 * counts as a receiving server.
 */
export const MAIL_CHANNEL = Symbol('MAIL_CHANNEL');

/** The channel that carries mail here: the one given, else SMTP where it is configured, else the mailbox. */
export const CARRIER = Symbol('CARRIER');
