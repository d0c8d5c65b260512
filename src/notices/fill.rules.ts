/** What is filled in for one reader, as plain text. */
export type Values = Record<string, string>;

const placeholder = /\{([a-zA-Z]+)\}/g;

/** Control characters and marks that turn the direction of text: a name must not break out of its line. */
const control = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu;

export const oneLine = (text: string): string => text.replace(control, ' ').trim();

/** A value as it stands in plain text, and in HTML. */
export const inText = (value: string): string => oneLine(value);
export const inHtml = (value: string): string => escape(oneLine(value));

/** Fills placeholders in plain text, in one pass: what a person is called is never filled in itself. */
export const fill = (template: string, values: Values): string => fillWith(template, values, inText);

/** The same for HTML that was rendered with its placeholders left in: each value is escaped. */
export const fillHtml = (template: string, values: Values): string => fillWith(template, values, inHtml);

function fillWith(template: string, values: Values, written: (value: string) => string): string {
  return template.replace(placeholder, (whole, name: string) => {
    const value = valueOf(values, name);
    return value === undefined ? whole : written(value);
  });
}

/** Braces stand in names too: what every object has, as `{constructor}`, is no value. */
export const valueOf = (values: Values, name: string): string | undefined =>
  Object.hasOwn(values, name) ? values[name] : undefined;

/** What stands between placeholders, and the placeholders' names: one less. */
export function piecesOf(template: string): { literals: string[]; names: string[] } {
  const literals: string[] = [];
  const names: string[] = [];
  let from = 0;
  for (const { 0: whole, 1: name, index } of template.matchAll(placeholder)) {
    literals.push(template.slice(from, index));
    names.push(name!);
    from = index + whole.length;
  }
  return { literals: [...literals, template.slice(from)], names };
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escape = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character]!);

const title =
  /^(?:dr|prof|mr|mrs|ms|mx|herr|frau|sr|sra|dra|mme|mlle|rev|sir|señor|señora|dona)\.?$|^(?:m|ing|med|phil|dipl)\.$/iu;
const article = /^(?:the|an|der|die|das|ein|eine|le|la|les|un|une|el|los|las|una|o|os|as|um|uma)$/iu;
const and = /^(?:&|\+|and|und|et|y|e)$/iu;
const initial = /^\p{L}\.?$/u;
const speakable = /[\p{L}\p{N}]/u;

/**
 * What to call somebody: "Anna Berg", "Berg, Anna" and "Dr. Anna Berg" are all Anna. A name that has no first name
 * (a pseudonym, a household, initials) stays whole.
 */
export function firstName(displayName: string): string {
  const [last = '', first = ''] = oneLine(displayName).split(',', 2);
  const all = (first.trim() || last.trim()).split(/\s+/);
  const spoken = all.filter((word) => speakable.test(word) || and.test(word));
  if (spoken.length === 0) return short(all.join(' '));
  const named = spoken.slice(spoken.findIndex((word) => !title.test(word)));
  const given = named[0]!;
  if (named.length === 1) return short(first.trim() ? given : spoken.join(' '));
  const whole = article.test(given) || initial.test(given) || and.test(named[1]!);
  return short(whole ? named.join(' ') : given.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}\p{M}]+$/gu, ''));
}

/** A letter carries a few marks in every script; a tower of them covers the lines around it. */
const short = (name: string): string =>
  Array.from(name.replaceAll(/(\p{M}{4})\p{M}+/gu, '$1'))
    .slice(0, 60)
    .join('')
    .trim();
