import { msg } from '../kernel/language/message.js';
import { says } from '../rollout/own-page.words.js';

/** What the own page says in its first line after one of our acts. */
says({
  in: msg('Good to have you.'),
  help: msg('We have passed it on. Below stands who comes back to you, and by when.'),
  'help-not-needed': msg('Thank you for saying it. Ask again at any time.'),
  declined: msg('Thank you for saying it. We tell you only what you must know, and ask no more.'),
  'will-leave': msg('Thank you for saying it. We wish you well.'),
  'no-device': msg('Thank you for saying it. We look for a way with you.'),
  'not-in': msg('All right. Come when you like.'),
  'changed-mind': msg('All is open again.'),
  helper: msg('Thank you. Your page shows whom you help.'),
  'no-helper': msg('That is fine. You help nobody from now on.'),
  registered: msg('You are on the list. Below is a file for your calendar.'),
  unregistered: msg('You are off the list.'),
});
