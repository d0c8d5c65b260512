import fc from 'fast-check';
import { leftOut, leftOutWords, type Aside } from './left-out.rules.js';
import type { Reach } from './plays.js';

const aside = (people: number, known: Partial<Aside> = {}): Aside => ({
  ...{ people, declined: false, before: false, arrived: false, mail: true },
  ...known,
});

describe('who is left out', () => {
  it('is told with the one reason that comes first', () => {
    const asides = [
      aside(96),
      aside(4, { declined: true, before: true }),
      aside(12, { arrived: true }),
      aside(1, { before: true }),
    ];
    expect(leftOutWords(leftOut(new Map([['opted out', 1]]), asides, 'wave'))).toBe(
      'Left out: 96 are in no wave or in another one; 12 have come already; 4 would rather not come along; 1 asked for no messages of this kind; 1 was invited before.',
    );
  });

  it('depends on whom it is for', () => {
    const why = (one: Aside, reach: Parameters<typeof leftOut>[2]) =>
      leftOut(new Map(), [one], reach)[0]!.why;
    expect(why(aside(1, { mail: false }), 'with e-mail')).toBe('have no e-mail address');
    expect(why(aside(1), 'arrived')).toBe('have not come yet');
    expect(why(aside(1), 'circle')).toBe('are not in the circle');
    expect(why(aside(1, { arrived: true }), 'silent')).toBe('have come already');
    expect(why(aside(1), 'few')).toBe('are not among those whom it is for');
  });

  it('is nothing to speak of where nobody is', () => {
    expect(leftOutWords(leftOut(new Map([['erased', 3]]), [], 'everybody'))).toBe('');
  });

  it('counts each person once', () => {
    const group = fc.record({
      ...{ people: fc.nat(50), declined: fc.boolean(), before: fc.boolean() },
      ...{ arrived: fc.boolean(), mail: fc.boolean() },
    });
    const reach = fc.constantFrom<Reach[]>(
      'everybody',
      'with e-mail',
      'circle',
      'wave',
      'silent',
      'arrived',
      'few',
    );
    fc.assert(
      fc.property(fc.array(group), fc.nat(50), reach, (asides, saidNo, whom) => {
        const groups = leftOut(new Map([['said no', saidNo]]), asides, whom);
        const sum = (all: readonly { people: number }[]) => all.reduce((n, { people }) => n + people, 0);
        expect(sum(groups)).toBe(sum(asides) + saidNo);
        expect(new Set(groups.map(({ why }) => why)).size).toBe(groups.length);
      }),
    );
  });
});
