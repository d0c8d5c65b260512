import { z } from 'zod';

/** What could happen if the wrong person saw the list. Nothing is chosen beforehand. */
export const careField = z.enum(['open', 'careful', 'protective'], 'Choose what could happen.');

/** In somebody's own words. Some lines, sealed where they are kept. */
const wordsField = z
  .string()
  .trim()
  .max(2000, 'Use at most 2,000 characters.')
  .regex(/^[\P{Cc}\n\r\t]*$/u, 'Use letters and lines, without control characters.');

/** The three that nobody has to answer. */
export const careWords = {
  who: wordsField.optional().describe('Who the wrong person might be'),
  sacred: wordsField.optional().describe('What must stay as it is'),
  phones: wordsField.optional().describe('What the phones of the members can do'),
};

export const CareForm = z.object({ care: careField, ...careWords });

const change = wordsField.nullable().optional().describe('Null takes the answer back');
export const CareChange = z.strictObject({
  care: careField,
  ...{ who: change, sacred: change, phones: change },
});
export type CareGiven = z.output<typeof CareChange>;

const answer = z.string().nullable().describe('Null: not answered');
export const CareRead = z.object({ care: careField, who: answer, sacred: answer, phones: answer });
export type CareRead = z.output<typeof CareRead>;
