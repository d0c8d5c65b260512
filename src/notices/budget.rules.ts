import { Temporal } from 'temporal-polyfill';
import { quietUntil } from './quiet.rules.js';
import type { Purpose } from './words.js';

type Moment = Temporal.Instant;

/** How much somebody who never answers may get. A lead's patience is not the measure; theirs is. */
export const budget = {
  /** Messages without a sign of life in between, while T is not moved. */
  inAll: 14,
  /** Of these, what the announcement, its notices and reminders will need; the others leave room for them. */
  keptForEssential: 6,
  perWeek: 2,
  /** Messages without a fixed day keep so many days apart, and those that wait together go as one. */
  digestDays: 3,
} as const;

/** A row whose moment has come. */
export interface Ready {
  id: string;
  key: string;
  play: string;
  purpose: Purpose;
  usefulUntil: Moment | null;
  /** The reader asked for it a moment ago. */
  atOnce: boolean;
  /** What its play answers at this moment: has the person not answered, arrived, declined in the meantime? */
  wanted: boolean;
  /** Under which Message-ID it may have arrived already. */
  sentAs: string | null;
}

/** What is known of the reader at this moment. */
export interface Reader {
  timeZone: string;
  erased: boolean;
  left: boolean;
  saidNo: boolean;
  optedOut: readonly Purpose[];
  /** When messages went to them, in whatever rollout: at least the last 7 days. */
  recent: readonly Moment[];
  /** Messages of this rollout since they last gave a sign of life. */
  unanswered: number;
  unansweredOrdinary: number;
  /** The last message that was not essential. */
  lastOrdinary: Moment | null;
}

export type Verdict =
  | { act: 'send' }
  /** Together with another row of the same reader, as one message. */
  | { act: 'join'; head: string }
  | { act: 'wait'; until: Moment }
  | { act: 'suppress'; reason: Suppressed };

export type Suppressed =
  | 'erased'
  | 'left'
  | 'said no'
  | 'opted out'
  | 'too late to be useful'
  | 'no longer needed'
  | 'over the budget';

const day = (days: number): Temporal.Duration => Temporal.Duration.from({ hours: 24 * days });
const isBefore = (a: Moment, b: Moment): boolean => Temporal.Instant.compare(a, b) < 0;
const inTime = (a: Moment, b: Moment): number => Temporal.Instant.compare(a, b);
const latest = (a: Moment, b: Moment): Moment => (isBefore(a, b) ? b : a);

/** All that still reaches somebody who said "I'd rather not": what they would be wronged by not knowing. */
export function goesAfterNo(play: string, key: string): boolean {
  return (
    [
      'sunset.announcement',
      'sunset.decision',
      'rollout.cancelled',
      'rollout.kept-both',
      'charter.changed',
    ].includes(play) ||
    (play === 'sunset.notice' && key.endsWith('/T-7'))
  );
}

/**
 * Why it must not be said to this reader at all; null when nothing speaks against it. The same by hand. Whoever has
 * just asked for something gets it, whatever they chose before.
 */
export function suppressed(
  row: Ready,
  reader: Pick<Reader, 'erased' | 'left' | 'saidNo' | 'optedOut'>,
  now: Moment,
): Suppressed | null {
  if (reader.erased) return 'erased';
  if (!row.atOnce) {
    if (reader.left) return 'left';
    if (reader.saidNo && !goesAfterNo(row.play, row.key)) return 'said no';
    if (row.purpose !== 'essential' && reader.optedOut.includes(row.purpose)) return 'opted out';
  }
  if (row.usefulUntil && !isBefore(now, row.usefulUntil)) return 'too late to be useful';
  if (!row.wanted) return 'no longer needed';
  return null;
}

/**
 * What to do now with everything that is ready for one reader. Essential messages go first, count, and are never
 * dropped; the others keep to the budget around them.
 * @param ahead when essential messages of the reader's rollout are planned, at least the next 14 days, and when those
 *   will go that are said to the reader and have not gone yet
 */
export function decide(
  rows: readonly Ready[],
  reader: Reader,
  ahead: readonly Moment[],
  now: Moment,
): Map<string, Verdict> {
  const verdicts = new Map<string, Verdict>();
  const awakeAt = quietUntil(now, reader.timeZone);
  let known = reader;
  let head: Ready | undefined;
  for (const row of rows.toSorted(byUrgency)) {
    const verdict = decideOne(row, known, ahead, now, awakeAt, head);
    verdicts.set(row.id, verdict);
    if (verdict.act !== 'send') continue;
    known = afterSending(known, row, now);
    if (hasNoFixedDay(row)) head = row;
  }
  return verdicts;
}

/** What is ready for one reader of one rollout. */
export interface OfRollout {
  rows: readonly Ready[];
  reader: Reader;
  ahead: readonly Moment[];
}

