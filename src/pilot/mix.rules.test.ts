import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { comforts, type Comfort } from '../rollout/words.js';
import { isSilent, mixOf, toReplace } from './mix.rules.js';

const mixed = ['enthusiast', 'hesitant', 'confident', 'unknown', 'unknown'] as const;

describe('the mix of a circle', () => {
  it('is met by an enthusiast, somebody hesitant and a third level', () => {
    expect(mixOf(mixed, 5)).toEqual({ missing: [], met: true });
  });

  it('names what is missing, without asking twice for the same person', () => {
    expect(mixOf([], 5).missing).toEqual([
      '5 more to say yes',
      'an enthusiast',
      'somebody hesitant, or a skeptic',
      '1 more level of comfort',
    ]);
    expect(mixOf(['enthusiast', 'skeptic', 'unknown', 'unknown', 'unknown'], 5).missing).toEqual([
      '1 more level of comfort',
    ]);
    expect(mixOf(['confident', 'confident', 'hesitant', 'skeptic', 'skeptic'], 5).missing).toEqual([
      'an enthusiast',
    ]);
  });

  it('holds the same as the gate of the pilot, whatever people said', () => {
    const level = fc.constantFrom<Comfort | 'unknown'>(...comforts, 'unknown');
    fc.assert(
      fc.property(fc.array(level, { maxLength: 10 }), (said) => {
        const levels = new Set(said.filter((one) => one !== 'unknown'));
        const gate =
          said.length >= 5 &&
          levels.size >= 3 &&
          levels.has('enthusiast') &&
          (levels.has('hesitant') || levels.has('skeptic'));
        expect(mixOf(said, 5).met).toBe(gate);
      }),
    );
  });
});

describe('silence', () => {
  const monday = Temporal.PlainDate.from('2026-01-05');
  const after = (days: number): Temporal.PlainDate => monday.add({ days });

  it('frees the seat on the seventh day after somebody was asked', () => {
    expect(isSilent(monday, after(6))).toBe(false);
    expect(isSilent(monday, after(7))).toBe(true);
  });

  it('does not count the days of a pause that came after', () => {
    const pause = (from: string) => [{ from, days: 10 }];
    expect(isSilent(monday, after(16), pause('2026-01-08'))).toBe(false);
    expect(isSilent(monday, after(17), pause('2026-01-08'))).toBe(true);
    expect(isSilent(monday, after(7), pause('2025-12-20'))).toBe(true);
  });
});

describe('replacing', () => {
  const circle = { least: 5, most: 10 };

  it('asks for as many as the circle is short of, counting those who may still say yes', () => {
    expect(toReplace({ accepted: ['enthusiast'], waiting: 2 }, circle)).toBe(2);
    expect(toReplace({ accepted: ['enthusiast'], waiting: 4 }, circle)).toBe(0);
  });

  it('asks for one more when everybody has answered and the mix is not met', () => {
    const alike = Array.from({ length: 6 }, () => 'enthusiast' as const);
    expect(toReplace({ accepted: alike, waiting: 0 }, circle)).toBe(1);
    expect(toReplace({ accepted: mixed, waiting: 0 }, circle)).toBe(0);
  });

  it('never lets a circle outgrow its most', () => {
    const full = Array.from({ length: 10 }, () => 'confident' as const);
    expect(toReplace({ accepted: full, waiting: 0 }, circle)).toBe(0);
  });
});
