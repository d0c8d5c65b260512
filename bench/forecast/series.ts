import fs from 'node:fs';
import path from 'node:path';

export interface Series {
  name: string;
  /** Shares, 0..1, one a step. */
  shares: number[];
  /** Whether a forecast may be made at a step: where only some steps were observed, the others must not tell. */
  observed: (step: number) => boolean;
}

/** Where the public series lie: as given, else in SAMPLES_DIR, else beside the project. Null where they do not. */
export function seriesFolder(given?: string): string | null {
  const folder = path.resolve(
    given ?? path.join(process.env['SAMPLES_DIR'] ?? path.join('..', 'shared', 'data'), 'series'),
  );
  return fs.existsSync(folder) ? folder : null;
}

/** Every series of shares in the folder, each in even steps: days, weeks, months or years. */
export function readSeries(folder: string): Series[] {
  const text = (...file: string[]): string => fs.readFileSync(path.join(folder, ...file), 'utf8');
  const rows = (...file: string[]): string[][] =>
    text(...file)
      .trim()
      .split(/\r?\n/)
      .map((line) => line.replaceAll('"', '').split(','));
  const plugins = fs
    .readdirSync(path.join(folder, 'jenkins-plugins'))
    .flatMap((file) => /^(.+)\.stats\.json$/.exec(file)?.[1] ?? []);
  return [
    each('freenode', daily(rows('freenode-exodus-2021', 'projects_left_by_day.csv').slice(1))),
    ...plugins.map((name) => each(`jenkins ${name}`, monthly(text('jenkins-plugins', `${name}.stats.json`)))),
    each(
      'pypi',
      rows('pypi-python2to3', 'monthly.csv')
        .slice(1)
        .map((row) => Number(row[3])),
    ),
    each('ipv6', monthlyMeans(rows('google-ipv6', 'results.csv'))),
    yearly('metal', rows('bass-classics', 'tsMetal_substitution.csv').slice(1)),
  ];
}

const each = (name: string, shares: number[]): Series => ({ name, shares, observed: () => true });

/** A list that is only added to: between two looks at it, it was as at the first. */
function daily(rows: string[][]): number[] {
  const first = Date.parse(rows[0]![0]!);
  const shares: number[] = [];
  for (const [day = '', , share] of rows) {
    const step = Math.round((Date.parse(day) - first) / 86_400_000);
    while (shares.length < step) shares.push(shares.at(-1)!);
    shares.push(Number(share));
  }
  return shares;
}

/** The newest month is left out: it was not over. */
function monthly(json: string): number[] {
  const { installationsPercentage } = JSON.parse(json) as { installationsPercentage: Record<string, number> };
  return Object.entries(installationsPercentage)
    .toSorted(([a], [b]) => Number(a) - Number(b))
    .map(([, percent]) => percent / 100)
    .slice(0, -1);
}

function monthlyMeans(rows: string[][]): number[] {
  const months = new Map<number, number[]>();
  for (const [year, month, , percent] of rows) {
    const key = Number(year) * 12 + Number(month);
    months.set(key, [...(months.get(key) ?? []), Number(percent) / 100]);
  }
  return [...months.entries()]
    .toSorted(([a], [b]) => a - b)
    .map(([, shares]) => shares.reduce((a, b) => a + b, 0) / shares.length);
}

/** Seen every fifth year; the years between are drawn straight, and no forecast is made in them. */
function yearly(name: string, rows: string[][]): Series {
  const seen = rows.map(([year, share]) => ({ year: Number(year), share: Number(share) }));
  const first = seen[0]!.year;
  const shares = [seen[0]!.share];
  for (const [i, { year, share }] of seen.slice(1).entries()) {
    const before = seen[i]!;
    for (let at = before.year + 1; at <= year; at++)
      shares.push(before.share + ((share - before.share) * (at - before.year)) / (year - before.year));
  }
  const years = new Set(seen.map(({ year }) => year - first));
  return { name, shares, observed: (step) => years.has(step) };
}
