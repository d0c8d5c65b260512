/** What a request says of where it comes from. */
export interface Asker {
  /** `Sec-Fetch-Site`, as browsers say it over https and to this machine itself. */
  site?: string | undefined;
  /** Whether it brings a token of its own, as programs do. No browser adds one by itself. */
  token: boolean;
}

/**
 * Whether the answer may be compressed. A compressed page tells by its length what it repeats: another site that has
 * somebody's browser ask for one again and again, with words of its own in the address, could guess what is secret in it
 * (BREACH). So only what our own pages, an address typed by hand, or a program asks for is compressed.
 */
export function mayCompress({ site, token }: Asker): boolean {
  return token || site === 'same-origin' || site === 'none';
}