/**
 * The same for one reader of several rollouts: what goes for one of them is heard by the time the next is decided, and
 * what is essential in any of them goes first.
 */
export function decideAll(ofRollouts: readonly OfRollout[], now: Moment): Map<string, Verdict> {
  const urgent = ofRollouts.map(({ rows, reader, ahead }) =>
    sends(
      decide(
        rows.filter((row) => row.purpose === 'essential' || row.atOnce),
        reader,
        ahead,
        now,
      ),
    ),
  );
  const verdicts = new Map<string, Verdict>();
  ofRollouts.forEach(({ rows, reader, ahead }, i) => {
    const toCome = urgent.slice(i + 1).reduce((all, some) => all + some, 0);
    const elsewhere = Array.from({ length: sends(verdicts) + toCome }, () => now);
    const known = { ...reader, recent: [...reader.recent, ...elsewhere] };
    for (const [id, verdict] of decide(rows, known, ahead, now)) verdicts.set(id, verdict);
  });
  return verdicts;
}

const sends = (verdicts: ReadonlyMap<string, Verdict>): number =>
  [...verdicts.values()].filter(({ act }) => act === 'send').length;

function decideOne(
  row: Ready,
  reader: Reader,
  ahead: readonly Moment[],
  now: Moment,
  awakeAt: Moment | null,
  head: Ready | undefined,
): Verdict {
  const reason = suppressed(row, reader, now);
  if (reason) return { act: 'suppress', reason };
  if (row.atOnce) return { act: 'send' };
  const essential = row.purpose === 'essential';
  if (essential) return awakeAt ? waiting(awakeAt, row) : { act: 'send' };
  // What may have arrived already goes again as it went: with others under its Message-ID, those might be taken for it.
  if (head && head.sentAs === row.sentAs && hasNoFixedDay(row)) return { act: 'join', head: head.id };
  if (
    reader.unanswered >= budget.inAll ||
    reader.unansweredOrdinary >= budget.inAll - budget.keptForEssential
  )
    return { act: 'suppress', reason: 'over the budget' };
  const until = firstFree(row, reader, ahead, now);
  return isBefore(now, until) ? waiting(until, row) : { act: 'send' };
}

/** The first moment that is neither quiet, nor the third in any 7 days, nor too near to the last one. */
function firstFree(row: Ready, reader: Reader, ahead: readonly Moment[], now: Moment): Moment {
  let at = now;
  if (hasNoFixedDay(row) && reader.lastOrdinary)
    at = latest(at, reader.lastOrdinary.add(day(budget.digestDays)));
  const others = [...reader.recent, ...ahead];
  // Each round moves past one of finitely many messages, or to a morning.
  for (;;) {
    const next = quietUntil(at, reader.timeZone) ?? afterCrowd(at, others);
    if (!next) return at;
    at = next;
  }
}

/** When a message at this moment would make a third in some 7 days: the earliest moment to look at next. */
function afterCrowd(at: Moment, others: readonly Moment[]): Moment | null {
  const week = day(7);
  const near = others.filter((other) => isBefore(at.subtract(week), other) && isBefore(other, at.add(week)));
  const sorted = [...near, at].toSorted(inTime);
  const crowded = sorted.some((first, index) => {
    const last = sorted[index + budget.perWeek];
    return last !== undefined && isBefore(last, first.add(week));
  });
  if (!crowded) return null;
  return near.map((other) => other.add(week)).toSorted(inTime)[0]!;
}

/** Such letters go as one. */
export const hasNoFixedDay = (row: Pick<Ready, 'purpose' | 'usefulUntil' | 'atOnce'>): boolean =>
  row.purpose === 'community' && row.usefulUntil === null && !row.atOnce;

/** Past its usefulness it is looked at once more, and let go with the reason. */
function waiting(until: Moment, { usefulUntil }: Ready): Verdict {
  return { act: 'wait', until: usefulUntil && isBefore(usefulUntil, until) ? usefulUntil : until };
}

function byUrgency(a: Ready, b: Ready): number {
  const rank = (row: Ready): number =>
    row.purpose === 'essential' || row.atOnce ? 0 : hasNoFixedDay(row) ? 2 : 1;
  const begun = (row: Ready): number => (row.sentAs === null ? 1 : 0);
  return (
    rank(a) - rank(b) ||
    begun(a) - begun(b) ||
    inOrder(a.play, b.play) ||
    inOrder(a.key, b.key) ||
    inOrder(a.id, b.id)
  );
}

const inOrder = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function afterSending(reader: Reader, row: Ready, now: Moment): Reader {
  const ordinary = row.purpose !== 'essential';
  return {
    ...reader,
    recent: [...reader.recent, now],
    unanswered: reader.unanswered + 1,
    unansweredOrdinary: reader.unansweredOrdinary + (ordinary ? 1 : 0),
    lastOrdinary: ordinary ? now : reader.lastOrdinary,
  };
}
