/** What is filled in for one reader, as plain text. */
export type Values = Record<string, string>;

const placeholder = /\{([a-zA-Z]+)\}/g;

/** Control characters and marks that turn the direction of text: a name must not break out of its line. */
const control = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu;

export const oneLine = (text: string): string => text.replace(control, ' ').trim();

/** Fills placeholders in plain text, in one pass: what a person is called is never filled in itself. */
export function fill(template: string, values: Values): string {
  return template.replace(placeholder, (whole, name: string) => {
    const value = values[name];
    return value === undefined ? whole : oneLine(value);
  });
}

/** The same for HTML that was rendered with its placeholders left in: each value is escaped. */
export function fillHtml(template: string, values: Values): string {
  return template.replace(placeholder, (whole, name: string) => {
    const value = values[name];
    return value === undefined ? whole : escape(oneLine(value));
  });
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escape = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character]!);

/** What to call somebody: "Anna Berg" and "Berg, Anna" are both Anna. */
export function firstName(displayName: string): string {
  const [last, first] = oneLine(displayName).split(',', 2);
  const called = first?.trim() || last?.trim() || '';
  return called.split(/\s+/)[0]!.slice(0, 60);
}
