import type { Language } from './letter.js';

/** What stands around every letter. Braces are filled in at sending. */
export interface MailWords {
  greeting: string;
  /** To an address of which we do not know whose it is. */
  greetingStranger: string;
  signature: string;
  /** How a person is reached: by a reply, or by {elsewhere}. */
  reach: { reply: string; elsewhere: string };
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
  together: string;
  inFull: string;
  togetherWhy: string;
  kinds: string;
  /** Where a community has reason to be careful, the subject says no more than this. */
  neutralSubject: string;
  /** And where it must protect, neither does the message. */
  neutralOpening: string;
  neutralLabel: string;
  /** Said by a person to whoever hears from us for the first time. */
  firstTold: Record<Source, string>;
  removeTold: string;
}

/** Where we have somebody's name from. */
export type Source = 'file' | 'pasted' | 'join' | 'api' | 'phonebook';

const en: MailWords = {
  greeting: 'Hello {firstName},',
  greetingStranger: 'Hello,',
  signature: '{signedBy}, for {community}',
  reach: { reply: 'Reply to this message, and it reaches me.', elsewhere: 'To reach me: {elsewhere}.' },
  stop: 'No more of this kind:',
  remove: 'What we store about you, and how to be removed:',
  overview: 'What goes out by itself, and how to stop it:',
  source: {
    file: 'You get this because your name is on our community’s list.',
    pasted: 'You get this because the people who lead the move named you.',
    join: 'You get this because you came by our join page.',
    api: 'You get this because another program of ours gave us your name.',
    phonebook: 'You get this because somebody here has you in their phone book.',
  },
  responsible: {
    reply: 'I answer for your data. Reply, and it reaches me.',
    elsewhere: 'I answer for your data. To reach me: {elsewhere}.',
    both: 'I answer for your data. Reply, or: {elsewhere}.',
  },
  removeNow: {
    reply: 'To be removed now, reply “remove me” or go here:',
    elsewhere: 'To be removed now, go here:',
  },
  together: 'News of the move, {count} things',
  inFull: 'Your page shows each in full.',
  togetherWhy: 'You get this because our move is about you too.',
  kinds: 'Choose which messages you get:',
  neutralSubject: 'A note from {community}',
  neutralOpening: 'There is news for you on your page.',
  neutralLabel: 'Open my page',
  firstTold: {
    file: 'We have your name from our community’s list.',
    pasted: 'We have your name from the people who lead the move.',
    join: 'We have your name from our join page.',
    api: 'We have your name from another program of our community.',
    phonebook: 'We have your name from a phone book of somebody here.',
  },
  removeTold: '{responsible} answers for your data: {contact}. To be removed at once, tell me.',
};

const words: Partial<Record<Language, MailWords>> & { en: MailWords } = { en };

/** The words in a language, English where they are not translated yet. */
export const mailWords = (language: Language): MailWords => words[language] ?? words.en;
