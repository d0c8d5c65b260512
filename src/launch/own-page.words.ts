import { says } from '../rollout/own-page.words.js';

/** What the own page says in its first line after one of our acts. */
says({
  in: 'Good to have you.',
  help: 'We have passed it on. Below stands who comes back to you, and by when.',
  'help-not-needed': 'Thank you for saying it. Ask again at any time.',
  declined: 'Thank you for saying it. We tell you only what you must know, and ask no more.',
  'will-leave': 'Thank you for saying it. We wish you well.',
  'no-device': 'Thank you for saying it. We look for a way with you.',
  'changed-mind': 'All is open again.',
  helper: 'Thank you. Your page shows whom you help.',
  'no-helper': 'That is fine. You help nobody from now on.',
  registered: 'You are on the list. Below is a file for your calendar.',
  unregistered: 'You are off the list.',
});
