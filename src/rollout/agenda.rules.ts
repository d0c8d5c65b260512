import { Temporal } from 'temporal-polyfill';
import { localDay } from '../kernel/local-day.js';
import { anchorsOf, subjectsOf, type Anchors, type Point } from './anchors.rules.js';
import { afterPauses, isBefore, lastSpokenDay, momentAt, nextSpokenDay } from './calendar.rules.js';
import type { Facts } from './facts.js';
import { dayOfPlan, mostDays, type Plan } from './plan.js';
import type { PlayKey, Playbook } from './playbook.js';
import { speaks, type Anchor, type PlayRow, type Step, type When } from './plays.js';

/** One dated entry of a rollout's agenda. `key` is stable: replanning finds the same entry by it. */
export interface Entry {
  key: string;
  play: PlayKey;
  step: string;
  day: Temporal.PlainDate;
  at: Temporal.Instant;
  speaks: boolean;
}

/** A step of a play before its hour is known: `at` only where the moment itself is given. */
interface Dated {
  step: string;
  day: Temporal.PlainDate;
  at?: Temporal.Instant;
  /** Counts down to a promised date: may come early, never late. */
  countsDown?: boolean;
}

/**
 * Everything that the playbook gives for a rollout, in the order in which it is due. Pure, and without a clock:
 * the same function plans the real run, answers "what happens next", and drives a rehearsal. What hangs on a
 * fact that is not there yet is not on it; unbounded series end at the horizon of the facts.
 */
export function agenda(plan: Plan, facts: Facts, book: Playbook): Entry[] {
  const zone = plan.timeZone;
  const quiet = new Set(plan.quietDays);
  const anchors = anchorsOf(plan, facts);
  const entries = book.flatMap((row) =>
    datesOf(row, plan, facts, anchors).map((dated): Entry => {
      const said = speaks(row);
      const moved = row.movedDays === 0 ? dated.day : dated.day.add({ days: row.movedDays });
      const day =
        !said || row.ownDay
          ? moved
          : dated.countsDown
            ? lastSpokenDay(moved, quiet)
            : nextSpokenDay(moved, quiet);
      const kept = dated.at !== undefined && day.equals(dated.day);
      return {
        key: dated.step === '' ? row.play : `${row.play}/${dated.step}`,
        play: row.play,
        step: dated.step,
        day,
        at: kept ? dated.at! : momentAt(day, row.hour, zone),
        speaks: said,
      };
    }),
  );
  return [...entries, ...dayBefore(entries, book, zone)].toSorted(inOrder);
}

/** The leads hear of whatever speaks to many, 24 hours before. */
function dayBefore(entries: Entry[], book: Playbook, zone: string): Entry[] {
  const announcer = book.find((row) => 'each' in row.when && row.when.each === 'crowds');
  if (!announcer) return [];
  const crowds = new Set(book.filter((row) => row.crowd).map((row) => row.play));
  return entries
    .filter((entry) => crowds.has(entry.play))
    .map((entry) => {
      const at = entry.at.subtract({ hours: 24 });
      return {
        key: `${announcer.play}/${entry.key}`,
        play: announcer.play,
        step: entry.key,
        day: localDay(at, zone),
        at,
        speaks: true,
      };
    });
}

function inOrder(a: Entry, b: Entry): number {
  return a.at.epochMilliseconds - b.at.epochMilliseconds || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);
}

function datesOf(row: PlayRow, plan: Plan, facts: Facts, anchors: Anchors): Dated[] {
  const cancelled = facts['rollout.cancelled'];
  const dates = whenOf(row.when, plan, facts, anchors);
  if (!cancelled || outlivesCancellation.has(row.play)) return dates;
  const last = localDay(cancelled, plan.timeZone);
  return dates.filter((dated) => isBefore(dated.day, last));
}

/** After a rollout is cancelled these go on: the word to everybody, the alerts, and the purge. */
const outlivesCancellation = new Set(['rollout.cancelled', 'rollout.day', 'lead.alert', 'retention.purge']);

