import { ahead, paceOf, type Ahead } from '../../src/adoption/pace.rules.js';

/** Makes a forecast of shares that were seen: what may come 1, 2, … steps ahead. */
export type Way = (seen: readonly number[], steps: number) => Ahead[];

/** What we do, and what else was thought of. The rival comes by itself. */
export const ways: Record<string, Way> = {
  ours: (seen, steps) => {
    const pace = paceOf(seen.map((share, at) => ({ at, share })));
    return every(steps, (h) => ahead(pace, h));
  },
  'steps drawn again': drawnAgain,
  'damped trend': dampedTrend,
  logistic: (seen, steps) => grown(seen, steps, logistic),
  gompertz: (seen, steps) => grown(seen, steps, gompertz),
};

/** The rival: the mean of the last seven goes on. */
export const goesOn = (seen: readonly number[]): number => mean(seen.slice(-7));

const every = (steps: number, at: (step: number) => Ahead): Ahead[] =>
  Array.from({ length: steps }, (_, i) => at(i + 1));
const mean = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0) / list.length;
const share = (value: number): number => Math.min(1, Math.max(0, value));
const increments = (seen: readonly number[]): number[] => seen.slice(1).map((value, i) => value - seen[i]!);

/** The last value, and steps drawn three in a row from the last 14; 400 ways to go on. */
function drawnAgain(seen: readonly number[], steps: number): Ahead[] {
  const lately = increments(seen.slice(-15));
  const draw = dice(7);
  const paths = Array.from({ length: 400 }, () => {
    let value = seen.at(-1)!;
    let from = 0;
    return Array.from({ length: steps }, (_, i) => {
      if (i % 3 === 0) from = Math.floor(draw() * (lately.length - 2));
      value += lately[from + (i % 3)]!;
      return share(value);
    });
  });
  return every(steps, (h) => {
    const values = paths.map((path) => path[h - 1]!).toSorted((a, b) => a - b);
    return { low: values[40]!, median: values[200]!, high: values[360]! };
  });
}

/** The trend of the last seven steps, each step 0.95 of the one before; as far off as steps strayed so far. */
function dampedTrend(seen: readonly number[], steps: number): Ahead[] {
  const lately = increments(seen.slice(-8));
  const trend = mean(lately);
  const stray = Math.sqrt(mean(increments(seen).map((step) => (step - trend) ** 2)));
  return every(steps, (h) => {
    const median = seen.at(-1)! + (trend * 0.95 * (1 - 0.95 ** h)) / 0.05;
    const wide = 1.2816 * stray * Math.sqrt(h);
    return { low: share(median - wide), median: share(median), high: share(median + wide) };
  });
}

interface Curve {
  at: (z: number) => number;
  back: (share: number) => number;
}
const logistic: Curve = { at: (z) => 1 / (1 + Math.exp(-z)), back: (p) => Math.log(p / (1 - p)) };
const gompertz: Curve = { at: (z) => Math.exp(-Math.exp(-z)), back: (p) => -Math.log(-Math.log(p)) };

/** A curve with a ceiling of at most everybody, fitted to 60 steps for 40 ceilings; the better it fits, the more it counts. */
function grown(seen: readonly number[], steps: number, { at, back }: Curve): Ahead[] {
  const shares = seen.slice(-60);
  const most = Math.max(...shares);
  const fits = Array.from({ length: 41 }, (_, i) => {
    const ceiling = most * 1.01 + ((1 - most * 1.01) * i) / 40;
    const points = shares.map((value, x) => {
      const part = Math.min(0.999, Math.max(0.0005, value / ceiling));
      return { x, z: back(part), weight: part * (1 - part) + 1e-4 };
    });
    const sum = (of: (point: (typeof points)[number]) => number): number =>
      points.reduce((a, point) => a + point.weight * of(point), 0);
    const [w, x, z] = [sum(() => 1), sum((p) => p.x), sum((p) => p.z)];
    const slope = (w * sum((p) => p.x * p.z) - x * z) / (w * sum((p) => p.x ** 2) - x * x);
    const from = (z - slope * x) / w;
    const on = (step: number): number => ceiling * at(from + slope * step);
    return { on, miss: shares.reduce((a, value, step) => a + (value - on(step)) ** 2, 0) };
  });
  const least = Math.min(...fits.map(({ miss }) => miss));
  const variance = least / Math.max(1, shares.length - 3) + 1e-12;
  const last = shares.length - 1;
  return every(steps, (h) => {
    const ends = fits
      .map(({ on, miss }) => ({
        value: share(shares[last]! + on(last + h) - on(last)),
        weight: Math.exp((least - miss) / (6 * variance)),
      }))
      .toSorted((a, b) => a.value - b.value);
    const whole = ends.reduce((a, { weight }) => a + weight, 0);
    const quantile = (part: number): number => {
      let sum = 0;
      return ends.find(({ weight }) => (sum += weight) >= part * whole)?.value ?? ends.at(-1)!.value;
    };
    const wide = 1.2816 * Math.sqrt(variance);
    return { low: share(quantile(0.1) - wide), median: quantile(0.5), high: share(quantile(0.9) + wide) };
  });
}

/** Dice that fall alike each time. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
