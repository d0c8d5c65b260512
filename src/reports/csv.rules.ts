import type { Point } from '../adoption/adoption.queries.js';
import { csvLine } from '../community/cell.rules.js';

/** Rounded to a tenth of a percent; empty where there is not enough evidence, which is not zero. */
const share = (value: number | null): string => (value === null ? '' : (value * 100).toFixed(1));

/** Adoption day by day, every figure with its denominator, as a file that any spreadsheet opens safely. */
export function adoptionCsv(series: readonly Point[]): string {
  const lines = series.map((point) => [
    point.day.toString(),
    share(point.low),
    share(point.high),
    ...[
      point.baseline,
      point.assumed,
      point.takenOut,
      point.arrived,
      point.active,
      point.comfortable,
      point.unknown,
    ],
    ...[point.late ? 'yes' : 'no', point.revision],
  ]);
  return sheet(
    [
      ...[
        'Day',
        'Adoption, low end (% of baseline)',
        'Adoption, high end (% of baseline)',
        'Baseline',
        'Of it assumed',
      ],
      ...['Taken out of it', 'Arrived', 'Active', 'Comfortable', 'Unknown', 'Measured late', 'Revision'],
    ],
    lines,
  );
}

export interface ProofRow {
  key: string;
  people: number;
  grades: Record<string, number>;
}

/** How many each notice was said to, and how surely they were told; the grades are never added up. */
export function proofCsv(rows: readonly ProofRow[], grades: readonly string[]): string {
  return sheet(
    ['Notice', 'People', ...grades.map((grade) => `Proof: ${grade}`)],
    rows.map((row) => [row.key, row.people, ...grades.map((grade) => row.grades[grade] ?? 0)]),
  );
}

function sheet(header: string[], rows: (string | number)[][]): string {
  return `\ufeff${[header, ...rows].map((row) => csvLine(row.map(String))).join('')}`;
}
