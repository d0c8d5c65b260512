import type { PostText } from './letter.js';

/** What fits into a message of a group on every platform. */
export const POST_LENGTH = 600;
/** Of that, what we say; the rest is for the line by which readers ask whether it is from us. */
export const POST_ROOM = 500;

/**
 * The short form takes whole sentences while they fit, so the most important ones come first; `more` stands only in
 * the long form.
 */
export function postOf(sentences: string[], more: string[] = [], room = POST_ROOM): PostText {
  const fitting = sentences.findIndex((_, i) => i > 0 && sentences.slice(0, i + 1).join(' ').length > room);
  const short = (fitting < 0 ? sentences : sentences.slice(0, fitting)).join(' ');
  return { short, long: [sentences.join(' '), ...more].join('\n\n') };
}

/** A post in somebody's own words. */
export const postInWords = (words: string): PostText => ({
  ...postOf(words.split(/(?<=[.!?…])\s+/), [], POST_LENGTH),
  long: words,
});

/** With a line below it; in the short form only where it fits: what is said goes before it. */
export function withLine({ short, long }: PostText, line: string): PostText {
  const both = `${short} ${line}`;
  return { short: both.length <= POST_LENGTH ? both : short, long: `${long}\n\n${line}` };
}
