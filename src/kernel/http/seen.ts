import { z } from 'zod';
import { Refusal } from '../refusal.js';

/** What a form showed, in words, to come back with it: then nothing is overwritten that somebody else changed meanwhile. */
export type Seen = Readonly<Record<string, string>>;

/** For a hidden field. */
export const asSeen = (seen: Seen): string =>
  Buffer.from(JSON.stringify(Object.entries(seen))).toString('base64url');

const pieces = z.array(z.tuple([z.string(), z.string()]));
const lost = 'Look at the page again, then send it.';

/** The hidden field as it comes back. */
export const seenField = z.string(lost).transform((text, context): Seen => {
  try {
    return Object.fromEntries(pieces.parse(JSON.parse(Buffer.from(text, 'base64url').toString())));
  } catch {
    context.addIssue(lost);
    return z.NEVER;
  }
});

/** Refuses what was sent from a page that shows something else than is so now, and says what changed. */
export function mustBeAsSeen(seen: Seen, now: Seen): void {
  const names = new Set([...Object.keys(now), ...Object.keys(seen)]);
  const changed = [...names].filter((name) => pieceOf(seen, name) !== pieceOf(now, name));
  if (changed.length === 0) return;
  throw new Refusal('conflict', [
    ...changed.map((name) => ({
      message: `“${name}” was changed since you opened this page. It was ${quoted(pieceOf(seen, name))}, and is ${quoted(pieceOf(now, name))}.`,
    })),
    { message: 'What you wrote is kept below. Send it again if it is still right.' },
  ]);
}

const pieceOf = (seen: Seen, name: string): string => (Object.hasOwn(seen, name) ? seen[name]! : '');

const quoted = (words: string): string => (words ? `“${words}”` : 'empty');
