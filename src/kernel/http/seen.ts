import { createHash } from 'node:crypto';
import { z } from 'zod';
import { msg } from '../language/message.js';
import { because, Refusal, type Reason } from '../refusal.js';

/** What a form showed, in words, to come back with it: then nothing is overwritten that somebody else changed meanwhile. */
export type Seen = Readonly<Record<string, string>>;

/** Longer pieces are carried as a hash: a page need not hold a guide twice. */
const LONGEST = 120;

const hashed = (words: string): string => `#${createHash('sha256').update(words).digest('base64url')}`;
/** A piece of a tag is always a hash, and shorter than those of forms: so it is known whom a tag came from. */
const tagged = (words: string): string => hashed(words).slice(0, 23);
const ofProgram = (seen: Seen): boolean => Object.values(seen).some((piece) => /^#[\w-]{22}$/.test(piece));
const brief = (words: string): string => (words.length <= LONGEST ? words : hashed(words));

const written = (seen: Seen, form: (words: string) => string): string =>
  Buffer.from(JSON.stringify(Object.entries(seen).map(([name, words]) => [name, form(words)]))).toString(
    'base64url',
  );

/** For a hidden field. */
export const asSeen = (seen: Seen): string => written(seen, brief);

const pieces = z.array(z.tuple([z.string(), z.string()]));
const lost = msg('Look at the page again, then send it.');

/** The hidden field as it comes back. */
export const seenField = z.string(lost).transform((text, context): Seen => {
  try {
    return Object.fromEntries(pieces.parse(JSON.parse(Buffer.from(text, 'base64url').toString())));
  } catch {
    context.addIssue(lost);
    return z.NEVER;
  }
});

/** In an answer that lists several, where a header cannot hold it. */
export const etagField = z
  .string()
  .describe('What to send as If-Match with a change of this one, so that nothing unseen is overwritten');

/** The same for a header: an entity tag of RFC 9110. Headers end in logs of others, so no word of it stands there. */
export const asTag = (seen: Seen): string => `"${written(seen, tagged)}"`;

/**
 * What a program says it has seen (`If-Match`); undefined where it says nothing, or that anything will do.
 * @throws where the tag is none of ours.
 */
export function ofTag(header: string | undefined): Seen | undefined {
  if (header === undefined || header.trim() === '*') return undefined;
  const read = seenField.safeParse(/^(?:W\/)?"([\w-]+)"$/.exec(header.trim())?.[1] ?? '');
  if (!read.success)
    throw new Refusal('invalid', 'Send back as If-Match what came as ETag, with its quotes.');
  return read.data;
}

/** The pieces of it that `now` names: a tag may be of more than one act overwrites. */
export function partOf(seen: Seen | undefined, names: readonly string[]): Seen | undefined {
  if (!seen) return undefined;
  return Object.fromEntries(names.map((name) => [name, pieceOf(seen, name)]));
}

/** Refuses what was sent from a page that shows something else than is so now, and says what changed. */
export function mustBeAsSeen(seen: Seen, now: Seen): void {
  const names = new Set([...Object.keys(now), ...Object.keys(seen)]);
  const changed = [...names].filter((name) => !isSame(pieceOf(seen, name), pieceOf(now, name)));
  if (changed.length === 0) return;
  // Whoever sent a tag reads no page: what to do next is said in other words.
  const program = ofProgram(seen);
  throw new Refusal('changed', [
    ...changed.map((name) =>
      program
        ? { message: `“${name}” was changed since you read it.`, now: pieceOf(now, name) }
        : changedTo(name, pieceOf(seen, name), pieceOf(now, name)),
    ),
    {
      message: program
        ? 'Nothing was stored. Read it again, and send yours with the new ETag if it is still right.'
        : msg('What you wrote is kept below. Send it again if it is still right.'),
    },
  ]);
}

/** A piece of a form is in words or, where it is long, a hash; of a tag it is the beginning of one. */
const isSame = (seen: string, now: string): boolean => brief(seen) === brief(now) || seen === tagged(now);

/** What is short is told in the sentence; of a text what stands now is shown whole. */
function changedTo(name: string, was: string, now: string): Reason {
  const short = [was, now].every((words) => words.length <= LONGEST && !/^#.{43}$/.test(words));
  const { said, ...told } = short
    ? changedShortly(name, was, now)
    : because('“{name}” was changed since you opened this page. Now it is as follows.', { name });
  return { ...told, now, said: { ...said!, inWords: true } };
}

function changedShortly(name: string, was: string, now: string): Reason {
  if (!was)
    return because('“{name}” was changed since you opened this page. It was empty, and is “{now}”.', {
      name,
      now,
    });
  if (!now)
    return because('“{name}” was changed since you opened this page. It was “{was}”, and is empty.', {
      name,
      was,
    });
  return because('“{name}” was changed since you opened this page. It was “{was}”, and is “{now}”.', {
    name,
    was,
    now,
  });
}

const pieceOf = (seen: Seen, name: string): string => (Object.hasOwn(seen, name) ? seen[name]! : '');
