import { memory } from '../src/adoption/pace.rules.js';
import { readSeries, seriesFolder, type Series } from './forecast/series.js';
import { goesOn, ways, type Way } from './forecast/ways.js';

const near = [4, 8];
const far = [14, 28, 56];

/** Where a forecast is made: after 14 steps, and first at each of these parts of the final level. */
const parts = [0.2, 0.35, 0.5];

/**
 * How far off a forecast is, against the rival that says the mean of the last seven steps goes on: the median over
 * public series of the rival's error ÷ ours; and how many of 10 values fell where 8 should. The same for each way
 * that was thought of, so that it can be seen why ours is ours.
 */
export function run({ folder = seriesFolder(option('--series')), tried = ways } = {}) {
  if (!folder)
    throw new Error(
      'The public series are not here: name their folder with --series DIR, or in SAMPLES_DIR.',
    );
  const series = readSeries(folder);
  const all = Object.entries(tried).map(([way, say]) => ({
    way,
    places: judged(series, say, origins, near),
    everywhere: judged(series, say, everywhere, near),
    ...Object.fromEntries(far.map((steps) => [`${steps} ahead`, judged(series, say, everywhere, [steps])])),
  }));
  if (all.length > 1) for (const one of all) console.log(JSON.stringify(one));
  const { places, everywhere: near8 } = all[0]!;
  return {
    ...{ ratio: places.ratio, aim: 1.2, covers: places.covers, coversAim: '0.7 to 0.9', wide: places.wide },
    ...{ series: series.length, coversEverywhere: near8.covers },
  };
}

type Judged = Record<'ratio' | 'covers' | 'wide' | 'forecasts', number>;

function judged(all: Series[], way: Way, from: (one: Series) => number[], horizons: number[]): Judged {
  const each = all.flatMap((one) => {
    const cases = from(one).flatMap((origin) => {
      const seen = one.shares.slice(0, origin + 1);
      const said = way(seen, Math.max(...horizons));
      return horizons.flatMap((steps) => {
        const came = one.shares[origin + steps];
        const { low, median, high } = said[steps - 1]!;
        return came === undefined
          ? []
          : {
              ours: Math.abs(came - median),
              rival: Math.abs(came - goesOn(seen)),
              within: came >= low && came <= high ? 1 : 0,
              wide: high - low,
            };
      });
    });
    return cases.length === 0 ? [] : [cases];
  });
  const cases = each.flat();
  const sum = (list: typeof cases, of: keyof (typeof cases)[number]): number =>
    list.reduce((a, one) => a + one[of], 0);
  return {
    ratio: rounded(median(each.map((list) => sum(list, 'rival') / sum(list, 'ours')))),
    covers: rounded(sum(cases, 'within') / cases.length),
    wide: rounded(sum(cases, 'wide') / cases.length),
    forecasts: cases.length,
  };
}

/** Where the quality page says: three places of each series. */
function origins({ shares, observed }: Series): number[] {
  const level = mean(shares.slice(-3));
  const places = parts.map((part) => {
    const first = shares.findIndex((share, step) => step >= memory - 1 && share >= part * level);
    return shares.findIndex((_, step) => first >= 0 && step >= first && observed(step));
  });
  return [...new Set(places)].filter((step) => step >= 0);
}

/** Wherever we would speak: after 14 steps, where it grows and is not over. */
function everywhere({ shares, observed }: Series): number[] {
  const most = Math.max(...shares);
  return shares.flatMap((share, step) =>
    step >= memory - 1 &&
    observed(step) &&
    share >= 0.02 &&
    share <= 0.95 * most &&
    share - shares[Math.max(0, step - memory)]! >= 0.01
      ? step
      : [],
  );
}

function option(name: string): string | undefined {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : process.argv[at + 1];
}

const rounded = (value: number): number => Number(value.toFixed(3));
const mean = (list: number[]): number => list.reduce((a, b) => a + b, 0) / list.length;
const median = (list: number[]): number => {
  const sorted = list.toSorted((a, b) => a - b);
  return ((sorted[(sorted.length - 1) >> 1] ?? 0) + (sorted[sorted.length >> 1] ?? 0)) / 2;
};
