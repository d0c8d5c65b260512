import type { Letters, PostText } from '../notices/letter.js';
import { POST_LENGTH, postInWords } from '../notices/post.rules.js';
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

/** Why these words cannot go out whole: nothing of what a lead wrote is cut. */
export function tooLong({ posts }: Pick<PlayRow, 'posts'>, reworded: Rewording | null): Reason[] {
  const { subject = '', body = '' } = reworded ?? {};
  const reasons: Reason[] = [];
  if (subject.length > SUBJECT_LENGTH)
    reasons.push({
      field: 'reworded.subject',
      message: `A subject has at most ${SUBJECT_LENGTH} characters, or phones cut it. This one has ${subject.length}.`,
    });
  if (posts && body.length > POST_LENGTH)
    reasons.push({
      field: 'reworded.body',
      message: `This is posted in a place too, where ${POST_LENGTH} characters fit. Yours are ${body.length}.`,
    });
  return reasons;
}
