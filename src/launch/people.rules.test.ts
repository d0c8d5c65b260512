import fc from 'fast-check';
import { oneLine } from '../notices/fill.rules.js';
import { toldApart } from './people.rules.js';

describe('people on one page', () => {
  it('are called by their first names', () => {
    expect(['Anna Berg', 'Bo Lind'].map(toldApart(['Anna Berg', 'Bo Lind']))).toEqual(['Anna', 'Bo']);
  });

  it('are named whole where two would be called alike', () => {
    const names = ['Anna Berg', 'Lind, Anna', 'Bo Lind'];
    expect(names.map(toldApart(names))).toEqual(['Anna Berg', 'Lind, Anna', 'Bo']);
  });

  it('are one person where the same name stands twice', () => {
    expect(toldApart(['Anna Berg', 'Anna Berg'])('Anna Berg')).toBe('Anna');
  });

  it('are never called alike unless their names are', () => {
    const word = fc.constantFrom('Anna', 'Bo', 'Berg', 'Lind', 'Dr.', ',');
    const name = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' '));
    fc.assert(
      fc.property(fc.array(name, { maxLength: 6 }), (names) => {
        const whole = new Set(names.map(oneLine));
        expect(new Set([...whole].map(toldApart(names))).size).toBe(whole.size);
      }),
    );
  });
});
