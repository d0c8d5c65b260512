import { letterIn, type Language, type Letter, type Letters } from './letter.js';
import { linkTo, mailHtml, mailText, type Closing } from './mail.template.js';
import { mailWords, type MailWords } from './mail.words.js';
import type { Purpose } from './words.js';

/** One message with its placeholders left in: the same for many readers. */
export interface Template {
  subject: string;
  html: string;
  text: string;
}

/** What a message depends on beside its reader's name and links. */
export interface Writing {
  letters: Letters[];
  language: Language;
  purpose: Purpose;
  care: 'open' | 'careful' | 'protective';
  /** The responsible person's contact is an address that can be replied to. */
  replies: boolean;
  /** Where we have the reader from, if this is the first they get from us. */
  source: keyof MailWords['source'] | null;
}

/** Where a community must be careful, nobody who looks over a shoulder learns more than that there is a note. */
export function write({ letters, language, purpose, care, replies, source }: Writing): Template {
  const words = mailWords(language);
  const spoken = letters.map((one) => letterIn(one, language).letter);
  const said = care === 'protective' ? [neutral(words, spoken[0]!)] : spoken;
  const parts = { language, words, letters: said, closing: closing(words, said, purpose, replies, source) };
  const subject = said.length > 1 ? words.together : said[0]!.subject;
  return {
    subject: care === 'open' ? subject : words.neutralSubject,
    html: mailHtml(parts),
    text: mailText(parts),
  };
}

/** The same for a person who says it: ready to be sent by their own messenger, and in one sentence aloud. */
export function writeToTell(letters: Letters, language: Language): { text: string; aloud: string } {
  const { letter } = letterIn(letters, language);
  const greeting = mailWords(language).greeting;
  const link = linkTo(letter.action?.to ?? '');
  return {
    text: [greeting, letter.opening, ...letter.paragraphs, letter.nothing, link].filter(Boolean).join('\n\n'),
    aloud: letter.opening,
  };
}

const neutral = (words: MailWords, letter: Letter): Letter => ({
  subject: words.neutralSubject,
  opening: words.neutralOpening,
  paragraphs: [],
  action: { label: words.neutralLabel, to: '' },
  nothing: '',
  why: letter.why,
});

function closing(
  words: MailWords,
  letters: Letter[],
  purpose: Purpose,
  replies: boolean,
  source: Writing['source'],
): Closing {
  return {
    nothing: once(letters.map((letter) => letter.nothing)),
    signature: words.signature,
    reply: replies ? words.reply : words.replyElsewhere,
    why: once(letters.map((letter) => letter.why)),
    first: source ? [words.source[source], words.responsible, words.removeNow] : [],
    stop: stop(words, purpose),
  };
}

function stop(words: MailWords, purpose: Purpose): Closing['stop'] {
  if (purpose === 'team') return { words: words.overview, to: '{ownPage}' };
  if (purpose === 'essential') return { words: words.remove, to: '{ownPage}/data' };
  return { words: words.stop, to: `{ownPage}/stop/${purpose}` };
}

const once = (list: string[]): string => [...new Set(list.filter(Boolean))].join(' ');
