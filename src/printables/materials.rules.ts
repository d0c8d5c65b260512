import { wordsIn } from '../rollout/rewording.rules.js';
import { host, sheetOf, type Sheet, type SheetFacts } from './sheet.rules.js';

/** What one message for all is made into, for whoever speaks, calls or hangs it up. */
export interface Materials {
  /** Read aloud in 40 seconds. */
  voice: string;
  /** What to say on the phone, a paragraph a breath. */
  phone: string;
  sheet: Sheet;
}

/** So many words are read aloud in 40 seconds, by somebody who does not hurry (about 140 a minute). */
export const VOICE_WORDS = 95;
export const SECONDS = 40;

/** What stands on a poster below its heading; the rest is said elsewhere. */
const POSTER_LEADS = 3;

/** @param post the short text that was posted, in the community's language */
export function materialsOf(facts: SheetFacts, post: string): Materials {
  const sentences = spokenSentences(facts, post);
  return {
    voice: voiceOf(facts, sentences),
    phone: phoneOf(facts, sentences),
    sheet: sheetFor(facts, sentences),
  };
}

/** Nobody reads an address aloud, and a wall has its own. */
function spokenSentences({ baseUrl }: SheetFacts, post: string): string[] {
  return post
    .split(/(?<=[.!?…])\s+/)
    .filter((sentence) => sentence && !/https?:\/\//.test(sentence) && !sentence.includes(host(baseUrl)));
}

function voiceOf({ say, care, community, responsible }: SheetFacts, sentences: string[]): string {
  const opening =
    care === 'protective'
      ? say('A message for all of us.')
      : say('A message for everybody in {community}.', { community });
  const closing = care === 'open' ? say('Questions? Ask {responsible}.', { responsible }) : '';
  const room = VOICE_WORDS - wordsIn(opening) - wordsIn(closing);
  const fitting = sentences.findIndex((_, i) => wordsIn(sentences.slice(0, i + 1).join(' ')) > room);
  const said = fitting < 0 ? sentences : sentences.slice(0, fitting);
  // One sentence may be longer than forty seconds: a lead's own words have no end that we could find.
  const body = said.length > 0 ? said.join(' ') : (sentences[0] ?? '').split(/\s+/).slice(0, room).join(' ');
  return [opening, body, closing].filter(Boolean).join(' ');
}

function phoneOf({ say, community, responsible, contact }: SheetFacts, sentences: string[]): string {
  return [
    say('Hello, my name is … I am calling for {community}. Do you have a minute?', { community }),
    sentences.join(' '),
    say('Questions go to {responsible}: {contact}', { responsible, contact }),
    say('Thank you. Goodbye.'),
  ].join('\n\n');
}

/** Where a wall must not know more, it says no more than the sheet for everybody. */
function sheetFor(facts: SheetFacts, [title, ...more]: string[]): Sheet {
  const plain = sheetOf(facts);
  if (facts.care !== 'open' || title === undefined) return plain;
  const { say, responsible, contact } = facts;
  return {
    ...plain,
    ...{ title, lead: more.slice(0, POSTER_LEADS) },
    foot: [say('Questions: {responsible}, {contact}', { responsible, contact }), facts.community],
  };
}
