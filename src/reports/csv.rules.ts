import type { Point } from '../adoption/adoption.queries.js';
import { csvLine } from '../community/cell.rules.js';
import { grades } from '../notices/words.js';
import { NONE } from '../rollout/grade.words.js';
import { hideTotal, inWords, type Shown } from '../privacy/few.rules.js';
import type { RoundRow, SaidRow, StuckRow } from './reports.queries.js';

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
  /** Which message it is, as pages name it. */
  what: string;
  /** The day on which it was said. */
  said: string;
  people: Shown;
  grades: Record<string, Shown>;
  none: Shown;
}

/** How many each notice was said to, and how surely they were told; the grades are never added up. */
export function proofCsv(rows: readonly ProofRow[], named: readonly string[]): string {
  return sheet(
    ['Notice', 'What', 'Said on', 'People', ...named.map((grade) => `Proof: ${grade}`), NONE],
    rows.map((row) => [
      ...[row.key, row.what, row.said, told(row.people)],
      ...named.map((grade) => told(row.grades[grade])),
      told(row.none),
    ]),
  );
}

/** What was said, a row a purpose, as the page shows it. */
export function saidCsv(rows: readonly SaidRow[]): string {
  return sheet(
    ['Purpose', 'Messages', 'To people', ...grades.map((grade) => `Proof: ${grade}`), 'Not proven'],
    rows.map(({ purpose, notices, people, grades: counts, notProven }) => [
      ...[purpose, notices, told(people)],
      ...grades.map((grade) => told(counts[grade])),
      told(notProven),
    ]),
  );
}

/** Closed rounds, a row an answer that can be counted. */
export function roundsCsv(rounds: readonly RoundRow[]): string {
  return sheet(
    [
      'Survey',
      'Round',
      'Closed on',
      'Asked',
      'Answered',
      'Question',
      'Answered it',
      'Answer',
      'People',
      'Mean',
    ],
    rounds.flatMap(({ survey, number, closedOn, asked, answered, questions }) =>
      questions.flatMap((one) =>
        one.counts.map(({ words, people }) => [
          ...[survey, number, closedOn.toString(), ...turnout(asked, answered)],
          ...[one.words, told(one.answered), words, told(people), one.mean ?? ''],
        ]),
      ),
    ),
  );
}

const turnout = (asked: number, answered: number): (number | string)[] =>
  hideTotal(asked) === null ? [inWords(null), inWords(null)] : [asked, answered];

export function stuckCsv(rows: readonly StuckRow[]): string {
  return sheet(
    ['Since', 'Until', 'The next wave was let go'],
    rows.map(({ since, endedOn, letGo }) => [
      since.toString(),
      endedOn?.toString() ?? '',
      letGo ? 'yes' : 'no',
    ]),
  );
}

/** Zero where nothing was counted; words where there are too few to show. */
const told = (n: Shown | undefined): number | string => (n === null ? inWords(n) : (n ?? 0));

function sheet(header: string[], rows: (string | number)[][]): string {
  return `\ufeff${[header, ...rows].map((row) => csvLine(row.map(String))).join('')}`;
}
