import { domainToASCII } from 'node:url';
import { msg, type Msg } from '../kernel/language/message.js';

export type AddressReading = { address: string } | { problem: Msg };

const NAMED = /^[^<>]*<([^<>]+)>$/;
/** Nothing that would have to be quoted, and nothing that nobody sees: it would be refused at sending. */
const LOCAL = /^[^\s\p{C}\p{Z}@<>()[\]\\,;:"]+$/u;
/** Octets that a mail server takes before the @, and in all. */
const LONGEST = { local: 64, whole: 254 };
const ASCII_DOMAIN = /^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/;

/**
 * One e-mail address as people and exports write it, or what is wrong with it in words for whoever typed it.
 * "Ana <ana@x.example>" and "mailto:" are understood; the part before the @ is kept as typed.
 */
export function readAddress(text: string): AddressReading {
  const address = (NAMED.exec(text)?.[1] ?? text).replace(/^mailto:/i, '').trim();
  if (!address.includes('@')) return { problem: msg('An e-mail address needs an @') };
  if (/[\s,;]+\S+@/.test(address)) return { problem: msg('There are two addresses here. Keep one') };
  if (/\.{2,}|…/.test(address)) return { problem: msg('This address is cut off. Write it whole') };
  const at = address.lastIndexOf('@');
  const local = address.slice(0, at);
  const domain = address.slice(at + 1);
  if (local === '' || local.startsWith('.') || local.endsWith('.') || !LOCAL.test(local)) {
    return { problem: msg('This is not an e-mail address: look at the part before the @') };
  }
  const lower = domain.toLowerCase();
  if (!ASCII_DOMAIN.test(lower) && !ASCII_DOMAIN.test(domainToASCII(domain))) {
    return { problem: msg('This is not an e-mail address: look at the part after the @') };
  }
  const sent = `${local}@${domainToASCII(domain)}`;
  if (Buffer.byteLength(local) > LONGEST.local || Buffer.byteLength(sent) > LONGEST.whole)
    return { problem: msg('This e-mail address is too long for mail servers') };
  return { address: `${local}@${lower}` };
}

/** What two spellings of one mailbox share. Feed this, and nothing else, to the keyed hash. */
export function addressKey(address: string): string {
  return `email:${address.normalize('NFC').toLowerCase()}`;
}

/** What two spellings of one handle share; only within one place, for two places may each have a "maria". */
export function handleKey(placeId: string, handle: string): string {
  return `handle:${placeId}:${handle.normalize('NFC').toLowerCase().replace(/^@/, '')}`;
}

/** Only for people of whom a place holds nothing but a name. */
export function nameKey(placeId: string | null, name: string): string {
  return `name:${placeId ?? ''}:${name.toLowerCase()}`;
}
