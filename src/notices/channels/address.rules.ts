import { domainToASCII } from 'node:url';

/** What RFC 5321 allows a server to take: 64 octets before the @, 254 in all. */
const LOCAL = 64;
const WHOLE = 254;
/** No quotes, comments, brackets, spaces or control characters: what needs them is nobody's address today. */
const local = /^[^\s\p{C}\p{Z}"(),:;<>@[\\\]]+$/u;
const label = /^(?!-)[a-z\d-]{1,63}(?<!-)$/i;

/**
 * The address as a mail server takes it, its domain in letters of ASCII; null for what is no address of one person.
 * Whatever it holds, nothing of it can become a header, a second reader or a command.
 */
export function deliverable(address: string): string | null {
  const at = address.lastIndexOf('@');
  const [name, domain] = [address.slice(0, at), domainToASCII(address.slice(at + 1))];
  if (at < 1 || !local.test(name) || name.startsWith('.') || name.endsWith('.') || name.includes('..'))
    return null;
  if (domain === '' || !domain.split('.').every((part) => label.test(part))) return null;
  const whole = `${name}@${domain}`;
  return Buffer.byteLength(name) <= LOCAL && Buffer.byteLength(whole) <= WHOLE ? whole : null;
}

/** Where it is delivered, in small letters: what shares a server shares its patience. */
export const domainOf = (address: string): string =>
  (domainToASCII(address.slice(address.lastIndexOf('@') + 1)) || 'nowhere').toLowerCase();
