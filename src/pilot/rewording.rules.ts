import type { Letters } from '../notices/letter.js';
import type { Rewording } from '../rollout/sockets.js';

/** A lead's own words in place of ours. They write in one language, so theirs stand for every one. */
export function inLeadsWords(letters: Letters, reworded: Rewording | null): Letters {
  if (!reworded) return letters;
  const { subject, body } = reworded;
  return {
    en: {
      ...letters.en,
      ...(subject !== undefined && { subject: subject.slice(0, 50) }),
      ...(body !== undefined && { opening: body, paragraphs: [] }),
    },
  };
}
