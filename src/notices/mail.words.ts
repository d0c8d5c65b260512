import type { Say } from '../kernel/language/say.js';

/** What stands around every letter. Braces are filled in at sending. */
export interface MailWords {
  greeting: string;
  /** To an address of which we do not know whose it is. */
  greetingStranger: string;
  signature: string;
  /** Where a message must not say who we are, a person stands for us. */
  quietSignature: string;
  /** How a person is reached: by a reply, or by {elsewhere}. */
  reach: { reply: string; elsewhere: string };
  /** By which a reader asks: in a mail, a text told by hand, a post. */
  fromUs: (phrase: string, address: string) => string;
  stop: string;
  /** Below essential messages, which have no such stop. */
  remove: string;
  /** Below what goes to the team. */
  overview: string;
  /** In the first message: why it comes, by where we have the reader's name from. */
  source: Record<Source, string>;
  /** And who answers for their data. */
  responsible: { reply: string; elsewhere: string; both: string };
  removeNow: { reply: string; elsewhere: string };
  /** Several letters in one message, each shown by its first sentences. */
  together: (count: number) => string;
  inFull: string;
  togetherWhy: string;
  kinds: string;
  /** Where a community has reason to be careful, the subject says no more than this: neither who we are nor what it is about. */
  neutralSubject: string;
  /** And where it must protect, neither does the message. */
  neutralOpening: string;
  neutralLabel: string;
  neutralWhy: string;
  /** Said by a person to whoever hears from us for the first time. */
  firstTold: Record<Source, string>;
  removeTold: string;
}

/** Where we have somebody's name from. */
export type Source = 'file' | 'pasted' | 'join' | 'api' | 'phonebook';

const written = (say: Say): MailWords => ({
  greeting: say('Hello {firstName},'),
  greetingStranger: say('Hello,'),
  signature: say('{signedBy}, for {community}'),
  quietSignature: '{signedBy}',
  reach: {
    reply: say('Reply, and it reaches me.'),
    elsewhere: say('To reach me: {elsewhere}.'),
  },
  // translators: {phrase} is three English words; {address} a web address that one types
  fromUs: (phrase, address) => say('From us? Type {phrase} at {address}', { phrase, address }),
  stop: say('No more of this kind:'),
  remove: say('What we store, and how to be removed:'),
  overview: say('What goes out, how to stop it:'),
  source: {
    file: say('You get this because you are on our community’s list.'),
    pasted: say('You get this because those who lead the move named you.'),
    join: say('You get this because you came by our join page.'),
    api: say('You get this because another program of ours named you.'),
    phonebook: say('You get this because somebody’s phone book names you.'),
  },
  responsible: {
    reply: say('I answer for your data. Replies reach me.'),
    elsewhere: say('I answer for your data. To reach me: {elsewhere}.'),
    both: say('I answer for your data. Reply, or: {elsewhere}.'),
  },
  removeNow: {
    reply: say('Reply “remove me”, or go here:'),
    elsewhere: say('To be removed now, go here:'),
  },
  together: (count) => say('News of the move, {count, plural, one {# thing} other {# things}}', { count }),
  inFull: say('Your page shows each in full.'),
  togetherWhy: say('You get this because our move concerns you.'),
  kinds: say('Choose which you get:'),
  neutralSubject: say('A note for you'),
  neutralOpening: say('There is news for you on your page.'),
  neutralLabel: say('Open my page'),
  neutralWhy: say('You get this because you have a page with us.'),
  firstTold: {
    file: say('We have your name from our community’s list.'),
    pasted: say('We have your name from the people who lead the move.'),
    join: say('We have your name from our join page.'),
    api: say('We have your name from another program of our community.'),
    phonebook: say('We have your name from a phone book of somebody here.'),
  },
  removeTold: say('{responsible} answers for your data: {contact}. To be removed at once, tell me.'),
});

const words = new Map<Say, MailWords>();

/** The words in a language: the same for every letter. */
export function mailWords(say: Say): MailWords {
  const known = words.get(say) ?? written(say);
  words.set(say, known);
  return known;
}
