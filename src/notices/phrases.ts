import { randomBytes } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { speak } from '../kernel/language/say.js';
import type { PostText } from './letter.js';
import { mailWords } from './mail.words.js';
import { askedAt, PHRASE_BYTES, phraseFrom } from './phrase.rules.js';
import { withLine } from './post.rules.js';

/** More than are ever taken: with a million notices each is free with 94 percent. */
const TRIES = 12;

/** Some phrases of which a new notice takes one that no other has. */
export const newPhrases = (): string[] =>
  Array.from({ length: TRIES }, () => phraseFrom(randomBytes(PHRASE_BYTES)));

/** The first of them that no notice has. @param given the parameter with `newPhrases()` */
export const unusedPhrase = (given: `$${number}`): string =>
  `select fresh from unnest(${given}::text[]) as fresh
    where not exists (select from notice used where replace(used.phrase, '-', '') = replace(fresh, '-', '')) limit 1`;

/** A post with the line by which whoever reads it in a place can ask whether it is from us. */
export async function askable(
  tx: EntityManager,
  noticeId: string,
  text: PostText,
  baseUrl: string,
): Promise<PostText> {
  const [notice] = await tx.query<{ phrase: string | null; language: string }[]>(
    `select n.phrase, c.language from notice n join community c on c.id = n.community_id where n.id = $1`,
    [noticeId],
  );
  if (!notice?.phrase) return text;
  return withLine(text, mailWords(speak(notice.language)).fromUs(notice.phrase, askedAt(baseUrl)));
}
