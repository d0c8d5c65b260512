/** Digits and dots, or colons in brackets: an address in the net, which is no name. */
const bare = /^[\d.]+$|^\[/;

/** Where passkeys belong: browsers bind each to a name, and make them at a safe address only. */
export interface PasskeyHome {
  rpId: string;
  origin: string;
}

/** Undefined where browsers make none: without https (but on this very machine), or where there is no name. */
export function passkeyHome(baseUrl: string): PasskeyHome | undefined {
  const { protocol, hostname, origin } = new URL(baseUrl);
  const local = hostname === 'localhost' || hostname.endsWith('.localhost');
  if (!local && protocol !== 'https:') return undefined;
  return bare.test(hostname) ? undefined : { rpId: hostname, origin };
}
