import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { msg, type Msg } from '../kernel/language/message.js';
import { phaseKeys, type PhaseKey } from './words.js';

/** What stands behind “Learned:”, “Changed:” and “Next:”. */
export interface News {
  learned: Msg[];
  changed: Msg[];
  next: Msg;
}

/** What the fortnight before a day brought, in plain words for everybody. */
export async function newsOf(tx: EntityManager, rolloutId: string, day: Temporal.PlainDate): Promise<News> {
  const rows: { key: PhaseKey; opened_on: string | null; closed_on: string | null; overridden: boolean }[] =
    await tx.query(
      `select key, opened_on, closed_on, override_reason is not null as overridden from phase
        where rollout_id = $1 order by array_position($2::text[], key)`,
      [rolloutId, phaseKeys],
    );
  const since = day.subtract({ days: 14 }).toString();
  const opened = rows.filter((row) => row.opened_on !== null && row.opened_on > since);
  const closed = rows.filter((row) => row.closed_on !== null && row.closed_on > since);
  const next = rows.find((row) => row.opened_on === null);
  const trying = rows.some((row) => row.key === 'pilot' && row.closed_on === null);
  const learned = closed.map((row) => (row.overridden ? over : ended)[row.key]);
  return {
    learned: learned.length > 0 ? learned : [trying ? stillTrying : nothingNew],
    changed: opened.length === 0 ? [nothingForYou] : opened.map((row) => began[row.key]),
    next: next ? ahead[next.key] : theDay,
  };
}

// translators: behind “Learned:”
const stillTrying = msg('we are still trying things out.');
// translators: behind “Learned:”
const nothingNew = msg('nothing new in these two weeks.');
// translators: behind “Changed:”
const nothingForYou = msg('nothing for you.');
// translators: behind “Next:”
const theDay = msg('the day on which the old place closes. You will hear it long before.');

const began: Record<PhaseKey, Msg> = {
  pilot: msg('a few of us began to try the new place.'),
  refine: msg('we write guides from what they find hard.'),
  launch: msg('the new place is open to everybody.'),
  sunset: msg('we prepare to close the old place. You will hear the date long before.'),
};
/** What had to be shown before a phase could end, so that it is true. */
const ended: Record<PhaseKey, Msg> = {
  pilot: msg('the people trying it first have told us what is hard.'),
  refine: msg('the guides are written and our charter is agreed.'),
  launch: msg('most of those who were active in the old place are at home in the new one.'),
  sunset: msg('the old place is closed.'),
};
/** Where leads ended it without that, nothing more is claimed. */
const over: Record<PhaseKey, Msg> = {
  pilot: msg('the weeks of trying it first are over.'),
  refine: msg('the weeks of writing guides are over.'),
  launch: msg('the opening weeks are over.'),
  sunset: msg('the move is over.'),
};
const ahead: Record<PhaseKey, Msg> = {
  pilot: msg('a few of us try the new place.'),
  refine: msg('we write guides from what they find hard.'),
  launch: msg('the new place opens to everybody. The old one stays.'),
  sunset: msg('once most of us are at home there, we speak about the day on which the old place closes.'),
};

/** What waits for the leads, and what goes out by itself until `until`. */
export async function weekOf(
  tx: EntityManager,
  rolloutId: string,
  from: Temporal.Instant,
): Promise<{ alerts: string[]; held: number; coming: { play: string; due_at: Date }[] }> {
  const alerts: { text: string }[] = await tx.query(
    `select text from alert where rollout_id = $1 and ended_at is null and kind <> 'held' order by raised_at, text, id`,
    [rolloutId],
  );
  const [count] = await tx.query<{ n: number }[]>(
    `select count(*)::int n from occurrence where rollout_id = $1 and state = 'held'`,
    [rolloutId],
  );
  const coming: { play: string; due_at: Date }[] = await tx.query(
    `select distinct on (play) play, due_at from occurrence
     where rollout_id = $1 and state = 'planned' and speaks and due_at > $2 and due_at <= $3 and play not like 'lead.%'
     order by play, due_at`,
    [rolloutId, from.toString(), from.add({ hours: 7 * 24 }).toString()],
  );
  return {
    alerts: alerts.map((row) => row.text),
    held: count?.n ?? 0,
    coming: coming.toSorted((a, b) => a.due_at.getTime() - b.due_at.getTime()),
  };
}

/** Keys of what was said of anything but the closing of the old place. */
export async function keysBesideClosing(tx: EntityManager, rolloutId: string): Promise<string[]> {
  const rows = await tx.query<{ key: string }[]>(
    `select key from notice where rollout_id = $1 and not starts_with(play, 'sunset.')`,
    [rolloutId],
  );
  return rows.map((row) => row.key);
}
