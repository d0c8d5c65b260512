import type { Language } from './letter.js';

/** What stands around every letter. Braces are filled in at sending. */
export interface MailWords {
  greeting: string;
  /** Before the button's address in full. */
  address: string;
  signature: string;
  reply: string;
  /** Where nobody's address is known to reply to. */
  replyElsewhere: string;
  stop: string;
  /** Below essential messages, which have no such stop. */
  remove: string;
  /** Below what goes to the team. */
  overview: string;
  source: Record<'file' | 'pasted' | 'join' | 'api', string>;
  responsible: string;
  removeNow: string;
  /** Several letters in one message. */
  together: string;
  /** Where a community has reason to be careful, the subject says no more than this. */
  neutralSubject: string;
  /** And where it must protect, neither does the message. */
  neutralOpening: string;
  neutralLabel: string;
}

const en: MailWords = {
  greeting: 'Hello {firstName},',
  address: 'Or type this address:',
  signature: '{signedBy}, for {community}',
  reply: 'Reply to this message to reach me. A person reads it.',
  replyElsewhere: 'To reach me: {contact}',
  stop: 'No more messages of this kind:',
  remove: 'What we store about you, and how to be removed:',
  overview: 'The move at a glance:',
  source: {
    file: 'We have your name from a list of the community.',
    pasted: 'We have your name from a list of the community.',
    join: 'We have your name from you, from the join page.',
    api: 'We have your name from another program of the community.',
  },
  responsible: 'Responsible for your data: {responsible}, {contact}.',
  removeNow: 'To be removed at once, open {ownPage}/data or reply with "remove me".',
  together: 'News of the move, {count} things',
  neutralSubject: 'A note from {community}',
  neutralOpening: 'There is news for you on your page.',
  neutralLabel: 'Open my page',
};

const words: Partial<Record<Language, MailWords>> & { en: MailWords } = { en };

/** The words in a language, English where they are not translated yet. */
export const mailWords = (language: Language): MailWords => words[language] ?? words.en;
