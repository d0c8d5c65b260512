import type { Attachment, Email } from 'postal-mime';
import { fieldsOf } from './mail-fields.rules.js';

/** As much of a message as is ever looked at: what it says of itself stands at its beginning. */
export const READ_BYTES = 256 * 1024;
/** As much of its text as is searched for words. */
const TEXT = 64 * 1024;

/** What came, taken apart: whatever bytes it was made of, these are there. */
export interface Parts {
  /** By their names in small letters, in their order, unfolded. */
  headers: Map<string, string[]>;
  subject: string;
  /** What a person would read, of the message itself and not of what it carries. */
  text: string;
  /** Bodies of parts that a program wrote for a program: of a delivery report, of a complaint. */
  deliveryStatus: string[];
  feedback: string[];
  /** It says that a message was shown or deleted (RFC 8098). */
  isReceipt: boolean;
  /** Everything that may name the message it is about, the nearest first. */
  clues: string;
}

/** Takes a message apart, whatever its bytes; what no parser reads is taken as headers and text. */
export async function partsOf(raw: Buffer | string): Promise<Parts> {
  const bytes = (typeof raw === 'string' ? Buffer.from(raw) : raw).subarray(0, READ_BYTES);
  const email = await parsed(bytes);
  const headers = new Map<string, string[]>();
  for (const { key, value } of email.headers) headers.set(key, [...(headers.get(key) ?? []), value]);
  const of = (...types: string[]): string[] =>
    email.attachments.filter(({ mimeType }) => types.includes(mimeType)).map(textOf);
  const text = (email.text?.trim() ? email.text : plain(email.html ?? '')).slice(0, TEXT);
  const returned = of('message/rfc822', 'text/rfc822-headers', 'message/global', 'message/global-headers');
  const deliveryStatus = of('message/delivery-status', 'message/global-delivery-status');
  const feedback = of('message/feedback-report');
  return {
    subject: email.subject ?? '',
    ...{ headers, text, deliveryStatus, feedback },
    isReceipt: of('message/disposition-notification', 'message/global-disposition-notification').length > 0,
    clues: [...[...headers.values()].flat(), ...deliveryStatus, ...feedback, ...returned, text].join('\n'),
  };
}

async function parsed(
  bytes: Buffer,
): Promise<Pick<Email, 'headers' | 'subject' | 'text' | 'html' | 'attachments'>> {
  try {
    // Read only where mail comes back.
    const { default: PostalMime } = await import('postal-mime');
    return await PostalMime.parse(bytes, {
      forceRfc822Attachments: true,
      maxNestingDepth: 32,
      maxHeadersSize: READ_BYTES,
    });
  } catch {
    return asItStands(bytes.toString('latin1'));
  }
}

/** For what is built to be too deep or too long to be read: its first lines, and the rest as words. */
function asItStands(text: string): Pick<Email, 'headers' | 'subject' | 'text' | 'attachments'> {
  const end = text.search(/\r?\n\r?\n/);
  const head = end < 0 ? text : text.slice(0, end);
  const headers = fieldsOf(head).map(([key, value]) => ({ key, originalKey: key, value }));
  const subject = headers.find(({ key }) => key === 'subject')?.value;
  return { headers, subject, text: end < 0 ? '' : text.slice(end), attachments: [] };
}

const textOf = ({ content }: Attachment): string =>
  typeof content === 'string' ? content : Buffer.from(content as ArrayBuffer).toString('utf8');

/** Words of a page, roughly: they are searched, never shown. */
const plain = (html: string): string =>
  html
    .slice(0, 2 * TEXT)
    .replaceAll(/<[^<>]{0,2000}>/g, ' ')
    .replaceAll(/&nbsp;|&#160;/g, ' ')
    .replaceAll(/[ \t]+/g, ' ');
