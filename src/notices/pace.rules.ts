import { Temporal } from 'temporal-polyfill';

type Moment = Temporal.Instant;

/** How fast we may go to one receiver, as it stands between two looks. */
export interface Pace {
  /** Messages a minute; null where nothing limits them. */
  perMinute: number | null;
  /** When everything that was let go until now would have gone at an even pace. */
  evenAt: Moment;
  /** Nothing goes before: the receiver asked us to wait. */
  pausedUntil: Moment | null;
  /** When it last did so. */
  refusedAt: Moment | null;
}

/** Without a burst, 60 a minute would be one a second: so many minutes' worth may go at once. */
const BURST_MINUTES = 1;
/** Asked to wait, we wait so long, and then go at half the pace. */
const PAUSE_MINUTES = 1;
/** Never slower: a hundred people at a server that tests everybody's patience are told within the hour. */
const SLOWEST = 6;
/** So long without being asked again, we go twice as fast as before. */
const TRUST_MINUTES = 10;

const minutes = (n: number): Temporal.Duration =>
  Temporal.Duration.from({ milliseconds: Math.round(n * 60_000) });
const before = (a: Moment, b: Moment): boolean => Temporal.Instant.compare(a, b) < 0;
const latest = (a: Moment, b: Moment): Moment => (before(a, b) ? b : a);

/** The pace at this moment: what was slowed down comes back to what is usual, step by step. */
function perMinuteAt({ perMinute, refusedAt }: Pace, usual: number | null, now: Moment): number | null {
  if (perMinute === null || refusedAt === null) return usual;
  // Further ahead than we mistrust anybody: the clock has been put back since.
  if (before(now.add(minutes(TRUST_MINUTES)), refusedAt)) return usual;
  const steps = Math.floor(now.since(refusedAt).total('minutes') / TRUST_MINUTES);
  const grown = perMinute * 2 ** Math.max(0, Math.min(steps, 20));
  // Where nothing is usual, a hundred a second is as good as no limit.
  return grown >= (usual ?? 6000) ? usual : grown;
}

/** A pause that lies further ahead than a pause is long was set by a clock that has been put back since. */
const isPaused = ({ pausedUntil }: Pace, now: Moment): boolean =>
  pausedUntil !== null && before(now, pausedUntil) && !before(now.add(minutes(PAUSE_MINUTES)), pausedUntil);

/**
 * Of so many messages that are ready for one receiver: how many go now, and when to look at the others again.
 * @param usual messages a minute where nobody asked us to slow down; null: no limit
 */
export function letGo(
  pace: Pace,
  ready: number,
  usual: number | null,
  now: Moment,
): { go: number; waitUntil: Moment[]; pace: Pace } {
  const perMinute = perMinuteAt(pace, usual, now);
  const later = (count: number, from: Moment): Moment[] =>
    Array.from({ length: count }, (_, i) => from.add(minutes(perMinute === null ? 0 : i / perMinute)));
  if (isPaused(pace, now)) return { go: 0, waitUntil: later(ready, pace.pausedUntil!), pace };
  if (perMinute === null) return { go: ready, waitUntil: [], pace: { ...pace, evenAt: now } };
  // Further ahead than all that may go at once: the clock has been put back since.
  const evenAt = before(now.add(minutes(BURST_MINUTES)), pace.evenAt) ? now : latest(pace.evenAt, now);
  const spare = BURST_MINUTES - evenAt.since(now).total('minutes');
  const go = Math.max(0, Math.min(ready, Math.floor(spare * perMinute + 1e-6)));
  const after = evenAt.add(minutes(go / perMinute));
  const next = after.subtract(minutes(BURST_MINUTES)).add(minutes(1 / perMinute));
  return {
    go,
    waitUntil: later(ready - go, latest(next, now.add({ seconds: 1 }))),
    pace: { ...pace, evenAt: after },
  };
}

/** The receiver said “not now”: a pause, and half the pace. What several messages were told at once counts once. */
export function slowedDown(pace: Pace, usual: number | null, now: Moment): Pace {
  if (isPaused(pace, now)) return pace;
  const perMinute = Math.max(SLOWEST, (perMinuteAt(pace, usual, now) ?? 120) / 2);
  return { ...pace, perMinute, pausedUntil: now.add(minutes(PAUSE_MINUTES)), refusedAt: now };
}
