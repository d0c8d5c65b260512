import type { Letter, Letters, PostText } from '../notices/letter.js';
import type { Rewording } from './sockets.js';

/** A lead writes in one language: their words stand for every one. The frame of the letter stays ours. */
export function inLeadsWords(letters: Letters, reworded: Rewording | null): Letters {
  if (!reworded) return letters;
  const { subject, body } = reworded;
  const en: Letter = {
    ...letters.en,
    ...(subject && { subject: subject.slice(0, 50) }),
    ...(body && { paragraphs: body.split(/\n{2,}/) }),
  };
  return { en };
}

export function inLeadsPost(post: PostText, reworded: Rewording | null): PostText {
  const words = reworded?.body;
  return words ? { short: words.slice(0, 600), long: words } : post;
}
