import { Temporal } from 'temporal-polyfill';
import { isBefore, later } from '../rollout/calendar.rules.js';
import { spokenDay } from '../rollout/calendar.words.js';

type Day = Temporal.PlainDate;

/** Days that everybody has at least between having been told and T. */
const provenDays = 7;
/** Whoever is still to be told is promised for a day at least so long before T. */
const promiseDays = 8;
/** A move by more than so many days, at once or in all, is a new revision: its steps ahead are said again. */
const smallMove = 7;
/** This share may still be on the way when the announcement "has gone out": they are the open names. */
const openShare = 0.05;

/** Why a row that named a day was withdrawn before its person heard of it: such a row has not gone out. */
export const superseded = ['the day was held', 'the day has changed'] as const;
/** The same, and of a row that came back from its channel after the day had changed. */
export const unsaid: readonly string[] = [...superseded, 'no longer needed'];
export type Superseded = (typeof superseded)[number];

/** What an announcement has reached by now. */
export interface Reach {
  /** The day by which posts were ticked and all but open names had an answer from their channel; null: not yet. */
  goneOutOn: Day | null;
  /** The newest day on which somebody was first proven told. */
  lastProvenOn: Day | null;
  /** Names neither proven told, nor declined, nor an exception. */
  open: number;
  /** Of the open ones, those whom nobody has promised to tell. */
  unpromised: number;
  lastPromiseOn: Day | null;
}

export interface Ended {
  /** Null: still on the way. */
  on: Day | null;
  people: number;
}

/**
 * The day on which an announcement has gone out: every post ticked, every row accepted, told, could not,
 * failed for good or suppressed, but for the open names. Telling one of those later never moves it.
 */
export function goneOutOn(
  announcedOn: Day,
  rows: readonly Ended[],
  posts: readonly (Day | null)[],
): Day | null {
  const total = rows.reduce((sum, { people }) => sum + people, 0);
  const wanted = total - Math.ceil(total * openShare);
  let reached = 0;
  let day: Day | null = announcedOn;
  for (const row of inOrder(rows)) {
    if (reached >= wanted) break;
    reached += row.people;
    day = row.on === null ? null : later(announcedOn, row.on);
  }
  return posts.reduce<Day | null>((last, post) => (last && post ? later(last, post) : null), day);
}

/**
 * The earliest T that leaves everybody their time, as things stand on `today`: `noticeDays` after the
 * announcement has gone out, and 7 days for each person after they were told. It never becomes earlier by
 * waiting, nor later by telling somebody. `because` has a reason for each rule that the date leans on.
 */
export function earliestPermitted(
  reach: Reach,
  today: Day,
  noticeDays: number,
): { on: Day; because: string[] } {
  const wants: { on: Day; because: string }[] = [
    {
      on: (reach.goneOutOn ?? today).add({ days: noticeDays }),
      because: reach.goneOutOn
        ? `it has gone out on ${spokenDay(reach.goneOutOn)}, and ${noticeDays} days are due from then`
        : `it has not gone out yet (posts that nobody ticked, or messages on their way), and ${noticeDays} days are due from then`,
    },
  ];
  if (reach.lastProvenOn)
    wants.push({
      on: reach.lastProvenOn.add({ days: provenDays }),
      because: `somebody was told only on ${spokenDay(reach.lastProvenOn)}, and has ${provenDays} days`,
    });
  if (reach.unpromised > 0)
    wants.push({
      on: today.add({ days: promiseDays }),
      because: `${people(reach.unpromised)} not told yet, and nobody has promised to`,
    });
  if (reach.lastPromiseOn) {
    const promised = later(reach.lastPromiseOn, today);
    wants.push({
      on: promised.add({ days: promiseDays }),
      because: `somebody will be told by ${spokenDay(promised)}, and then has ${provenDays} days`,
    });
  }
  const on = wants.map((want) => want.on).reduce(later);
  return { on, because: wants.filter((want) => want.on.equals(on)).map((want) => want.because) };
}

/** Days until lists that are worked through by hand are done: 15 people a day for each who tells. */
export function byHandDays(people: number, tellers: number): number {
  return Math.ceil(people / (15 * Math.max(1, tellers)));
}

/** Before anything was said: the earliest T, and one that also leaves room for lists that stay a while. */
export function beforeAnnouncing(
  today: Day,
  noticeDays: number,
  handDays: number,
): { earliest: Day; suggested: Day } {
  const earliest = today.add({ days: noticeDays + handDays });
  return { earliest, suggested: earliest.add({ days: handDays === 0 ? 1 : 3 }) };
}

export interface Standing {
  revision: number;
  /** How many days were named in this revision so far. */
  named: number;
  /** The day that this revision began with: small moves add up from there. */
  first: Day;
  on: Day;
  held: boolean;
}

export interface Move {
  /** Its step: r1/2 where only a correction goes, r2 where the steps ahead are said again. */
  step: string;
  revision: number;
  /** Earlier than the day that people know: it must keep both rules by itself. */
  earlier: boolean;
}

/** What naming another T means. A T that was held was never decided, so naming one anew is a new revision. */
export function move(standing: Standing, to: Day): Move {
  const { revision, named, first, on, held } = standing;
  const earlier = isBefore(to, on);
  const far = [first, on].some((day) => Math.abs(day.until(to).days) > smallMove);
  return far || held
    ? { step: `r${revision + 1}`, revision: revision + 1, earlier }
    : { step: `r${revision}/${named + 1}`, revision, earlier };
}

const people = (n: number): string => (n === 1 ? '1 person is' : `${n} people are`);

function inOrder(rows: readonly Ended[]): Ended[] {
  return rows.toSorted((a, b) => {
    if (a.on === null || b.on === null) return a.on === b.on ? 0 : a.on === null ? 1 : -1;
    return Temporal.PlainDate.compare(a.on, b.on);
  });
}
