import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { languageOfCommunity } from '../community/language.queries.js';
import { moment } from '../kernel/database/columns.js';
import type { Language } from '../kernel/language/language.rules.js';
import type { Composer } from '../notices/composer.js';
import { fatesOf, waitsUntil, type FateCount } from '../notices/fates.queries.js';
import { letterIn, type Letters } from '../notices/letter.js';
import { gradesOfNotice } from '../notices/ledger.queries.js';
import type { Grade, Purpose } from '../notices/words.js';

export interface MessageView {
  id: string;
  key: string;
  play: string;
  at: Temporal.Instant;
  stopped: boolean;
  toTeam: boolean;
  /** Null where it was only posted. */
  letter: { subject: string; text: string; language: Language; editions: number } | null;
  posts: { place: string; short: string; posted: boolean; withdrawn: boolean }[];
  fates: FateCount[];
  /** Until when the last of those waits that wait to go; null where nobody knows. */
  waitsUntil: Temporal.Instant | null;
  /** How sure we are, in people; null for what goes to the team, and for what nobody got by name. */
  grades: Record<Grade, number> | null;
}

interface Row {
  id: string;
  key: string;
  play: string;
  purpose: Purpose;
  created_at: Date;
  stopped: boolean;
  letters: Letters | null;
  editions: number;
  posts: MessageView['posts'];
}

/** Who stands for everybody where a message is shown. */
const somebody = { firstName: 'Kim', helper: 'Alex' };

/** One message: its words as they arrive, and what became of it. Null where there is none of this key. */
export async function messageOf(
  tx: EntityManager,
  composer: Composer,
  { communityId, rolloutId, key }: { communityId: string; rolloutId: string; key: string },
  { wanted, now }: { wanted?: Language | undefined; now: Temporal.Instant },
): Promise<MessageView | null> {
  const [row] = await tx.query<Row[]>(
    `select n.id, n.key, n.play, n.purpose, n.created_at, n.stopped_at is not null as stopped, e.letters,
            (select count(*)::int from edition where notice_id = n.id) as editions,
            (select coalesce(jsonb_agg(jsonb_build_object('place', place.name, 'short', post.short,
                      'posted', post.posted_at is not null, 'withdrawn', post.withdrawn) order by place.name), '[]')
               from post join place on place.id = post.place_id where post.notice_id = n.id) as posts
       from notice n left join lateral (
         select letters from edition where notice_id = n.id order by number desc limit 1) e on true
      where n.community_id = $1 and n.rollout_id = $2 and n.key = $3`,
    [communityId, rolloutId, key],
  );
  if (!row) return null;
  const { id, play, purpose, created_at, stopped, letters, editions, posts } = row;
  const until = await waitsUntil(tx, id);
  const said = letters && letterIn(letters, wanted ?? (await languageOfCommunity(tx, communityId)));
  const read = said && (await composer.asRead(tx, communityId, { ...said, purpose }, somebody));
  return {
    ...{ id, key, play, stopped, posts, toTeam: purpose === 'team' },
    at: moment(created_at),
    letter: said && read && { subject: read.subject, text: read.text, language: said.language, editions },
    fates: await fatesOf(tx, id),
    waitsUntil: until && until.epochMilliseconds > now.epochMilliseconds ? until : null,
    grades: purpose === 'team' ? null : await gradesOfNotice(tx, id, now),
  };
}
