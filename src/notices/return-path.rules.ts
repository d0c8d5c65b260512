import { createHmac, timingSafeEqual } from 'node:crypto';

/** Which message: the row of the ledger that its Message-ID is made of, and how many ways were tried before it. */
export interface SentAs {
  deliveryId: string;
  tries: number;
}

/** `<id@domain>`, or `<id.2@domain>` after two other ways were tried. */
const MESSAGE_ID =
  /<?([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})(?:\.(\d{1,3}))?@[^\s<>@]{1,255}>?/gi;

/** Every Message-ID of our making in a text, each once, in its order. */
export function sentAsIn(text: string): SentAs[] {
  const found = new Map<string, SentAs>();
  for (const [, id, tries] of text.matchAll(MESSAGE_ID)) {
    const sent = { deliveryId: id!.toLowerCase(), tries: Number(tries ?? 0) };
    found.set(leftOf(sent), sent);
  }
  return [...found.values()];
}

/** The part of its Message-ID before the @, with the bracket. */
export const leftOf = ({ deliveryId, tries }: SentAs): string =>
  `<${deliveryId}${tries > 0 ? `.${tries}` : ''}`;

const PLAIN = 'abcdefghijklmnopqrstuvwxyz234567';
/** 16 of the id, one of the tries, 8 that only we can make: 40 letters of 5 bits. */
const [ID, MARK, LETTERS] = [16, 8, 40];

/**
 * Where a message comes back to: the bounce address with a token that nobody can guess, of letters and digits that
 * survive a server which changes their case. What is no message of the ledger comes back to the plain address.
 * @param key 32 bytes, for this use only
 */
export function returnPath(bounceAddress: string, messageId: string, key: Buffer): string {
  const [sent] = sentAsIn(messageId);
  if (!sent || sent.tries > 255) return bounceAddress;
  const bytes = Buffer.concat([
    Buffer.from(sent.deliveryId.replaceAll('-', ''), 'hex'),
    Buffer.of(sent.tries),
  ]);
  const at = bounceAddress.lastIndexOf('@');
  const token = spell(Buffer.concat([bytes, markOf(bytes, key)]));
  return `${bounceAddress.slice(0, at)}+${token}${bounceAddress.slice(at)}`;
}

/** Every token in a text that we made, each once, in its order; whatever else looks like one is passed over. */
export function tokensIn(text: string, key: Buffer): SentAs[] {
  const found = new Map<string, SentAs>();
  for (const [, token] of text.matchAll(new RegExp(`[+=-]([a-z2-7]{${LETTERS}})(?=@)`, 'gi'))) {
    const bytes = read(token!.toLowerCase());
    const said = bytes.subarray(0, ID + 1);
    if (!timingSafeEqual(bytes.subarray(ID + 1), markOf(said, key))) continue;
    const hex = said.toString('hex', 0, ID);
    const deliveryId = hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
    found.set(token!.toLowerCase(), { deliveryId, tries: said.readUInt8(ID) });
  }
  return [...found.values()];
}

const markOf = (bytes: Buffer, key: Buffer): Buffer =>
  createHmac('sha256', key).update(bytes).digest().subarray(0, MARK);

/** Base32 of RFC 4648 in small letters; the length is a multiple of five, so nothing is left over. */
function spell(bytes: Buffer): string {
  let [bits, held, text] = [0, 0, ''];
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xfff;
    for (bits += 8; bits >= 5; bits -= 5) text += PLAIN[(held >> (bits - 5)) & 31];
  }
  return text;
}

function read(token: string): Buffer {
  const bytes: number[] = [];
  let [bits, held] = [0, 0];
  for (const letter of token) {
    held = ((held << 5) | PLAIN.indexOf(letter)) & 0xfff;
    bits += 5;
    if (bits >= 8) bytes.push((held >> (bits -= 8)) & 255);
  }
  return Buffer.from(bytes);
}
