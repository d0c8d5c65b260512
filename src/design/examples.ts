import { Temporal } from 'temporal-polyfill';
import type { FormState } from '../kernel/ui/forms.js';
import type { GateOverride, GateRow } from '../kernel/ui/gate-list.js';
import type { NextItem } from '../kernel/ui/notes.js';
import type { Lane } from '../kernel/ui/timeline.js';

const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text);

export const lanes: Lane[] = [
  {
    ...{ name: 'Pilot circle', state: 'closed', words: 'closed on Tuesday 27 January' },
    planned: { from: day('2026-01-05'), to: day('2026-02-01') },
    real: { from: day('2026-01-05'), to: day('2026-01-27') },
  },
  {
    ...{ name: 'Refine and document', state: 'late', words: 'late, waits for the second guide' },
    planned: { from: day('2026-01-19'), to: day('2026-02-08') },
  },
  {
    ...{ name: 'Soft launch', href: '#main', state: 'open', words: 'open since Monday 2 February' },
    planned: { from: day('2026-02-02'), to: day('2026-03-29') },
    real: { from: day('2026-02-02'), to: null },
  },
  {
    ...{ name: 'Sunset', state: 'upcoming', words: 'ahead, planned from Monday 6 April' },
    planned: { from: day('2026-04-06'), to: null },
  },
];

export const gate: { title: string; rows: GateRow[]; override: GateOverride } = {
  title: 'What Soft launch must show',
  rows: [
    {
      verdict: 'met',
      criterion: 'Everybody was invited',
      evidence: '214 of 214, Tuesday 7 July',
    },
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
  ],
  override: { by: 'Rosa', on: 'Tuesday 7 July', reason: 'The other 99 were asked one by one.' },
};

export const coming: NextItem[] = [
  {
    what: 'Invitations of the second wave',
    people: 118,
    when: 'Tuesday 7 July, 10:00 (Europe/Berlin)',
    why: 'To the second wave',
    leftOut: '4 said that they would rather not.',
    readHref: '#main',
    stopAction: '/design',
  },
  {
    what: 'A text to post',
    people: null,
    when: 'Wednesday 8 July, 10:00 (Europe/Berlin)',
    why: 'To the old places',
  },
];

export const wrong: FormState = {
  values: { name: 'To Matrix, spring', startsOn: '' },
  reasons: [
    { field: 'startsOn', message: 'Write the day as year-month-day, such as 2026-03-02.' },
    { field: 'preset', message: 'Choose how many people you are.' },
  ],
};
