import type { Temporal } from 'temporal-polyfill';
import type { ComponentChildren, VNode } from 'preact';
import type { Reason } from '../refusal.js';
import { calendarOf, type Calendar } from './calendar.js';
import { catalogueOf } from './catalogue.js';
import { languageOf, type Language } from './language.rules.js';
import { format, writtenFrom, type Literal, type Msg, type Value, type Values } from './message.js';

/** A piece of a sentence that is a link, or set apart: `<a>…</a>` in the sentence, `a` among its values. */
export type Tag = (children: ComponentChildren) => VNode;

/**
 * Says an English sentence in one language: `say('You can now come along to {place}.', { place })`. The sentence is
 * the key into the catalogues, in ICU's notation: plurals and choices stand within it. Where a catalogue does not
 * have it yet, it is said in English. `{firstName}`, `{helper}` and whatever else is filled in at sending pass through.
 */
export interface Say extends Calendar {
  <S extends string>(sentence: Literal<S> | Msg, values?: Values): string;
  /** The same with links in it. */
  rich<S extends string>(sentence: Literal<S> | Msg, values: Record<string, Value | Tag>): ComponentChildren;
  /** What a refusal says: translated where it was marked (`msg`, `because`, `fixed`), else as it is. */
  reason(reason: Reason): string;
  readonly language: Language;
  /** For `lang` of HTML. */
  readonly lang: string;
  readonly dir: 'ltr' | 'rtl';
}

type Speaker = Pick<Say, 'language' | 'lang' | 'dir'> & {
  locale: string;
  /** How the sentence reads here; undefined where nobody has translated it. */
  translated: (sentence: string) => string | undefined;
  /** How a text reads here of which nobody said whether it is a sentence of ours; undefined where it is none. */
  known?: (text: string) => string | undefined;
};

const rightToLeft = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
const leftToRight = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]/u;

/**
 * What somebody typed runs in its own direction, and must not turn the words around it: as `<bdi>` does, but in letters too.
 * A value that runs as the sentence does needs no marks.
 */
const isolated = (value: unknown, dir: Speaker['dir']): unknown =>
  typeof value === 'string' &&
  (dir === 'ltr' ? rightToLeft : leftToRight).test(value) &&
  !/[\u202a-\u202e\u2066-\u2069]/.test(value)
    ? `\u2068${value}\u2069`
    : value;

function sayer({ locale, translated, known = translated, ...about }: Speaker): Say {
  const write = (sentence: string, values: Record<string, unknown> = {}): unknown => {
    const own = translated(sentence);
    const apart = Object.entries(values).map(([name, value]) => [name, isolated(value, about.dir)]);
    // An English sentence has the plurals of English.
    return format(
      own ?? sentence,
      own === undefined ? 'en-GB' : locale,
      Object.fromEntries(apart) as Record<string, unknown>,
    );
  };
  const ours = (value: Value): Value => (typeof value === 'string' ? (known(value) ?? value) : value);
  const inWords = (values: Values): Values =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, ours(value)]));
  const reason = ({ message, said = writtenFrom(message) }: Reason): string => {
    if (!said) return known(message) ?? message;
    const translates = 'inWords' in said && said.inWords;
    return write(said.sentence, translates ? inWords(said.values) : said.values) as string;
  };
  return Object.assign(
    (sentence: string, values?: Values) => write(sentence, values) as string,
    { rich: write as Say['rich'], reason },
    { ...calendarOf(locale), ...about },
  );
}

const speaker = (language: Language): Speaker => ({
  ...{ language, lang: language, dir: 'ltr' },
  locale: language === 'en' ? 'en-GB' : language,
  translated: (sentence) => catalogueOf(language).get(sentence),
});

const spoken = new Map<Language, Say>();
let heard: Say | undefined;

/**
 * For tests that walk the house in `mirrored`: from now on everybody is spoken to in this way; with nothing, each in
 * their own again. No request can ask for it, and a rule of the house keeps the program from calling it.
 */
export function everybodyHears(say?: Say): void {
  heard = say;
}

/** In the first of these languages that we speak, else in English: a member's own, then their community's. */
export function speak(...wanted: (string | null | undefined)[]): Say {
  if (heard) return heard;
  const language = languageOf(...wanted);
  let say = spoken.get(language);
  if (!say) spoken.set(language, (say = sayer(speaker(language))));
  return say;
}

export const english = speak('en');

const inBrackets = (text: string): string => `\u202b⟦${text}⟧\u202c`;

/**
 * Not a language: English that runs from right to left, each sentence in brackets. It shows in a test or on the page
 * of the design what mirrors wrongly, and which words nobody can translate. No member is ever offered it.
 */
const bracketed = sayer({
  ...{ language: 'en', lang: 'ar-XB', dir: 'rtl', locale: 'en-GB' },
  translated: inBrackets,
  known: (text) => (catalogueOf('de').has(text) ? inBrackets(text) : undefined),
});
const { day, date, moment, list } = bracketed;
export const mirrored: Say = Object.assign(bracketed, {
  day: (on: Temporal.PlainDate) => inBrackets(day(on)),
  date: (on: Temporal.PlainDate) => inBrackets(date(on)),
  moment: (at: Temporal.Instant, timeZone: string) => inBrackets(moment(at, timeZone)),
  list: (items: readonly string[]) => inBrackets(list(items)),
});