function whenOf(when: When, plan: Plan, facts: Facts, anchors: Anchors): Dated[] {
  if ('rounds' in when) return rounds(when, plan, facts);
  if ('each' in when)
    return subjectsOf(when.each, plan, facts, anchors).flatMap((subject) =>
      when.steps.map((step) => stepOf(step, subject.point, subject.id, plan.timeZone, (day) => day)),
    );
  if ('at' in when) {
    const point = anchors[when.at];
    if (!point) return [];
    const shift = shiftedFrom(when.at, point, plan);
    const promised = when.at === 'closing';
    const revision = promised ? `r${facts['sunset.transition']?.revision ?? 1}` : '';
    // A later revision says again only what is still ahead of the change that began it.
    const began = facts['sunset.transition']?.changes.find((change) => change.id === revision)?.at;
    const ahead = (dated: Dated): boolean =>
      !promised || !began || !isBefore(dated.day, localDay(began, plan.timeZone));
    return when.steps
      .map((step) => ({
        ...stepOf(step, point, revision, plan.timeZone, shift),
        countsDown: promised && (step.days ?? 0) < 0,
      }))
      .filter(ahead);
  }

  const from = anchors[when.from];
  if (!from) return [];
  const shift = shiftedFrom(when.from, from, plan);
  const horizon = facts['rollout.horizon'];
  const end = 'until' in when ? (anchors[when.until]?.day ?? null) : null;
  const goesOn = (day: Temporal.PlainDate): boolean =>
    !isBefore(horizon, day) && (end === null || isBefore(day, end));
  const last = end !== null && isBefore(end, horizon) ? end : horizon;
  if ('daily' in when)
    return series(from.day, { days: 1 }, last, goesOn, (day) => ({ step: day.toString(), day }));
  if ('yearly' in when)
    return series(from.day.add({ years: 1 }), { years: 1 }, last, goesOn, (day) => ({
      ...{ step: day.toString(), day },
    }));
  if ('everyWeekday' in when) {
    const first = from.day.add({ days: (when.everyWeekday - from.day.dayOfWeek + 7) % 7 });
    return series(first, { days: 7 }, last, goesOn, (day) => ({ step: day.toString(), day }));
  }
  return series(
    from.day.add({ days: when.first }),
    { days: when.everyDays },
    last,
    (day) => goesOn(shift(day)),
    (day, n) => ({
      step: String(n),
      day: shift(day),
    }),
  );
}

/** What counts from T keeps its promise through a pause: only a new T moves it. */
const countsFromT = new Set<Anchor>([
  'closing',
  'T',
  'archive ends',
  'look back',
  'meeting',
  'report',
  'last purge day',
]);

/** Planned days move with every pause; what counts from an event, only with the pauses that came after it. */
function shiftedFrom(
  anchor: Anchor,
  point: Point,
  plan: Plan,
): (day: Temporal.PlainDate) => Temporal.PlainDate {
  if (countsFromT.has(anchor)) return (day) => day;
  const since = point.day.toString();
  const pauses = anchor === 'start' ? plan.pauses : plan.pauses.filter((pause) => pause.from >= since);
  return (day) => afterPauses(day, pauses);
}

/** More than three years of days. A rollout takes one; whatever a plan says, an agenda stays one that can be read. */
const longest = 1200;

/**
 * Counted from the first day each time, so that months and years keep their day. No day of it is planned that
 * `last` does not reach; of more than the longest, those nearest to it.
 */
function series(
  first: Temporal.PlainDate,
  apart: { days: number } | { years: number },
  last: Temporal.PlainDate,
  goesOn: (day: Temporal.PlainDate) => boolean,
  dated: (day: Temporal.PlainDate, ordinal: number) => Dated,
): Dated[] {
  const most =
    'days' in apart ? first.until(last).days / apart.days : first.until(last, { largestUnit: 'years' }).years;
  const found: Dated[] = [];
  for (let n = Math.max(0, Math.floor(most) - longest + 1); n <= most; n++) {
    const day = first.add('days' in apart ? { days: apart.days * n } : { years: apart.years * n });
    if (!goesOn(day)) return found;
    found.push(dated(day, n + 1));
  }
  return found;
}

function stepOf(
  step: Step,
  point: Point,
  prefix: string,
  zone: string,
  shift: (day: Temporal.PlainDate) => Temporal.PlainDate,
): Dated {
  const name = [prefix, step.name ?? ''].filter((part) => part !== '').join('/');
  if (point.at && step.hours !== undefined) {
    const at = point.at.add({ hours: step.hours });
    return { step: name, day: localDay(at, zone), at };
  }
  if (point.at && step.days === undefined) return { step: name, day: point.day, at: point.at };
  return { step: name, day: shift(point.day.add({ days: step.days ?? 0 })) };
}

/** The pilot's weekly rounds; the last one closes with the phase, and none begins after it. */
function rounds(when: Extract<When, { rounds: 'pilot' }>, plan: Plan, facts: Facts): Dated[] {
  const { pilot } = facts['rollout.phases'];
  const window = plan.windows.pilot;
  const day = (offset: number): Temporal.PlainDate => afterPauses(dayOfPlan(plan, offset), plan.pauses);
  const found: Dated[] = [];
  const last = Math.min(window.to ?? 0, mostDays);
  for (let n = 1, opens = window.from + when.fifthDay; opens <= last; n++, opens += 7) {
    if (pilot.closedOn && isBefore(pilot.closedOn, day(opens))) break;
    const closes = day(opens + when.close);
    const cut = pilot.closedOn && pilot.closedAt && isBefore(pilot.closedOn, closes);
    found.push({ step: `${n}`, day: day(opens) });
    if (!cut || isBefore(day(opens + when.remind), pilot.closedOn!))
      found.push({ step: `${n}/reminder`, day: day(opens + when.remind) });
    found.push(
      cut
        ? { step: `${n}/closes`, day: pilot.closedOn!, at: pilot.closedAt! }
        : { step: `${n}/closes`, day: closes },
    );
  }
  return found;
}
