/** What one visitor is counted by. Nothing of it is kept as it is. */
export interface Visitor {
  own: string;
  /** The one address behind which everybody comes, where nobody said which proxy that is. */
  shared?: string;
}

export interface Seen {
  /** Who is connected to us, or whom a trusted proxy names. */
  ip: string;
  /** What a proxy says about whom it passes on; from a proxy that nobody configured anybody may have written it. */
  forwardedFor: string | undefined;
  userAgent: string | undefined;
}

/** A house has one network of 64 bits, in which each device takes as many addresses as it likes. */
export function networkOf(ip: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1];
  if (mapped) return mapped;
  if (!ip.includes(':')) return ip;
  const [head = '', tail = ''] = ip.split('%')[0]!.toLowerCase().split('::');
  const before = head.split(':').filter(Boolean);
  const after = ip.includes('::') ? tail.split(':').filter(Boolean) : [];
  const zeros = Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0');
  const groups = ip.includes('::') ? [...before, ...zeros, ...after] : before;
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}

/**
 * @param unknownProxy everybody comes from one address that passes others on, and nobody configured it: then each
 * visitor is told apart by what the proxy and the browser say, and all of them together have a bound of their own
 */
export function visitorOf({ ip, forwardedFor, userAgent }: Seen, unknownProxy: boolean): Visitor {
  const network = networkOf(ip);
  if (!unknownProxy) return { own: network };
  // A proxy adds whom it sees at the end: what stands before, the visitor may have written.
  const last = forwardedFor?.split(',').at(-1)?.trim() ?? '';
  return { own: `${network} ${networkOf(last)} ${userAgent ?? ''}`, shared: network };
}
