import type { AccountMail, Door, LetterWords } from './account-post.js';

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

/** To whose account a passkey or a token was added: if it was not they, they hear of it. */
export const wayInMade: Words = {
  subject: 'A new way in to your account',
  opening: 'A passkey or a token for a program was added to your account.',
  paragraphs: ['Was it not you? Remove it on your account page, and end all other sign-ins there.'],
  nothing: 'If it was you: do nothing.',
  why: 'You get this because you work with us.',
};

/** To the other leads, whenever somebody comes to lead with them. */
export const leadsToo = (community: string, { by, name }: { by: string; name: string }): LetterWords => ({
  subject: 'Somebody leads with you from now on',
  opening: `${by} has made ${name} somebody who leads ${community}.`,
  paragraphs: ['They can say the second yes, and see all that you see.'],
  door: { label: 'See who works here', path: '/team' },
  nothing: 'If you expected this: do nothing. Else ask who added them.',
  why: 'You get this because you lead too.',
});

/** To whom a lead made a link by which they come in. */
export const linkForYou = (by: string): LetterWords => ({
  subject: 'A link to sign in as you',
  opening: `${by} made a link by which you can come in, and hands it to you.`,
  paragraphs: ['It works once, within 24 hours.'],
  door: { label: 'See my account', path: '/account' },
  nothing: 'If you did not ask for a link: talk to them.',
  why: 'You get this because you work with us.',
});
