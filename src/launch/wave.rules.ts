import { Temporal } from 'temporal-polyfill';
import { afterPauses, later } from '../rollout/calendar.rules.js';
import { dayOfPlan, type Plan } from '../rollout/plan.js';

type Day = Temporal.PlainDate;

export const waveKinds = ['share', 'place', 'list'] as const;
/** Who is in a wave: an even share of everybody, the people of one place, or those of one advocate. */
export type WaveKind = (typeof waveKinds)[number];

export interface WaveWish {
  /** From 1, in the order in which they go. */
  number: number;
  kind: WaveKind;
  placeId: string | null;
  advocateId: string | null;
  /** Leans on advocates: never larger than their free places. */
  leans: boolean;
}

/** Somebody to invite, in the order in which they are taken. */
export interface Invitee {
  id: string;
  pilot: boolean;
  placeIds: readonly string[];
  /** Whose list they are on. */
  advocateId: string | null;
  /** The wave that they are in already. */
  wave: number | null;
  /** A lead put them there by hand. */
  moved: boolean;
}

/** Free places by advocate: now, and when nobody takes one. */
export interface Room {
  free: ReadonlyMap<string, number>;
  whole: ReadonlyMap<string, number>;
}

export interface PlannedWave extends WaveWish {
  people: string[];
}

/**
 * Puts everybody into exactly one wave. The circle goes first; whom a lead moved stays there; a place or a list
 * takes its people; the rest is shared evenly in the given order. Once a wave has gone out, people keep theirs and newcomers join the last.
 * What does not fit into a wave that leans on advocates moves on, into added waves if need be.
 * @param wishes waves that have not gone out yet, in their order
 * @param goneOut the highest number of a wave that has; 0 while none has
 */
export function planWaves(
  people: readonly Invitee[],
  wishes: readonly WaveWish[],
  goneOut: number,
  room: Room,
): PlannedWave[] {
  const waves: PlannedWave[] = wishes.map((wish) => ({ ...wish, people: [] }));
  let last = Math.max(goneOut, ...waves.map((wave) => wave.number));
  // People joined after the last wave went out.
  if (waves.length === 0 && people.length > 0) waves.push(added(++last, false));
  const by = new Map(people.map((person) => [person.id, person]));

  const rest = people.filter((person) => {
    const wave = waveOf(person, waves, goneOut);
    wave?.people.push(person.id);
    return !wave;
  });
  const shares = waves.filter((wave) => wave.kind === 'share');
  share(rest, goneOut > 0 || shares.length === 0 ? waves.slice(-1) : shares);

  for (let i = 0; i < waves.length; i++) {
    const wave = waves[i]!;
    wave.people.sort((a, b) => firmness(by.get(b)!) - firmness(by.get(a)!));
    const over = wave.people.splice(capacity(wave, i === 0 ? room.free : room.whole, room.whole));
    if (over.length === 0) continue;
    const next = waves[i + 1] ?? added(++last, wave.leans);
    if (i + 1 === waves.length) waves.push(next);
    next.people.unshift(...over);
  }
  return waves;
}

function waveOf(person: Invitee, waves: PlannedWave[], goneOut: number): PlannedWave | undefined {
  if (person.pilot) return waves[0];
  const keeps = goneOut > 0 || person.moved;
  const kept = keeps ? waves.find((wave) => wave.number === person.wave) : undefined;
  return (
    kept ??
    waves.find((wave) => wave.kind === 'list' && wave.advocateId === person.advocateId) ??
    waves.find((wave) => wave.kind === 'place' && person.placeIds.includes(wave.placeId ?? ''))
  );
}

/** Where a wave is too large, the others go on to the next one. */
const firmness = ({ pilot, moved }: Invitee): number => (pilot ? 2 : Number(moved));

/** In even parts, the earlier waves one larger where it does not come out even. The circle already sits in its. */
function share(rest: readonly Invitee[], waves: PlannedWave[]): void {
  let from = 0;
  const all = rest.length + waves.reduce((sum, wave) => sum + wave.people.length, 0);
  waves.forEach((wave, i) => {
    const fair = Math.floor(all / waves.length) + (i < all % waves.length ? 1 : 0);
    const to = i === waves.length - 1 ? rest.length : from + Math.max(0, fair - wave.people.length);
    wave.people.push(...rest.slice(from, to).map((person) => person.id));
    from = Math.min(to, rest.length);
  });
}

/** No advocate at all is no limit: then the leads help, and nobody waits for ever. */
function capacity(wave: WaveWish, free: ReadonlyMap<string, number>, whole: Room['whole']): number {
  if (!wave.leans) return Infinity;
  const count = (places: ReadonlyMap<string, number>): number =>
    wave.kind === 'list'
      ? (places.get(wave.advocateId ?? '') ?? 0)
      : [...places.values()].reduce((sum, n) => sum + Math.max(0, n), 0);
  return count(whole) === 0 ? Infinity : Math.max(0, count(free));
}

const added = (number: number, leans: boolean): PlannedWave => ({
  ...{ number, kind: 'share', placeId: null, advocateId: null, leans, people: [] },
});

export interface WaveDays {
  number: number;
  /** A held wave waits at least until then. */
  notBefore: Day | null;
  saidOn: Day | null;
}

/**
 * The day of each wave, in their order: counted from the launch's first day, the plan's days apart, later by
 * pauses and holds, and never closer together than the plan wants.
 * @param opened the day on which the launch really opened; null while it has not
 */
export function waveDays(plan: Plan, opened: Day | null, waves: readonly WaveDays[]): Map<number, Day> {
  const planned = dayOfPlan(plan, plan.windows.launch.from);
  const due = afterPauses(planned, plan.pauses);
  // A launch that opened late tells its leads a day before the first wave, as every other would.
  const late = opened !== null && Temporal.PlainDate.compare(opened, due) > 0;
  const first = late ? opened.add({ days: 1 }) : due;
  const apart = plan.waves.daysApart;
  const days = new Map<number, Day>();
  let before: Day | null = null;
  for (const { number, notBefore, saidOn } of waves) {
    const inPlan: Day = afterPauses(planned.add({ days: (number - 1) * apart }), plan.pauses);
    const soonest: Day = before === null ? first : later(before.add({ days: apart }), inPlan);
    before = saidOn ?? later(soonest, notBefore ?? soonest);
    days.set(number, before);
  }
  return days;
}

export interface Readiness {
  pilotClosed: boolean;
  launchOpened: boolean;
  quickStart: boolean;
  advocates: number;
  charterOpened: boolean;
  /** Why the friction alarm rings; null when it does not. */
  friction: string[] | null;
}

/** Why a wave must not go out now; empty when it may. `first`: none has gone out before it. */
export function holds(first: boolean, ready: Readiness): string[] {
  const reasons: string[] = [];
  if (!ready.launchOpened && !ready.pilotClosed) reasons.push('the pilot is not closed');
  if (first && !ready.quickStart) reasons.push('no quick start is published');
  if (first && ready.advocates === 0) reasons.push('nobody has agreed to help others');
  if (first && !ready.charterOpened) reasons.push('no draft of the charter was opened for objections');
  if (ready.friction) reasons.push(...(ready.friction.length > 0 ? ready.friction : ['newcomers get stuck']));
  return reasons;
}
