import type { Letter, Letters } from '../notices/letter.js';
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
