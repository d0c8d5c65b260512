/** So far into a file that a program reads, a byte stands that no text has. */
const START = 32;
/** Of the control characters a text has these: tab, line feed, vertical tab, form feed, carriage return. */
const inText = new Set([9, 10, 11, 12, 13]);
/** Texts that hold no rows: a PDF, a letter, a web page, XML, JSON. */
const otherTexts = /^\s*(%PDF-|\{\\rtf|<!doctype|<html|<\?xml|(\[\s*)?\{\s*")/i;

/**
 * Why a file cannot be read as a table, or nothing.
 * @param head the text it begins with, without its mark
 * @param whole whether that is all of it
 */
export function noTable(head: string, whole: boolean): string | undefined {
  if (whole && head.trim() === '') return 'This file is empty. Choose the file with the list.';
  const start = Array.from({ length: Math.min(START, head.length) }, (_, at) => head.charCodeAt(at));
  const binary = start.some((code) => code < 32 && !inText.has(code));
  if (!binary && !otherTexts.test(head)) return undefined;
  return 'This is no table. Open the list in a spreadsheet program, save it as CSV, and choose that file.';
}
