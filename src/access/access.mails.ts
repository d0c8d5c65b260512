import type { AccountMail, Door } from './account-post.js';

type Words = Pick<AccountMail, 'subject' | 'opening' | 'paragraphs' | 'nothing' | 'why'>;

/** To somebody who asked for it, or to whom somebody else did it: the same words. */
export const wayIn = (doors: Pick<Door, 'called'>[]): Words => ({
  subject: 'Your link to sign in',
  opening:
    doors.length === 1 ? 'Press the button and you are in.' : 'You work in more than one place. Choose one.',
  paragraphs: [
    doors.length === 1
      ? 'The link works once, within 30 minutes.'
      : 'Each link works once, within 30 minutes.',
  ],
  nothing: 'If it was not you who asked: do nothing. Without this mail nobody comes in.',
  why: 'You get this because somebody typed your address on our sign-in page.',
});
