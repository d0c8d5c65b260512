import { purposes, type Purpose } from './words.js';

/** Kinds of messages that a member may stop; what is essential stops with "I'd rather not" or "delete me". */
export const stoppable = purposes.filter((purpose) => purpose !== 'essential' && purpose !== 'team');
export type Stoppable = (typeof stoppable)[number];

const ONE_CLICK = ['List-Unsubscribe', 'One-Click'] as const;

/** The field of our own button. */
export const STOP_FIELD = 'stop';

/**
 * Whether somebody wants it to stop: they pressed our button, or their mail program says so for them (RFC 8058). A
 * scanner that posts to every address it finds says neither.
 */
export function wantsStop(body: unknown): boolean {
  if (typeof body !== 'object' || body === null) return false;
  const sent = body as Record<string, unknown>;
  return sent[ONE_CLICK[0]] === ONE_CLICK[1] || sent[STOP_FIELD] === 'yes';
}

/** Where the kinds in one message are stopped, as the end of a path: `survey`, or `survey-community`. */
export const stopPath = (kinds: readonly Stoppable[]): string => `stop/${[...new Set(kinds)].join('-')}`;

/** The kinds that such an end names; none where it names anything else. */
export function kindsIn(text: string): Stoppable[] {
  const named = text.split('-').map((one) => stoppable.find((known) => known === one));
  return named.every((kind) => kind !== undefined) ? [...new Set(named)] : [];
}

/** No mail program reaches these from outside. */
const inside = /^(?:localhost|127\..*|\[.*\]|10\..*|192\.168\..*|.*\.(?:localhost|local|internal|test))$/;

/**
 * The headers by which a mail program stops what a message carries, with one POST and without a page in between. Only
 * where that truly works: over https, at an address that can be reached from outside, for kinds that can be stopped.
 */
export function stopHeaders(
  baseUrl: string,
  kinds: readonly Purpose[],
  ownPage: string,
): Record<string, string> {
  const { protocol, hostname } = new URL(baseUrl);
  const stops = kinds.flatMap((kind) => stoppable.find((known) => known === kind) ?? []);
  if (protocol !== 'https:' || inside.test(hostname) || stops.length < kinds.length) return {};
  return {
    'List-Unsubscribe': `<${ownPage}/${stopPath(stops)}>`,
    'List-Unsubscribe-Post': ONE_CLICK.join('='),
  };
}
