import type { Letters, PostText } from '../notices/letter.js';
import { POST_ROOM, postInWords } from '../notices/post.rules.js';
import { SUBJECT_LENGTH } from '../notices/subject.rules.js';
import type { Reason } from '../kernel/refusal.js';
import type { PlayRow } from './plays.js';
import type { Rewording } from './sockets.js';

/** A lead writes in one language: their words stand in every one. The frame stays ours, in the reader's. */
export function inLeadsWords(letters: Letters, reworded: Rewording | null): Letters {
  if (!reworded) return letters;
  const { subject, body } = reworded;
  const theirs = {
    ...(subject && { subject }),
    ...(body && { paragraphs: body.split(/\n{2,}/) }),
  };
  const inTheirs = Object.entries(letters).map(([language, letter]) => [language, { ...letter, ...theirs }]);
  return Object.fromEntries(inTheirs) as Letters;
}

export function inLeadsPost(post: PostText, reworded: Rewording | null): PostText {
  return reworded?.body ? postInWords(reworded.body) : post;
}

/** What a lead's words may leave open, to be filled in for each reader. */
export const fields = ['firstName', 'helper', 'ownPage'] as const;

/** Words of one message at most, those of our frame included (decision 0029). */
export const MOST_WORDS = 120;

/** Words of a message as it arrives. Lines that are only a link, and the bar above the footer, are none. */
export function wordsIn(text: string): number {
  return text
    .split('\n')
    .filter((line) => !/^\s*(?:https?:\/\/\S+|--)?\s*$/.test(line))
    .flatMap((line) => line.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word))).length;
}

/** Why a message of so many words is too long; nothing where it fits. */
export const tooManyWords = (words: number): Reason[] =>
  words <= MOST_WORDS
    ? []
    : [
        {
          field: 'reworded.body',
          message: `With greeting and footer the message has ${words} words. Take out ${words - MOST_WORDS}, so that it is read.`,
        },
      ];

/** Fields in braces that would stand there as they are written. In a post nothing is filled in: everybody reads it. */
export function unknownFields({ posts }: Pick<PlayRow, 'posts'>, reworded: Rewording | null): Reason[] {
  return (['subject', 'body'] as const).flatMap((part) => {
    const text = reworded?.[part] ?? '';
    const named = [...new Set([...text.matchAll(/\{([^{}\n]{0,60})\}/g)].map(([, name]) => name!))];
    const field = `reworded.${part}`;
    const unknown = named.filter((name) => !fields.some((known) => known === name));
    return [
      ...unknown.map((name) => ({
        field,
        message: `{${name}} is filled in by nothing. What can stand in braces: ${fields.join(', ')}.`,
      })),
      ...(posts && part === 'body' && named.length > unknown.length
        ? [
            {
              field,
              message: 'This is posted in a place too, for everybody. Leave out what stands in braces.',
            },
          ]
        : []),
    ];
  });
}

/** Why these words cannot go out whole: nothing of what a lead wrote is cut. */
export function tooLong({ posts }: Pick<PlayRow, 'posts'>, reworded: Rewording | null): Reason[] {
  const { subject = '', body = '' } = reworded ?? {};
  const reasons: Reason[] = [];
  if (subject.length > SUBJECT_LENGTH)
    reasons.push({
      field: 'reworded.subject',
      message: `A subject has at most ${SUBJECT_LENGTH} characters, or phones cut it. This one has ${subject.length}.`,
    });
  if (posts && body.length > POST_ROOM)
    reasons.push({
      field: 'reworded.body',
      message: `This is posted in a place too, where ${POST_ROOM} characters fit. Yours are ${body.length}.`,
    });
  return reasons;
}
