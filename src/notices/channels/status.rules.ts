/** An enhanced status code (RFC 3463), such as 5.1.1: class, subject, detail. */
export interface Status {
  /** 2 delivered, 4 may pass, 5 for good. */
  kind: number;
  subject: number;
  detail: number;
}

/**
 * What a code says: the address does not exist or is closed (`gone`); something else with this one mailbox; something
 * with us or with what we send (`us`); or nothing by itself, and words must tell.
 */
export type Meaning = 'gone' | 'mailbox' | 'us' | 'unclear';

/** 5.1.x is about the address, but for these two, which are about its sender; 5.1.0 says no more than that. */
const OF_SENDER = new Set([7, 8]);

/** A mailbox that is closed for the moment, for more came than it takes: what one large provider says with 5.2.1 too. */
const tooMuchAtOnce = /\brate\b|too (?:many|much|fast|often|quickly)/i;

/** Whether a mailbox that is called closed (x.2.1) takes mail again after a while. */
export const isForNow = ({ subject, detail }: Pick<Status, 'subject' | 'detail'>, words: string): boolean =>
  subject === 2 && detail === 1 && tooMuchAtOnce.test(words);

/** The one table of codes, for what a server says at once and for what comes back later. */
export function meaningOf(status: Pick<Status, 'subject' | 'detail'>, words: string): Meaning {
  const { subject, detail } = status;
  if (subject === 1) return OF_SENDER.has(detail) ? 'us' : detail === 0 ? 'unclear' : 'gone';
  if (subject === 2) return detail === 1 && !isForNow(status, words) ? 'gone' : 'mailbox';
  // No route to a domain that nobody serves; 310 is how one large provider says the same.
  if (subject === 4) return detail === 4 || detail === 310 ? 'gone' : 'unclear';
  if (subject === 0 || subject === 5) return 'unclear';
  return 'us';
}

const aboutSenders =
  /relay|auth|login|denied by policy|policy|block|listed|blacklist|reputation|spam|quota of sender/i;

const ADDRESS = /<?[^\s<>@]{1,64}@([^\s<>@,;:()]{1,254})>?/g;

/**
 * Whether a server uses a word as where it minds who sends, not who receives. An address that it repeats, and the domain
 * of that, are no words of it: people are called Relayauthor.
 */
export function mindsSenders(words: string): boolean {
  const said = words.slice(0, 2000);
  const domains = [...said.matchAll(ADDRESS)]
    .map(([, domain]) => domain!)
    .filter((domain) => domain.includes('.'));
  const without = domains.reduce(
    (left, domain) => left.replaceAll(domain, ' '),
    said.replaceAll(ADDRESS, ' '),
  );
  return aboutSenders.test(without);
}

const CODE = /(?<![\d.])([245])\.(\d{1,3})\.(\d{1,3})(?![\d.]*\d)/;

/** The first code in a text; one that follows a reply such as `550` counts before a bare one. */
export function statusIn(text: string): Status | undefined {
  const found = new RegExp(`\\b[245]\\d\\d[ -]{1,3}#?${CODE.source}`).exec(text) ?? CODE.exec(text);
  return found ? { kind: Number(found[1]), subject: Number(found[2]), detail: Number(found[3]) } : undefined;
}

export const spelled = ({ kind, subject, detail }: Status): string => `${kind}.${subject}.${detail}`;
