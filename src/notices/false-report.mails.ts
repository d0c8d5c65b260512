import type { Letters } from './letter.js';

/** To the leads: somebody got a message in our name that may not be ours. What they wrote stays on the page. */
export const falseMessage = (): Letters => ({
  en: {
    subject: 'A message may not be from us',
    opening: 'Somebody got a message in our name and thinks that it is false.',
    paragraphs: [
      'Read what they wrote. If it is false, warn the others where they read us.',
      'At most three such mails come on a day. The page shows all that was reported.',
    ],
    action: { label: 'Read what was reported', to: 'false-messages' },
    nothing: 'If nobody looks, nobody is warned.',
    why: 'You get this because you lead the move.',
  },
});
