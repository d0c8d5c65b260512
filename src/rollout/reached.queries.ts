import type { EntityManager } from 'typeorm';
import type { Suppressed } from '../notices/budget.rules.js';
import type { Judge } from '../notices/judge.js';
import { leftOut, type Aside, type LeftOut } from './left-out.rules.js';
import type { Occurrence } from './occurrence.entity.js';
import { playRow } from './playbook.js';

/** Whom an occurrence has just been said to, within the transaction that did it. */
export interface Reached {
  /** Members who get it; who would be passed over at the moment of sending is not among them. */
  people: number;
  /** How these people get it. */
  ways: { email: number; byHand: number; ownPage: number };
  /** People who lead. */
  team: number;
  /** Of the people of the rollout; null where there are too many to ask the rules about each. */
  leftOut: LeftOut[] | null;
}

interface Row {
  id: string;
  channel: string;
  member: boolean;
}

/** Above this only the ledger's rows are counted, and who would be passed over shows when it goes. */
export const mostAsked = 5000;

type Said = Pick<Occurrence, 'play' | 'dueAt'>;

/** Living people of a rollout. */
export async function rosterOf(tx: EntityManager, rolloutId: string): Promise<number> {
  const [all] = await tx.query<[{ people: number }]>(
    `select count(*)::int as people from participation p join member m on m.id = p.member_id
      where p.rollout_id = $1 and m.gone is null and m.erased_at is null`,
    [rolloutId],
  );
  return all.people;
}

/** Rows that stand for its moment already, before it is done to look at it. */
export const standing = async (tx: EntityManager, rolloutId: string, one: Said): Promise<Set<string>> =>
  new Set((await rowsOf(tx, rolloutId, one)).map(({ id }) => id));

const rowsOf = (tx: EntityManager, rolloutId: string, { play, dueAt }: Said): Promise<Row[]> =>
  tx.query(
    `select d.id, d.channel, d.member_id is not null as member from delivery d join notice n on n.id = d.notice_id
      where n.rollout_id = $1 and n.play = $2 and d.created_at = $3`,
    [rolloutId, play, dueAt.toString()],
  );

/**
 * Counts the rows that were written for `one` at its moment, and asks the rules of sending about each of them.
 * @param before what stood there already
 */
export async function reached(
  tx: EntityManager,
  judge: Judge,
  { rolloutId, one, before }: { rolloutId: string; one: Said; before: ReadonlySet<string> },
): Promise<Reached> {
  const rows = (await rowsOf(tx, rolloutId, one)).filter(({ id }) => !before.has(id));
  const members = rows.filter(({ member }) => member);
  const many = members.length > mostAsked;
  const asked = members.filter(({ channel }) => channel !== 'own page');
  const reasons = many
    ? new Map<string, Suppressed>()
    : await judge.letGo(
        tx,
        asked.map(({ id }) => id),
        one.dueAt,
      );
  // The budget counts letters: whoever is told in person is told all the same.
  const goes = members.filter(({ id, channel }) => {
    const reason = reasons.get(id);
    return !reason || (reason === 'over the budget' && channel === 'by hand');
  });
  const count = (...channels: string[]): number =>
    goes.filter((row) => channels.includes(row.channel)).length;
  const told = new Set(goes.map(({ id }) => id));
  return {
    people: goes.length,
    ways: { email: count('email', 'mailbox'), byHand: count('by hand'), ownPage: count('own page') },
    team: rows.length - members.length,
    leftOut: many
      ? null
      : leftOut(
          tally([...reasons].filter(([id]) => !told.has(id)).map(([, reason]) => reason)),
          await asides(tx, [rolloutId, one.play, one.dueAt.toString()]),
          playRow(one.play).reach,
        ),
  };
}

/** Who of the rollout has no row of it: in as many groups as there are things to know of them. */
const asides = (tx: EntityManager, about: unknown[]): Promise<Aside[]> =>
  tx.query(
    `with said as (
       select d.member_id, bool_or(d.created_at = $3) as now from delivery d join notice n on n.id = d.notice_id
        where n.rollout_id = $1 and n.play = $2 and d.member_id is not null group by d.member_id
     )
     select coalesce(p.outcome in ('declined', 'will leave'), false) as declined, said.member_id is not null as before,
            p.arrived_on is not null as arrived,
            exists (select from member_channel c
                     where c.member_id = m.id and c.kind = 'email' and c.state = 'good') as mail,
            count(*)::int as people
       from participation p join member m on m.id = p.member_id left join said on said.member_id = m.id
      where p.rollout_id = $1 and m.gone is null and m.erased_at is null and said.now is not true
      group by 1, 2, 3, 4`,
    about,
  );

function tally<T>(all: readonly T[]): Map<T, number> {
  const found = new Map<T, number>();
  for (const one of all) found.set(one, (found.get(one) ?? 0) + 1);
  return found;
}
