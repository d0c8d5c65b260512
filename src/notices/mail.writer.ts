import type { Language } from '../kernel/language/language.rules.js';
import { speak, type Say } from '../kernel/language/say.js';
import type { Words } from './channels/channel.js';
import { letterIn, type Letter, type Letters } from './letter.js';
import { linkTo, mailHtml, mailText, type Closing } from './mail.template.js';
import { mailWords, type MailWords, type Source } from './mail.words.js';
import { quietly, type Care } from './care.rules.js';
import type { Reach } from './reach.rules.js';
import type { Purpose } from './words.js';

/** What a message depends on beside its reader's name and links. */
export interface Writing {
  letters: Letters[];
  say: Say;
  purpose: Purpose;
  care: Care;
  /** How the responsible person is reached: by a reply, or elsewhere, or both. */
  reach: Reach;
  /** Where we have the reader from, if this is the first they get from us. */
  source: Source | null;
  asked: Asked | null;
}

/** By which phrase, and where, a reader asks whether it is from us; null for what was said before there were any. */
export interface Asked {
  phrase: string;
  at: string;
}

/** Where a community must be careful, nobody who looks over a shoulder learns more than that there is a note. */
export function write(writing: Writing): Words {
  const { letters, say, care } = writing;
  const words = mailWords(say);
  const spoken = letters.map((one) => letterIn(one, say.language).letter);
  const said = care === 'protective' ? [neutral(words)] : spoken;
  const shown = listed(
    words,
    care,
    said.length > 1 ? words.together(said.length) : said[0]!.subject,
    said[0]!,
  );
  const parts = {
    ...{ say, ...shown, letters: said, greeting: words.greeting, inFull: words.inFull },
    closing: closing(words, said, writing),
  };
  return { subject: shown.subject, html: mailHtml(parts), text: mailText(parts) };
}

/** To an address of which we do not know whose it is: nobody is named, and there is nothing to stop. */
export function writeToStranger(
  letters: Letters,
  wanted: string,
  { care, reach }: Pick<Writing, 'care' | 'reach'>,
): { words: Words; language: Language } {
  const { letter, language } = letterIn(letters, wanted);
  const say = speak(language);
  const around = mailWords(say);
  const shown = listed(around, care, letter.subject, letter);
  const parts = {
    ...{ say, ...shown, letters: [letter], greeting: around.greetingStranger, inFull: '' },
    closing: {
      ...{
        nothing: letter.nothing,
        signature: signatureOf(around, care),
        why: letter.why,
        links: [],
        fromUs: '',
      },
      reach: around.reach[reach.address ? 'reply' : 'elsewhere'],
    },
  };
  return { words: { subject: shown.subject, html: mailHtml(parts), text: mailText(parts) }, language };
}

/**
 * The same for a person who says it: ready to be sent by their own messenger, and in one sentence aloud. Where a
 * community must protect, what is written says nothing, and what is said aloud says it whole.
 */
export function writeToTell(
  letters: Letters,
  language: Language,
  /** `source`: where we have the reader from, if they never heard from us. */
  { source, care, asked }: Pick<Writing, 'source' | 'care' | 'asked'>,
): { text: string; aloud: string } {
  const { letter } = letterIn(letters, language);
  const words = mailWords(speak(language));
  const first = source ? `${words.firstTold[source]} ${words.removeTold}` : '';
  const whole = [letter.opening, ...letter.paragraphs, letter.nothing];
  const text = (lines: string[]): string =>
    [words.greeting, ...lines, linkTo(letter.action?.to ?? ''), fromUs(words, asked)]
      .filter(Boolean)
      .join('\n\n');
  if (care !== 'protective') return { text: text([...whole, first]), aloud: letter.opening };
  return { text: text([words.neutralOpening]), aloud: [...whole, first].filter(Boolean).join(' ') };
}

/** What stands beside our address, in the list of an inbox and on a locked phone; with placeholders. */
export const senderOf = (say: Say, care: Care): string =>
  care === 'open' ? mailWords(say).signature : mailWords(say).quietSignature;

const signatureOf = (words: MailWords, care: Care): string =>
  care === 'protective' ? words.quietSignature : words.signature;

/** What the list of an inbox shows to whoever sees the screen. */
const listed = (
  words: MailWords,
  care: Care,
  subject: string,
  { opening }: Letter,
): { subject: string; preheader: string } =>
  care === 'open'
    ? { subject, preheader: opening }
    : { subject: words.neutralSubject, preheader: quietly(words.neutralOpening) };

const neutral = (words: MailWords): Letter => ({
  subject: words.neutralSubject,
  opening: words.neutralOpening,
  paragraphs: [],
  action: { label: words.neutralLabel, to: '' },
  nothing: '',
  why: words.neutralWhy,
});

function closing(
  words: MailWords,
  letters: Letter[],
  { purpose, reach, source, care, asked }: Writing,
): Closing {
  const way = reach.address ? 'reply' : 'elsewhere';
  const answers = words.responsible[reach.address && reach.elsewhere ? 'both' : way];
  const removal = { words: words.removeNow[way], to: '{ownPage}/data' };
  const stop = stopOf(words, purpose, letters.length > 1);
  return {
    nothing: letters.length > 1 ? '' : letters[0]!.nothing,
    signature: signatureOf(words, care),
    reach: source ? answers : words.reach[way],
    why: source ? words.source[source] : letters.length > 1 ? words.togetherWhy : letters[0]!.why,
    links: source ? [removal, ...(stop.to === removal.to ? [] : [stop])] : [stop],
    fromUs: fromUs(words, asked),
  };
}

const fromUs = (words: MailWords, asked: Asked | null): string =>
  asked ? words.fromUs(asked.phrase, asked.at) : '';

function stopOf(words: MailWords, purpose: Purpose, several: boolean): Closing['links'][number] {
  if (purpose === 'team') return { words: words.overview, to: '{ownPage}' };
  if (purpose === 'essential') return { words: words.remove, to: '{ownPage}/data' };
  if (several) return { words: words.kinds, to: '{ownPage}/kinds' };
  return { words: words.stop, to: `{ownPage}/stop/${purpose}` };
}
