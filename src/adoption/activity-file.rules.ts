import { clean } from '../community/cell.rules.js';
import { dayField, idField } from '../kernel/http/fields.js';
import type { Reason } from '../kernel/refusal.js';
import type { ReportRow } from './sightings.service.js';

const names = {
  memberId: ['member', 'memberid', 'member_id', 'id'],
  handle: ['handle', 'user', 'username', 'name'],
  day: ['day', 'date'],
  side: ['side'],
} as const;

export type Columns = Partial<Record<keyof typeof names, number>>;

/** Which column holds what, by the names in the header, whatever their order and case. */
export function columnsOf(header: readonly string[]): Columns | Reason[] {
  const cells = header.map((cell) => clean(cell).toLowerCase());
  const columns: Columns = {};
  for (const key of Object.keys(names) as (keyof typeof names)[]) {
    const found = cells.findIndex((cell) => (names[key] as readonly string[]).includes(cell));
    if (found >= 0) columns[key] = found;
  }
  const missing: Reason[] = [];
  if (columns.day === undefined)
    missing.push({ field: 'header', message: 'Name the column with the days “day”.' });
  if (columns.memberId === undefined && columns.handle === undefined)
    missing.push({
      field: 'header',
      message: 'Name the column with our ids “member”, or the one with names there “handle”.',
    });
  return missing.length > 0 ? missing : columns;
}

/** One line as a row of a report, or what is wrong with it. `number` counts lines of the file, from 1. */
export function rowOf(columns: Columns, cells: readonly string[], number: number): ReportRow | Reason[] {
  const cell = (key: keyof typeof names): string => clean(cells[columns[key] ?? -1] ?? '');
  const field = `line ${number}`;
  const wrong: Reason[] = [];
  const day = dayField.safeParse(cell('day'));
  if (!day.success)
    wrong.push({ field, message: 'Write the day as year-month-day, for example 2026-07-07.' });
  const side = cell('side') || 'destination';
  if (side !== 'source' && side !== 'destination')
    wrong.push({ field, message: 'The side is “source” or “destination”.' });
  const memberId = idField.safeParse(cell('memberId')).data;
  const handle = memberId === undefined ? cell('handle') : '';
  if (memberId === undefined && handle === '') wrong.push({ field, message: 'This line names nobody.' });
  if (wrong.length > 0 || !day.success || (side !== 'source' && side !== 'destination')) return wrong;
  return { day: day.data, side, ...(memberId === undefined ? { handle } : { memberId }) };
}
