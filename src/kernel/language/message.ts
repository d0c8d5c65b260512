import { IntlMessageFormat } from 'intl-messageformat';

declare const marked: unique symbol;

/** An English sentence of a table, written down with `msg` so that the catalogues have it. */
export type Msg = string & { readonly [marked]: true };

/** Only a sentence that stands in the source as a literal can be found there. */
export type Literal<S extends string> = S & (string extends S ? never : S);

/** Marks a sentence for the catalogues where it is not said on the spot: `say(words[key])` says it later. */
export const msg = <S extends string>(sentence: Literal<S>): Msg => sentence as string as Msg;

export type Value = string | number;
export type Values = Record<string, Value>;

/** Filled in for each reader at the moment of sending; until then they stand for themselves. */
export const filledLater = [
  ...[
    'firstName',
    'helper',
    'ownPage',
    'signedBy',
    'community',
    'responsible',
    'contact',
    'elsewhere',
    'key',
  ],
] as const;
const themselves = Object.fromEntries(filledLater.map((name) => [name, `{${name}}`]));

/** English as `fixed` wrote it, and from what. */
const fixedOnes = new Map<string, { sentence: string; values: Values }>();

/**
 * A sentence whose values stand in the program, never typed by anybody: “Use at most 200 characters.” For whoever takes
 * a plain text only, such as a schema. It is English, and known again when it is to be said in another language.
 */
export function fixed<S extends string>(sentence: Literal<S>, values: Values): string {
  const said = format(sentence, 'en-GB', values) as string;
  fixedOnes.set(said, { sentence, values });
  return said;
}

/** What a plain English text was written from, if by `fixed`. */
export const writtenFrom = (text: string): { sentence: string; values: Values } | undefined =>
  fixedOnes.get(text);

/** Parsing a sentence takes as long as a hundred uses of it, and there are only as many as stand in the sources. */
const parsed = new Map<string, IntlMessageFormat>();

/**
 * A sentence in ICU's notation, with its values.
 * @throws where a value is missing: a test says every sentence
 */
export function format(sentence: string, locale: string, values: Record<string, unknown> = {}): unknown {
  if (!/[{<']/.test(sentence)) return sentence;
  const key = `${locale} ${sentence}`;
  let message = parsed.get(key);
  if (!message) parsed.set(key, (message = new IntlMessageFormat(sentence, locale)));
  return message.format({ ...themselves, ...values } as Values);
}
