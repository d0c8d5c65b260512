import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MANY, mustKnowHowMany } from './many.rules.js';

const refused = (people: number, typed?: number): string | null => {
  try {
    mustKnowHowMany(people, typed);
    return null;
  } catch (error) {
    return (error as Error).message;
  }
};

describe('sending to many by hand', () => {
  it('asks for their number from 51 on, and says which it is', () => {
    expect(refused(50)).toBeNull();
    expect(refused(51)).toBe('people: This goes to 51 people. Type the number to send it.');
    expect(refused(1200, 51)).toContain('You typed 51. This goes to 1,200 people now.');
  });

  it('goes with the right number and with no other', () => {
    const numbers = fc.integer({ min: MANY + 1, max: 100_000 });
    fc.assert(
      fc.property(numbers, numbers, (people, typed) => {
        expect(refused(people, people)).toBeNull();
        expect(refused(people, typed) === null).toBe(people === typed);
      }),
    );
  });
});
