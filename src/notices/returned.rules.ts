import { fieldsOf } from './mail-fields.rules.js';
import type { Parts } from './returned-parts.js';
import {
  quoteBegins,
  saysChallenge,
  saysDelayed,
  saysFull,
  saysGone,
  saysUs,
  subjectOfAway,
  subjectOfBounce,
  subjectOfDelay,
  subjectOfSuccess,
} from './returned.words.js';
import { isForNow, meaningOf, spelled, statusIn, type Status } from './channels/status.rules.js';

/** What came back to us, or to a bounce address. */
export type Returned =
  /** It will not arrive. `gone`: their address does not exist, or is closed. The reason names nobody. */
  | { is: 'bounce'; gone: boolean; reason: string }
  /** Not yet, or it did arrive: nothing follows. */
  | { is: 'delayed' | 'delivered' }
  /** A program answers for somebody who is away, or says that something was opened. */
  | { is: 'auto-reply' }
  /** Its reader called it spam (RFC 5965). */
  | { is: 'complaint' }
  /** From a person, from a machine that wants an answer from a person, or of no kind that we know: somebody reads it. */
  | { is: 'letter' };

/** What a message is that somebody or something sent in answer to ours. */
export function readReturned(parts: Parts): Returned {
  const { subject } = parts;
  if (parts.feedback.length > 0) return complaint(parts.feedback);
  if (parts.isReceipt) return { is: 'auto-reply' };
  const groups = parts.deliveryStatus.flatMap(groupsOf);
  if (groups.length > 0) return fromReport(groups, parts.text);
  if (isMailer(parts)) {
    const told = groupsOf(parts.text);
    if (told.length > 0) return fromReport(told, parts.text);
    const read = fromWords(
      parts,
      isByMailer(parts) && subjectOfBounce.test(subject) && parts.text.trim() !== '',
    );
    if (read) return read;
  }
  if (saysChallenge.test(`${subject}\n${parts.text.slice(0, 4096)}`)) return { is: 'letter' };
  return answersByItself(parts) ? { is: 'auto-reply' } : { is: 'letter' };
}

const first = ({ headers }: Parts, name: string): string => headers.get(name)?.[0] ?? '';

/** A report on us that is no complaint (that a check failed, that it was no spam after all) is for people. */
const complaint = (reports: string[]): Returned => {
  const kind = fieldsOf(reports[0]!).find(([name]) => name === 'feedback-type')?.[1] ?? 'abuse';
  return { is: /^(?:not-spam|auth-failure|dmarc)/i.test(kind) ? 'letter' : 'complaint' };
};

/** What a report says of one recipient. */
interface Group {
  action: string;
  status: Status | undefined;
  words: string;
}

const actions = new Set(['failed', 'delayed', 'delivered', 'relayed', 'expanded']);

/** Groups are parted by an empty line; servers that forget it begin a group by naming a field a second time. */
function groupsOf(report: string): Group[] {
  const groups: Map<string, string>[] = [];
  for (const block of report.slice(0, 65_536).split(/\r?\n[ \t]*\r?\n/)) {
    let group = new Map<string, string>();
    groups.push(group);
    for (const [name, value] of fieldsOf(block)) {
      if (group.has(name) && /^(?:final-recipient|original-recipient|action|status)$/.test(name))
        groups.push((group = new Map()));
      if (!group.has(name)) group.set(name, value);
    }
  }
  return groups.filter(isOfRecipient).flatMap((group): Group[] => {
    const words = group.get('diagnostic-code') ?? '';
    const said = statusIn(group.get('status') ?? '');
    // "5.0.0" is what a relay writes that knows no better; the server behind it may have said more.
    const status = said && said.subject > 0 ? said : (statusIn(words) ?? said);
    const named = /^[a-z]+/.exec((group.get('action') ?? '').toLowerCase())?.[0] ?? '';
    const action = actions.has(named) ? named : actionOf(status, words);
    return action === undefined ? [] : [{ action, status, words }];
  });
}

const isOfRecipient = (group: Map<string, string>): boolean =>
  group.has('final-recipient') || group.has('original-recipient') || group.has('action');

/** For servers that do not say it, or in a word of their own. */
function actionOf(status: Status | undefined, words: string): string | undefined {
  if (status === undefined) return words === '' ? undefined : 'failed';
  return status.kind === 2 ? 'delivered' : status.kind === 4 ? 'delayed' : 'failed';
}

/** Each envelope has one reader; several groups are places to which their server passed it on. */
function fromReport(groups: Group[], text: string): Returned {
  if (groups.some(({ action }) => action === 'delivered' || action === 'relayed')) return { is: 'delivered' };
  const failed = groups.filter(({ action }) => action === 'failed');
  if (failed.length === 0)
    return { is: groups.some(({ action }) => action === 'delayed') ? 'delayed' : 'delivered' };
  const read = failed.map(({ status, words }) => judged(status, words || text));
  return read.find(({ gone }) => !gone) ?? read[0]!;
}

