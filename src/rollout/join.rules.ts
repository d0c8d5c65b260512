import { createHash } from 'node:crypto';

/** No 0/O, no 1/I/l: it is read aloud, printed, and typed on any phone. */
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';
const codeLength = 8;

/** A code from 8 random bytes. Rejects the uneven rest, so that each letter is as likely as the other. */
export function codeFrom(random: (length: number) => Uint8Array): string {
  let code = '';
  while (code.length < codeLength)
    for (const byte of random(codeLength))
      if (byte < 256 - (256 % alphabet.length) && code.length < codeLength)
        code += alphabet[byte % alphabet.length]!;
  return code;
}

/** What somebody typed, as the code it may be: case, spaces and hyphens do not matter. */
export function codeTyped(text: string): string | null {
  const code = text.toLowerCase().replaceAll(/[\s-]/g, '');
  return code.length === codeLength && Array.from(code).every((letter) => alphabet.includes(letter))
    ? code
    : null;
}

/** As it is printed and read aloud: two groups of four. */
export const codeSpoken = (code: string): string => `${code.slice(0, 4)} ${code.slice(4)}`;

/** Names that may be the same person's; a person decides, never we. */
export function likelySame(a: string, b: string): boolean {
  const plain = (name: string): string[] =>
    name
      .normalize('NFKD')
      .replaceAll(/\p{M}/gu, '')
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .filter((part) => part.length > 1);
  const [left, right] = [plain(a), plain(b)];
  if (left.length === 0 || right.length === 0) return false;
  const [few, many] = left.length <= right.length ? [left, right] : [right, left];
  return few.every((part) => many.includes(part));
}

/**
 * The same id for the same form with the same content only: nobody who types somebody else's name comes to their
 * page, and who goes back to enter a second person makes a second request. A UUID of version 8, as RFC 9562 has it
 * for ids that are made from something: what is no UUID could be asked for by nobody.
 */
export function idOfForm(content: readonly (string | undefined)[]): string {
  const bytes = createHash('sha256').update(JSON.stringify(content)).digest().subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** Why the codes of a move open nothing any more. */
export type Shut = 'closed' | 'called off' | 'over';

export const shutWords: Record<Shut, string> = {
  closed: 'The old place is closed.',
  'called off': 'The move was called off.',
  over: 'The move is over.',
};
