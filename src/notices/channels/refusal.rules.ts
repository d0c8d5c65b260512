import { isForNow, meaningOf, mindsSenders, statusIn } from './status.rules.js';

/** How a mail server said no, as nodemailer tells it. Without `reply` there was no answer at all. */
export interface No {
  /** At which command: `MAIL FROM`, `RCPT TO`, `DATA`, `AUTH PLAIN`, `CONN` … */
  command?: string | undefined;
  /** nodemailer's own code, for example `EAUTH`. */
  code?: string | undefined;
  /** 421, 550 … */
  reply?: number | undefined;
  /** The server's own words, which may begin with an enhanced code (RFC 3463): `550 5.1.1 User unknown`. */
  words?: string | undefined;
}

/**
 * Whom a no is about: this `recipient`, for good; `us` (our sender, our password, our server, a rule for all that we
 * send); or it may pass by itself.
 */
export type About = 'recipient' | 'us' | 'passing';

/** Only a no for good to this one recipient closes a message. What servers mean differs, so doubt is about us. */
export function whomItIsAbout({ command = '', code = '', reply, words = '' }: No): About {
  if (reply === undefined) return code === 'EENVELOPE' && !/sender/i.test(words) ? 'recipient' : 'us';
  const asked = command === 'RCPT TO';
  if (reply < 500) return code === 'EAUTH' || command.startsWith('AUTH') ? 'us' : 'passing';
  if (code === 'EAUTH' || command === 'MAIL FROM' || command.startsWith('AUTH')) return 'us';
  const [, subject, detail] = /^\d{3}[ -]5\.(\d{1,3})\.(\d{1,3})\b/.exec(words) ?? [];
  const status = { subject: Number(subject), detail: Number(detail) };
  if (isForNow(status, words)) return 'passing';
  const meaning = subject === undefined ? 'unclear' : meaningOf(status, words);
  if (subject === '1') return meaning === 'us' ? 'us' : 'recipient';
  if (meaning === 'gone' || meaning === 'mailbox') return 'recipient';
  if (!asked || mindsSenders(words) || [530, 534, 535, 538].includes(reply)) return 'us';
  // 5.4 routing, 5.0 and 5.5.0 "mailbox unavailable", or no enhanced code at all, to exactly this recipient.
  if (meaning === 'unclear' && (subject !== '5' || detail === '0'))
    return reply === 500 || (reply > 500 && reply < 510) ? 'us' : 'recipient';
  return 'us';
}

/** Whether a no to this recipient says that the address does not exist: the next message would fare no better. */
export function saysItIsGone({ words = '' }: No): boolean {
  const status = statusIn(words);
  return status?.kind === 5 && meaningOf(status, words) === 'gone' && !mindsSenders(words);
}

/**
 * Who had too much of us at once, where a no may pass by itself: the receiving domain, or the server that takes
 * everything of ours. Null where it is about one mailbox, which is full or asleep (4.2.x, 5.2.1).
 */
export function whoWantsUsSlower({ command = '', words = '' }: No): 'domain' | 'everybody' | null {
  if (command !== 'RCPT TO' && command !== 'DATA') return 'everybody';
  return /^\d{3}[ -][45]\.2\.[1-9]/.test(words) ? null : 'domain';
}

/** How each reason begins that is about us: by this the ledger tells ours from the receiver's. */
export const OURS = 'our mail server ';
/** The same, of a rule for exactly this message or its reader: that another one is taken says nothing about it. */
export const OURS_FOR_ONE = `${OURS}refuses to send: it does not accept what we send `;

/** What leads and the host read. Neither a name nor an address of a member. */
export function ourTrouble({ command = '', code = '', reply }: No): string {
  const mark = `(${reply ?? code})`;
  if (code === 'ETLS') return `${OURS}refuses to send: the connection to it cannot be made safe ${mark}`;
  if (reply === undefined) return `${OURS}does not answer ${mark}`;
  if (code === 'EAUTH' || command.startsWith('AUTH'))
    return `${OURS}refuses to send: it does not accept our name and password ${mark}`;
  if (command === 'MAIL FROM') return `${OURS}refuses to send: it does not accept our sender ${mark}`;
  return `${OURS_FOR_ONE}${mark}`;
}
