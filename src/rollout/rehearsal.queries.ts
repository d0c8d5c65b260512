import type { Language } from '../kernel/language/language.rules.js';
import { fill, type Values } from '../notices/fill.rules.js';
import { letterIn, type Letters } from '../notices/letter.js';
import { HELPER, SILENT } from './rehearsal-stage.js';
import type { Rehearsing } from './sockets.js';

/** What one entry says, as the imaginary member reads it. */
export interface Said {
  /** The notice's. */
  key: string;
  /** Null where it is said in places only. */
  letter: { subject: string; lines: string[]; language: Language } | null;
  posts: { place: string; text: string }[];
}

interface Row {
  key: string;
  letters: Letters | null;
  posts: { place: string; text: string }[] | null;
}

/** Everything that was said at this moment of the rehearsal, letters in one language. */
export async function wordsSince({ tx, rollout, now }: Rehearsing, language: Language): Promise<Said[]> {
  const rows = await tx.query<Row[]>(
    `select n.key, e.letters,
            (select jsonb_agg(jsonb_build_object('place', place.name, 'text', post.long) order by place.name)
               from post join place on place.id = post.place_id
              where post.notice_id = n.id) as posts
       from notice n left join lateral (
         select letters, created_at from edition where notice_id = n.id order by number desc limit 1) e on true
      where n.rollout_id = $1 and coalesce(e.created_at, n.created_at) = $2`,
    [rollout.id, now.toString()],
  );
  const values = { firstName: SILENT, helper: HELPER };
  return rows.map(({ key, letters, posts }) => ({
    key,
    letter: letters && filled(letterIn(letters, language), values),
    posts: posts ?? [],
  }));
}

function filled(
  { letter, language }: ReturnType<typeof letterIn>,
  values: Values,
): NonNullable<Said['letter']> {
  return {
    language,
    subject: fill(letter.subject, values),
    lines: [letter.opening, ...letter.paragraphs, letter.nothing, letter.why]
      .filter(Boolean)
      .map((line) => fill(line, values)),
  };
}
