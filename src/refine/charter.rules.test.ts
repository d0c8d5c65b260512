import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { againstAdoption, changedLines, takesObjections, windowEnd } from './charter.rules.js';

const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text);
const open = { windowEndsOn: day('2026-02-09'), adoptedOn: null };

describe('the charter', () => {
  it('opened on a Monday for 7 days takes objections until the next Monday, that day included', () => {
    expect(windowEnd(day('2026-02-02'), 7)).toEqual(day('2026-02-09'));
    expect(takesObjections(open, day('2026-02-09'))).toBe(true);
    expect(takesObjections(open, day('2026-02-10'))).toBe(false);
  });

  it('is adopted only after the window, with every objection answered; all reasons are given at once', () => {
    expect(againstAdoption(open, 2, day('2026-02-09'))).toHaveLength(2);
    expect(againstAdoption(open, 1, day('2026-02-10'))).toHaveLength(1);
    expect(againstAdoption(open, 0, day('2026-02-10'))).toEqual([]);
  });

  it('is not adopted before anybody could object, and not twice', () => {
    expect(againstAdoption({ ...open, windowEndsOn: null }, 0, day('2026-03-01'))).toHaveLength(1);
    expect(againstAdoption({ ...open, adoptedOn: day('2026-02-10') }, 0, day('2026-03-01'))).toHaveLength(1);
  });

  it('never takes an objection on a day on which it could be adopted', () => {
    fc.assert(
      fc.property(fc.integer({ min: -30, max: 30 }), fc.nat(3), (offset, unanswered) => {
        const today = open.windowEndsOn.add({ days: offset });
        const adoptable = againstAdoption(open, unanswered, today).length === 0;
        expect(adoptable && takesObjections(open, today)).toBe(false);
      }),
    );
  });

  it('shows the lines that came and went, and nothing for the same text', () => {
    expect(changedLines('# Why\nWe move.', '# Why\nWe move together.')).toEqual({
      added: ['We move together.'],
      removed: ['We move.'],
    });
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(changedLines(text, text)).toEqual({ added: [], removed: [] });
      }),
    );
  });
});
