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

/** To somebody whom a lead has added. */
export const invitation = (role: string, hint: string): Words => ({
  subject: 'Would you work on our move with us?',
  opening: 'You are invited to work on a move of our community.',
  paragraphs: [
    `Your role would be: ${role}. ${hint}`,
    'Press the button and you are in. The link works once, within 7 days.',
  ],
  nothing: 'If you would rather not: do nothing. The link ends by itself.',
  why: 'You get this because somebody who leads the move gave us your address.',
});

/** To an address that somebody who works here gave as their own. */
export const newAddress: Words = {
  subject: 'Is this your new address?',
  opening: 'Press the button, and we write to you here from now on.',
  paragraphs: ['The link opens for 7 days.'],
  nothing: 'If you did not give this address: do nothing. It is not used, and is forgotten.',
  why: 'You get this because somebody who works with us gave this address as theirs.',
};

/** To the address that counted until now: if it was not its owner, they hear of it. */
export const addressChanged: Words = {
  subject: 'Your address was changed',
  opening: 'You gave another e-mail address. From now on we write there.',
  paragraphs: ['Was it not you? Sign in, end all other sign-ins, and tell somebody you lead with.'],
  nothing: 'If it was you: do nothing.',
  why: 'You get this because this address was yours until now.',
};