/** A returned message without a report: by its code, and else by its words. Only who carries mail is believed without both. */
function fromWords({ text: whole, subject, headers }: Parts, isSure: boolean): Returned | undefined {
  const text = whole.slice(0, quoteBegins.exec(whole)?.index);
  const status = statusIn(text);
  const failed = headers.has('x-failed-recipients') || status?.kind === 5;
  if (!failed && subjectOfSuccess.test(subject)) return { is: 'delivered' };
  if (!failed && (saysDelayed.test(text) || subjectOfDelay.test(subject))) return { is: 'delayed' };
  const known = failed || status !== undefined || saysGone.test(text) || saysFull.test(text);
  return known || isSure ? judged(status, text) : undefined;
}

/** Why it did not arrive. What minds us, in whatever code, says nothing about their address. */
function judged(status: Status | undefined, words: string): Extract<Returned, { is: 'bounce' }> {
  const meaning = status ? meaningOf(status, words) : 'unclear';
  const mark = status ? ` (${spelled(status)})` : '';
  const no = (why: string, gone = false) => ({ is: 'bounce' as const, gone, reason: `${why}${mark}` });
  if (status?.kind === 4) return no(saysFull.test(words) || status.subject === 2 ? FULL : LATE);
  if (status && isForNow(status, words)) return no(TOO_MUCH);
  if (meaning === 'us' || (saysUs.test(words) && meaning !== 'mailbox')) return no(MINDS_US);
  if (status?.subject === 2 && status.detail === 2) return no(FULL);
  if (meaning === 'gone') return no(whatIsGone(status!), true);
  if (meaning === 'unclear' && saysFull.test(words)) return no(FULL);
  return meaning === 'unclear' && saysGone.test(words) ? no(NO_ADDRESS, true) : no('it came back');
}

const FULL = 'their mailbox is full';
const TOO_MUCH = 'their mailbox takes no more for now';
const LATE = 'their mail server could not be reached in time';
const MINDS_US = 'their mail server does not take our mail';
const NO_ADDRESS = 'their address does not exist';

function whatIsGone({ subject, detail }: Status): string {
  if (subject === 2) return 'their mailbox is closed';
  return subject === 4 || detail === 2 ? 'there is no mail server at their address' : NO_ADDRESS;
}

/** No person writes under these names. */
const DAEMON = /mail(?:er)?[-_.]?daemon|mail delivery (?:sub)?system|microsoftexchange[0-9a-f]*@/i;
/** A program's names, under which a person may write too. */
const MAILERS = /(?:post(?:master|office)|mail(?:er)?[-_. ]?(?:delivery|system)|bounces?)(?:\+[^@]*)?@/i;

function isByMailer(parts: Parts): boolean {
  const from = first(parts, 'from');
  return DAEMON.test(from) || MAILERS.test(from);
}

/**
 * A program that carries mail wrote it, and not one that answers for somebody. Where no machine's report says so, a
 * message that answers ours is a person's, unless it wants no answer itself or says that no person wrote it.
 */
function isMailer(parts: Parts): boolean {
  if (parts.headers.has('x-failed-recipients')) return true;
  if (/multipart\/report/i.test(first(parts, 'content-type'))) return true;
  if (standsIn(parts)) return false;
  if (DAEMON.test(first(parts, 'from'))) return true;
  const toNobody = /^\s*<\s*>/.test(first(parts, 'return-path'));
  const answers = parts.headers.has('in-reply-to') || parts.headers.has('references');
  if (isByMailer(parts)) return !answers || toNobody || submitsItself(parts);
  if (!subjectOfBounce.test(parts.subject) || subjectOfAway.test(parts.subject)) return false;
  const handedOn = /^\s*(?:re|aw|sv|antw|fwd?|wg|tr|rv|enc)\s*:/i.test(parts.subject);
  return toNobody || !(handedOn || parts.headers.has('in-reply-to'));
}

/** RFC 3834. */
function submitsItself(parts: Parts): boolean {
  const said = first(parts, 'auto-submitted').trim().toLowerCase();
  return said !== '' && !said.startsWith('no');
}

/** What programs that answer for somebody said of themselves before RFC 3834. */
const standsIn = ({ headers }: Parts): boolean =>
  ['x-autoreply', 'x-autorespond', 'x-autoresponder', 'x-vacation', 'x-mail-autoreply'].some((name) =>
    headers.has(name),
  );

function answersByItself(parts: Parts): boolean {
  if (submitsItself(parts) || standsIn(parts)) return true;
  if (/auto[-_]?reply|autoresponder/i.test(`${first(parts, 'precedence')} ${first(parts, 'delivered-to')}`))
    return true;
  return subjectOfAway.test(parts.subject);
}
