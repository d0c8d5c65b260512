import { describe, expect, it } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { difference, type Difference, type Kept } from './replan.rules.js';

const when = (on: string): NonNullable<Kept['open']> => ({
  at: Temporal.Instant.from(`${on}T09:00:00Z`),
  day: Temporal.PlainDate.from(on),
});
const dated = (on: string) => ({ key: 'lead.week/1', ...when(on) });
const held = (decidedBy: string, to: string): Pick<Difference, 'move' | 'redate'> => {
  const entry = { ...dated(to), play: 'lead.week' as const, step: '1', speaks: true };
  const kept: Kept = { key: 'lead.week/1', open: when('2026-02-10'), state: 'held', decidedBy };
  return difference([kept], [entry]);
};

describe('what is held, when its day moves', () => {
  it('waits for its new day where it was only found late', () => {
    expect(held('changeover', '2026-02-12')).toMatchObject({ move: [dated('2026-02-12')], redate: [] });
    expect(held('changeover', '2026-02-08')).toMatchObject({ move: [], redate: [] });
  });

  it('stays held where a lead held it, under its new day', () => {
    for (const to of ['2026-02-08', '2026-02-12'])
      expect(held('4f0c', to)).toMatchObject({ move: [], redate: [dated(to)] });
    expect(held('4f0c', '2026-02-10')).toMatchObject({ move: [], redate: [] });
  });
});
