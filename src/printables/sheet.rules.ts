import type { Temporal } from 'temporal-polyfill';
import { sheetWords } from './sheet.words.js';

/** What a sheet is made of. */
export interface SheetFacts {
  community: string;
  language: string;
  oldPlace: string;
  newPlace: string;
  /** Until the closing day is announced, the new place is a home in construction. */
  announced: boolean;
  closesOn: Temporal.PlainDate | null;
  responsible: string;
  contact: string;
  care: 'open' | 'careful' | 'protective';
  baseUrl: string;
  code: string;
  /** The code as it is read aloud. */
  spoken: string;
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
  codeLabel: string;
  code: string;
  foot: string[];
  /** Where the QR code leads. */
  address: string;
}

/**
 * Where it is careful, a sheet on a wall names no place and no person; where there is danger, not the community
 * either: whoever finds it learns that there is a page, and nothing else.
 */
export function sheetOf(facts: SheetFacts): Sheet {
  const { language, words } = sheetWords(facts.language);
  const { care, community } = facts;
  const open = care === 'open';
  const to = facts.announced ? facts.newPlace : words.construction(facts.newPlace);
  return {
    language,
    title:
      care === 'open'
        ? words.title.open(community)
        : care === 'careful'
          ? words.title.careful(community)
          : words.title.protective,
    lead: open
      ? [
          words.lead.open(facts.oldPlace, to),
          facts.closesOn ? words.closes(said(facts.closesOn, language)) : words.calm,
        ]
      : [words.lead[care]],
    scan: words.scan,
    orType: words.orType,
    typed: typedAddress(facts.baseUrl),
    codeLabel: words.code,
    code: facts.spoken,
    foot: [words.madeUp, ...(open ? [words.ask(facts.responsible, facts.contact)] : [])],
    address: `${facts.baseUrl}/j/${facts.code}`,
  };
}

/** So long may a text be that goes into every chat. */
export const SHORT = 600;

/** The words to post in the old place: for a chat, and for a forum or a mailing list. */
export function postsOf(facts: SheetFacts): { short: string; long: string } {
  const { words } = sheetWords(facts.language);
  const { post } = words;
  const { title, lead, foot, typed, code, address, language } = sheetOf(facts);
  const open = facts.care === 'open';
  const to = facts.announced ? facts.newPlace : words.construction(facts.newPlace);
  const way = [post.here(address), post.typed(typed, code)];
  const opening = open ? post.open(facts.oldPlace, to) : [title, ...lead].join('. ').replace(/\.+/g, '.');
  const when = facts.closesOn ? words.closes(said(facts.closesOn, language)) : post.calm;
  const full = [
    open ? `${opening} ${when} ${post.reach}` : opening,
    way.join('\n'),
    words.madeUp,
    ...(open ? foot.slice(1) : []),
  ];
  const long = [
    open ? [opening, when].join('\n') : opening,
    ...(open ? [post.reach] : []),
    way.join('\n'),
    post.keep,
    ...(open ? [post.object(facts.responsible, facts.contact)] : []),
  ];
  return { short: shortened(full, way.join('\n')), long: long.join('\n\n') };
}

/** Names may be long: what is left out first is what the page says as well. The way in always stays. */
function shortened(parts: string[], way: string): string {
  const tries = [parts, parts.slice(0, 3), parts.slice(0, 2), [way]];
  const fits = tries.map((some) => some.join('\n')).find((text) => Array.from(text).length <= SHORT);
  return fits ?? way;
}

/** `https://move.example.org` → `move.example.org/join` */
const typedAddress = (baseUrl: string): string => `${baseUrl.replace(/^https?:\/\//, '')}/join`;

/** In English without a comma, as on our other pages. */
const said = (day: Temporal.PlainDate, language: string): string => {
  const how = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' } as const;
  return language === 'en'
    ? day.toLocaleString('en-GB', how).replace(',', '')
    : day.toLocaleString(language, how);
};
