import type { PostText } from './letter.js';

/** What fits into a message of a group on every platform. */
export const POST_LENGTH = 600;

/**
 * The short form takes whole sentences while they fit, so the most important ones come first; `more` stands only in
 * the long form.
 */
export function postOf(sentences: string[], more: string[] = []): PostText {
  const fitting = sentences.findIndex(
    (_, i) => i > 0 && sentences.slice(0, i + 1).join(' ').length > POST_LENGTH,
  );
  const short = (fitting < 0 ? sentences : sentences.slice(0, fitting)).join(' ');
  return { short, long: [sentences.join(' '), ...more].join('\n\n') };
}

/** A post in somebody's own words. */
export const postInWords = (words: string): PostText => ({
  ...postOf(words.split(/(?<=[.!?…])\s+/)),
  long: words,
});
