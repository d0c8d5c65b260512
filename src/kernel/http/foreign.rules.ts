/** What a browser says of itself with what it sends. */
export interface Sender {
  method: string;
  /** `Sec-Fetch-Site`: every browser since 2023, and only to https or to this machine itself. */
  site?: string | undefined;
  /** `Origin`: `null` where our own page keeps its address to itself, so that alone tells nothing. */
  origin?: string | undefined;
  /** Where it is sent to, as the browser knows it, for example `https://move.example.org`. */
  to: string[];
}

/**
 * Whether a browser says that the page of another site made it send an act. Then it is not what somebody here wanted:
 * another site could sign them in as somebody else, and read what they write there. Programs and old browsers, which
 * say nothing, are not held up by this.
 */
export function isForeign({ method, site, origin, to }: Sender): boolean {
  if (reads.has(method)) return false;
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  if (origin === undefined || origin === 'null') return false;
  return !to.includes(origin);
}

const reads = new Set(['GET', 'HEAD', 'OPTIONS']);
