import type { Letters } from '../../src/notices/letter.js';

/** For tests to which it does not matter what is said. */
export const letters: Letters = {
  en: {
    subject: 'Come along',
    opening: 'The new place is open.',
    paragraphs: [],
    nothing: 'Nothing changes for you.',
    why: 'You are in the old group.',
  },
};
