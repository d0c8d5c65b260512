import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { changes, markOf, mayAlone, notNow, stateAt, yesKinds, yesStates, type Team } from './yes.rules.js';

const until = Temporal.Instant.from('2026-03-31T22:30:00Z');
const lena = { id: 'lena', name: 'Lena' };
const luis = { id: 'luis', name: 'Luis' };
const two: Team = { leads: [lena, luis], alone: false, care: 'open' };
const asked = { kind: 'gate', state: 'open', askedBy: 'lena', until } as const;
const now = until.subtract({ hours: 1 });
const why = (by: string, team = two, more = {}): string =>
  notNow({ ...asked, ...more }, { by, team, now })
    .map(({ message }) => message)
    .join();

describe('a request for a second yes', () => {
  it('is answered by another lead only, while it is open and its asker leads', () => {
    expect(why('luis')).toBe('');
    expect(why('lena')).toContain('a second lead has to say yes');
    expect(why('luis', { ...two, leads: [luis] })).toContain('does not lead here any more');
    for (const state of yesStates.filter((one) => one !== 'open'))
      expect(why('luis', two, { state })).not.toBe('');
  });

  it('expires at its moment, not before; what was answered stays so', () => {
    expect(stateAt(asked, until.subtract({ nanoseconds: 1 }))).toBe('open');
    expect(stateAt(asked, until)).toBe('expired');
    expect(stateAt({ state: 'done', until }, until.add({ hours: 9999 }))).toBe('done');
  });

  it('is done alone only by the only lead, where the rule is off, and never for a list to be careful with', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...yesKinds),
        fc.boolean(),
        fc.constantFrom('open', 'careful', 'protective'),
        fc.integer({ min: 0, max: 3 }),
        (kind, alone, care, n) => {
          const leads = [lena, luis, { id: 'ada', name: 'Ada' }].slice(0, n);
          const may = mayAlone(kind, { leads, alone, care });
          expect(may).toBe(alone && n === 1 && !(kind === 'roster' && care !== 'open'));
        },
      ),
    );
    const only = { ...two, leads: [lena] };
    expect(why('lena', only)).toContain('add a second lead');
    expect(why('lena', { ...only, alone: true })).toBe('');
    expect(why('lena', { ...two, alone: true })).toContain('a second lead has to say yes');
  });

  it('carries a mark of what was looked at, which anything that changes changes', () => {
    expect(changes(['a', 'b'], ['b', 'c'])).toEqual({ gone: ['a'], fresh: ['c'] });
    fc.assert(
      fc.property(fc.array(fc.string()), fc.array(fc.string()), (before, later) => {
        const { gone, fresh } = changes(before, later);
        const same = markOf(before) === markOf(later);
        expect(same && gone.length + fresh.length > 0).toBe(false);
      }),
    );
  });
});
