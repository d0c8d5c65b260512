/** How the responsible person is reached, taken from the one line in which they said so. */
export interface Reach {
  /** The first e-mail address in it: replies go there. */
  address: string | null;
  /** Whatever else stands in it; empty where there is only an address. */
  elsewhere: string;
}

const address = /[^\s@<>,;:"()]+@[^\s@<>,;:"()]+\.[^\s@<>,;:"().]+/;

/** "mira@hill.example, or ring at the ground floor" is an address and a door. */
export function reachOf(contact: string): Reach {
  const found = address.exec(contact)?.[0] ?? null;
  const rest = found === null ? contact : contact.replace(found, ' ');
  const elsewhere = rest
    .replaceAll(/\(\s*\)|<\s*>/g, ' ')
    .replaceAll(/\s+([,;.])/g, '$1')
    .replaceAll(/\s+/g, ' ')
    .replace(/^[\s,;.:]*(?:(?:or|and|e-?mail)\b[\s,:;]*)*/iu, '')
    .replace(/[\s,;:]*(?:\b(?:or|and|e-?mail)[\s,:]*)*$/iu, '');
  return { address: found, elsewhere };
}
