import fc from 'fast-check';
import { doors } from '../community/community.entity.js';
import { atTheDoors, nextOf, stepsOf, type Begun } from './begin.rules.js';
import { stepWords } from './begin.words.js';

const nothing: Begun = {
  ...{ door: null, care: 'open', responsible: 'Ada' },
  ...{ places: 0, people: 0, unheard: 0, leads: 1, moves: [] },
};
const move = { id: '1', name: 'To Matrix', state: 'draft', code: false, over: false };

describe('the first steps', () => {
  it('begin at the doors, until one is chosen or a move is there', () => {
    expect(atTheDoors(nothing)).toBe(true);
    expect(atTheDoors({ ...nothing, door: 'group' })).toBe(false);
    expect(atTheDoors({ ...nothing, moves: [move] })).toBe(false);
  });

  it('with a file go by the people, with only the group past them', () => {
    const named = { ...nothing, places: 2 };
    expect(nextOf({ ...named, door: 'file' })).toBe('people');
    expect(nextOf({ ...named, door: 'group' })).toBe('plan');
    expect(stepsOf({ ...named, door: 'group' }).map(({ key }) => key)).not.toContain('people');
  });

  it('end with something for tonight before the start, and after it where the move has begun already', () => {
    const planned = { ...nothing, places: 2, people: 1, moves: [move] };
    expect(nextOf({ ...planned, door: 'file' })).toBe('tonight');
    expect(nextOf({ ...planned, door: 'group' })).toBe('tonight');
    expect(nextOf({ ...planned, door: 'begun' })).toBe('start');
    expect(stepWords.plan(planned).words).toBe(`“${move.name}” is planned.`);
    const running = { ...planned, moves: [{ ...move, state: 'running' }] };
    expect(stepWords.plan(running).words).toBe(`“${move.name}” has begun.`);
  });

  it('ask for a second lead last', () => {
    const all = { ...nothing, places: 2, people: 1, moves: [{ ...move, state: 'running', code: true }] };
    expect(nextOf({ ...all, door: 'file' })).toBe('lead');
    expect(nextOf({ ...all, door: 'file', leads: 2 })).toBeNull();
  });

  it('are over once every move is past its closing day: nothing is taken for tonight then', () => {
    const ended = { ...move, state: 'running', over: true };
    expect(nextOf({ ...nothing, door: 'file', moves: [ended] })).toBeNull();
    expect(stepsOf({ ...nothing, door: 'file', moves: [ended] })).toContainEqual({
      key: 'tonight',
      done: true,
    });
    expect(nextOf({ ...nothing, door: 'file', moves: [ended, move] })).toBe('places');
  });

  it('come nearer to their end with all that is done, by whichever door, in whichever order', () => {
    const begun = fc.record({
      ...{ door: fc.constantFrom(null, ...doors), care: fc.constant('open' as const) },
      ...{ responsible: fc.constant('Ada'), unheard: fc.constant(0) },
      ...{ places: fc.nat(3), people: fc.nat(3), leads: fc.integer({ min: 1, max: 3 }) },
      moves: fc.array(
        fc.record({
          ...{ id: fc.constant('1'), name: fc.constant('m'), code: fc.boolean() },
          ...{ state: fc.constantFrom('draft', 'running'), over: fc.constant(false) },
        }),
        { maxLength: 2 },
      ),
    });
    const open = (one: Begun): number => stepsOf(one).filter((step) => !step.done).length;
    fc.assert(
      fc.property(begun, (one) => {
        const more = { ...one, places: one.places + 2, people: one.people + 1, leads: one.leads + 1 };
        expect(open(more)).toBeLessThanOrEqual(open(one));
        expect(nextOf(one) === null).toBe(open(one) === 0);
      }),
    );
  });
});
