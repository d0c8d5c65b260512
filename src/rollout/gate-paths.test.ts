import { gateRows, plainly } from './gate-paths.js';
import { phaseKeys } from './words.js';
import { phases } from './phases.js';

const all = phaseKeys.flatMap((key) => Object.keys(phases[key].gate));

describe('what a phase must show', () => {
  it('is said to leads in plain words', () => {
    expect(all.length).toBeGreaterThan(15);
    expect(
      all.map(plainly).filter((words) => /roster|office hour|low end|pain point|retro/.test(words)),
    ).toEqual([]);
  });

  it('leads to the page on which it is brought about', () => {
    const rows = gateRows(
      'move',
      all.map((criterion) => ({ criterion, state: 'met', evidence: '' })),
    );
    expect(rows.filter(({ href }) => href === undefined)).toEqual([]);
    expect(rows[0]).toMatchObject({ verdict: 'met', href: '/rollouts/move/circle' });
  });
});
