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
  subject: string;
  html: string;
  text: string;
  /** Without line breaks. */
  headers: Record<string, string>;
  /** `<…@…>`, the same in every attempt. */
  messageId: string;
}

/**
 * What the next server said: yes; no to this recipient, for good; or not now. `ours`: it is our own server or sender
 * that is wrong, and waiting alone mends nothing. Reasons name no person and no address.
 */
export type Result =
  { is: 'accepted' } | { is: 'refused'; reason: string } | { is: 'later'; reason: string; ours?: true };

/**
 * A way to carry messages out of here. `send` answers for each message in its order and does not throw for what
 * may pass; a message that comes again with the same id is a repeat after a crash.
 */
export interface Channel {
  /** As it stands in the ledger; what `mailbox` keeps never counts as proof. */
  readonly name: 'email' | 'mailbox';
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
