/** How careful a community has to be with what a message shows. */
export type Care = 'open' | 'careful' | 'protective';

/** As much of the text as lists of inboxes and locked phones show behind a first line. */
const SHOWN_BEHIND = 140;
/** A mark without width, and a space that does not collapse: nothing to see, and no mail program leaves it out. */
const BLANK = '\u034f\u00a0';

/** A first line behind which nothing else of the message is shown before it is opened. */
export const quietly = (line: string): string => line + BLANK.repeat(SHOWN_BEHIND);
