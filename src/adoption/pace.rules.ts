/** A measurement: how many steps (days, in a rollout) from any fixed one, and a share, 0..1. */
export interface Seen {
  at: number;
  share: number;
}

/** What may come some steps ahead: 8 chances in 10 to lie between low and high. Shares, 0..1. */
export interface Ahead {
  low: number;
  median: number;
  high: number;
}

export interface Pace {
  /** The newest share. */
  last: number;
  /** By how much it rose a step, lately; 0 where it fell. */
  rise: number;
  /** How far single steps strayed from that: one standard deviation of a step. */
  stray: number;
}

/** The pace is that of the last 14 steps: long enough for two waves, short enough to notice that they are over. */
export const memory = 14;

/**
 * How the pace goes on, compared with the last two weeks. `npm run bench -- forecast` found these on real curves: a
 * little slower, mostly; in the worst case half as fast and dying off within a month, in the best one 1.4 times as
 * fast and ever faster. They are round on purpose, because a dozen curves prove no third digit.
 */
const usual = 0.85;
const worst = { pace: 0.5, diesOff: 28 };
const best = { pace: 1.4, quickens: 28 };

/** Standard deviations on either side that hold 8 chances in 10. */
const eightInTen = 1.2816;

/** @param seen in order of time, at least two of them; only the last 14 steps are looked at */
export function paceOf(seen: readonly Seen[]): Pace {
  const newest = seen.at(-1)!;
  const lately = seen.filter(({ at }) => at >= newest.at - memory);
  const mean = (of: (one: Seen) => number): number =>
    lately.reduce((a, one) => a + of(one), 0) / lately.length;
  const [at, share] = [mean((one) => one.at), mean((one) => one.share)];
  const spread = mean((one) => (one.at - at) ** 2);
  const rise = spread === 0 ? 0 : mean((one) => (one.at - at) * (one.share - share)) / spread;
  const strayed = lately.slice(1).map((one, i) => {
    const [steps, risen] = [one.at - lately[i]!.at, one.share - lately[i]!.share];
    return (risen - rise * steps) ** 2 / steps;
  });
  const stray = Math.sqrt(strayed.reduce((a, b) => a + b, 0) / Math.max(1, strayed.length - 1));
  return { last: newest.share, rise: Math.max(0, rise), stray };
}

/**
 * Each step, the same part of those who are left comes: so a curve bends before everybody is there, by itself.
 * @param steps how many ahead; at 0 all three are the newest share
 * @param people of whom it is a share: with few of them, chance weighs more
 */
export function ahead({ last, rise, stray }: Pace, steps: number, people = Infinity): Ahead {
  const left = Math.max(0.02, 1 - last);
  const after = (atPace: number): number => last + left * (1 - Math.exp((-rise * atPace) / left));
  const median = after(usual * steps);
  const chance = eightInTen * Math.sqrt(stray ** 2 * Math.min(steps, memory) + (median - last) / people);
  const slow = after(worst.pace * worst.diesOff * (1 - Math.exp(-steps / worst.diesOff)));
  const fast = after(best.pace * steps * (1 + steps / (2 * best.quickens)));
  return {
    low: share(median - Math.hypot(median - slow, chance)),
    median: share(median),
    high: share(median + Math.hypot(fast - median, chance)),
  };
}

const share = (value: number): number => Math.min(1, Math.max(0, value));
