import type { Temporal } from 'temporal-polyfill';
import type { Say } from '../kernel/language/say.js';
import { leads, titles, wholeLeads } from './sheet.words.js';

/** What a sheet is made of. */
export interface SheetFacts {
  community: string;
  /** In the community's language: a wall has one. */
  say: Say;
  oldPlace: string;
  /** A home in construction until the closing day is announced. */
  newPlaceCalled: string;
  closesOn: Temporal.PlainDate | null;
  responsible: string;
  contact: string;
  care: 'open' | 'careful' | 'protective';
  baseUrl: string;
  /** By which people join; null where none opens anything. */
  code: string | null;
  /** The code as it is read aloud. */
  spoken: string | null;
}

/** What stands on a poster and, shorter, on a slip. Nothing of it says who has come, or how many. */
export interface Sheet {
  language: string;
  title: string;
  lead: string[];
  scan: string;
  orType: string;
  /** The address to type, without `https://`. */
  typed: string;
  /** With the code: null where there is none. */
  codeLabel: string | null;
  code: string | null;
  foot: string[];
  /** Where the QR code leads. */
  address: string;
}

/**
 * Where it is careful, a sheet on a wall names no place and no person; where there is danger, not the community
 * either: whoever finds it learns that there is a page, and nothing else.
 */
export function sheetOf(facts: SheetFacts): Sheet {
  const { care, community, say, responsible, contact } = facts;
  const open = care === 'open';
  return {
    language: say.lang,
    title: say(titles[care], { community }),
    lead: care === 'open' ? [fromTo(facts), closing(facts)] : [say(leads[care])],
    scan: say('Point the camera of your phone here'),
    orType: say('or open this address'),
    typed: facts.code === null ? host(facts.baseUrl) : `${host(facts.baseUrl)}/join`,
    codeLabel: facts.code === null ? null : say('and type this code'),
    code: facts.code === null ? null : facts.spoken,
    foot: [
      madeUp(say),
      ...(open ? [say('Questions: {responsible}, {contact}', { responsible, contact })] : []),
    ],
    address: facts.code === null ? facts.baseUrl : `${facts.baseUrl}/j/${facts.code}`,
  };
}

const fromTo = ({ say, oldPlace, newPlaceCalled }: SheetFacts): string =>
  say('From {oldPlace} to {newPlaceCalled}.', { oldPlace, newPlaceCalled });
const closing = ({ say, closesOn }: SheetFacts): string =>
  closesOn
    ? say('On {day} the old place closes for new messages.', { day: say.date(closesOn) })
    : say('Nothing closes now, and you need not do anything today.');
const madeUp = (say: Say): string =>
  say('A name that you made up is fine. We ask for no phone number. Nobody sees who has come.');

/** So long may a text be that goes into every chat. */
export const SHORT = 600;

/** The words to post in the old place: for a chat, and for a forum or a mailing list. */
export function postsOf(facts: SheetFacts): { short: string; long: string } {
  const { say, care, community, oldPlace, newPlaceCalled, responsible, contact } = facts;
  const { foot, typed, code, address } = sheetOf(facts);
  const way = [
    say('Here: {address}', { address }),
    say('Or open {address} and type {code}', { address: typed, code: code ?? '' }),
  ].join('\n');
  const keep = say(
    'A name that you made up is fine. We ask for no phone number. Nobody sees who has come, or how many. What you write you can delete at any time.',
  );
  if (care !== 'open') {
    const whole = say(wholeLeads[care], { community });
    return { short: shortened([whole, way, madeUp(say)], way), long: [whole, way, keep].join('\n\n') };
  }
  const opening = say('We are moving from {oldPlace} to {newPlaceCalled}, slowly and together.', {
    ...{ oldPlace, newPlaceCalled },
  });
  const reach = say('Tell us how to reach you, and nobody forgets you.');
  const against = say('Questions, or against it? Say so to {responsible}, {contact}', {
    responsible,
    contact,
  });
  return {
    short: shortened([`${opening} ${closing(facts)} ${reach}`, way, ...foot], way),
    long: [`${opening}\n${closing(facts)}`, reach, way, keep, against].join('\n\n'),
  };
}

/** Names may be long: what is left out first is what the page says as well. The way in always stays. */
function shortened(parts: string[], way: string): string {
  const tries = [parts, parts.slice(0, 3), parts.slice(0, 2), [way]];
  const fits = tries.map((some) => some.join('\n')).find((text) => Array.from(text).length <= SHORT);
  return fits ?? way;
}

/** `https://move.example.org` → `move.example.org` */
export const host = (baseUrl: string): string => baseUrl.replace(/^https?:\/\//, '');
