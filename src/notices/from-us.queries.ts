import type { EntityManager } from 'typeorm';
import { Temporal } from 'temporal-polyfill';
import { moment } from '../kernel/database/columns.js';
import { localDay } from '../kernel/local-day.js';
import type { Say } from '../kernel/language/say.js';
import type { Care } from './care.rules.js';
import { letterIn, type Letters } from './letter.js';
import { mailWords } from './mail.words.js';

/** What a stranger may know of a notice whose phrase they hold. */
export interface Ours {
  communityId: string;
  phrase: string;
  /** When it was written, where its community lives. */
  on: Temporal.PlainDate;
  /** Each once, the newest first; none where it was only posted. */
  subjects: string[];
}

/** More wordings of one notice than anybody saw. */
const SUBJECTS = 5;

/**
 * The notice with these letters in its phrase. One statement for right and wrong ones, so that both take the same time.
 * @param letters as `phraseTyped` reads them; null finds none
 */
export async function oursBy(tx: EntityManager, letters: string | null, say: Say): Promise<Ours | null> {
  interface Row {
    communityId: string;
    phrase: string;
    at: Date;
    zone: string;
    care: Care;
    said: Letters | null;
  }
  const rows = await tx.query<Row[]>(
    `select n.community_id as "communityId", n.phrase, n.created_at as at, n.time_zone as zone,
            c.care, e.letters as said
       from notice n join community c on c.id = n.community_id left join edition e on e.notice_id = n.id
      where replace(n.phrase, '-', '') = $1 order by e.number desc limit ${SUBJECTS}`,
    [letters],
  );
  const [first] = rows;
  if (!first) return null;
  const subjects = rows.flatMap(({ said, care }) => (said ? [subjectOf(said, care, say)] : []));
  return {
    communityId: first.communityId,
    phrase: first.phrase,
    on: localDay(moment(first.at), first.zone),
    subjects: [...new Set(subjects)],
  };
}

/** As it stood in a list; what was filled in for a reader is left open. */
const subjectOf = (said: Letters, care: Care, say: Say): string =>
  care === 'open'
    ? letterIn(said, say.language).letter.subject.replaceAll(/\{\w+\}/g, '…')
    : mailWords(say).neutralSubject;
