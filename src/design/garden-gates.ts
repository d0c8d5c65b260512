import type { GateOverride, GateRow } from '../kernel/ui/gate-list.js';

const rows: GateRow[] = [
  { verdict: 'met', criterion: 'Everybody was invited', evidence: '214 of 214, Tuesday 7 July' },
  {
    verdict: 'not met',
    criterion: 'At least 60% are at home in the new place',
    evidence: '115 of 214 (54%), Tuesday 7 July',
    href: '#main',
  },
  {
    verdict: 'not enough evidence',
    criterion: 'Few of those who came have left again',
    missing: 'Nobody reported the new place for 9 days. A report of the place, or a roll call, brings it.',
  },
];

const title = 'What Soft launch must show';
const override: GateOverride = {
  ...{ by: 'Rosa', on: 'Tuesday 7 July', reason: 'The other 99 were asked one by one.' },
};

export const gate = { title, rows, more: { href: '#main', label: 'Look at closing “Soft launch”' } };
export const metGate = {
  title,
  rows: [
    rows[0]!,
    { verdict: 'met' as const, criterion: 'A help hour held', evidence: '3 held, Tuesday 7 July' },
  ],
  more: { href: '#main', label: 'Close “Soft launch”' },
};
export const closedGate = { title, rows: rows.slice(0, 2), override };
