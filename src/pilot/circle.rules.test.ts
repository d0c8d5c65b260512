import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { suggestCircle, type Candidate } from './circle.rules.js';

const today = Temporal.PlainDate.from('2026-01-05');
const ids = (roster: Candidate[], size: number, seed = 'one'): string[] =>
  suggestCircle(roster, { size, seed, today }).map(({ candidate }) => candidate.participationId);

function person(id: string, given: Partial<Candidate> & { daysAgo?: number } = {}): Candidate {
  const { daysAgo = 2, ...rest } = given;
  return {
    participationId: id,
    name: id,
    places: ['North'],
    language: 'en',
    lastSeenOn: today.subtract({ days: daysAgo }),
    ...rest,
  };
}

const anybody = fc.uniqueArray(
  fc.record({
    participationId: fc.uuid(),
    name: fc.constant('Somebody'),
    places: fc.subarray(['North', 'South', 'East']),
    language: fc.constantFrom('en', 'de', 'ar', null),
    lastSeenOn: fc.option(fc.integer({ min: 0, max: 90 }).map((days) => today.subtract({ days }))),
  }),
  { selector: (one) => one.participationId, maxLength: 40 },
);

describe('the suggested circle', () => {
  it('takes who is engaged before who was there long ago', () => {
    const roster = [person('gone', { daysAgo: 80 }), person('here'), person('also', { daysAgo: 3 })];
    expect(ids(roster, 2).toSorted()).toEqual(['also', 'here']);
  });

  it('brings in each place and language before a second one of the same', () => {
    const many = Array.from({ length: 20 }, (_, i) => person(`n${i}`));
    const roster = [...many, person('south', { places: ['South'] }), person('arabic', { language: 'ar' })];
    expect(ids(roster, 5)).toEqual(expect.arrayContaining(['south', 'arabic']));
  });

  it('says why of each', () => {
    const [first, second] = suggestCircle([person('a'), person('b', { language: 'de', daysAgo: 60 })], {
      size: 2,
      seed: 'x',
      today,
    });
    expect(first?.why).toEqual([
      'was there in the last 7 days',
      'brings North in',
      'brings the language en in',
    ]);
    expect(second?.why).toEqual(['was there longer ago', 'brings the language de in']);
  });

  it('counts what those bring who have said yes already', () => {
    const roster = [person('same'), person('other', { places: ['South'], daysAgo: 20 })];
    const [best] = suggestCircle(roster, { size: 1, seed: 'x', today, already: [person('yes')] });
    expect(best?.candidate.participationId).toBe('other');
  });

  it('does not hang on random ids, even for people of one name', () => {
    const roster = (named: string[]): Candidate[] =>
      named.map((id, i) => person(id, { name: 'Anna', language: i === 0 ? 'en' : 'de' }));
    const languages = (people: Candidate[]): (string | null)[] =>
      suggestCircle(people, { size: 1, seed: 'x', today }).map(({ candidate }) => candidate.language);
    expect(languages(roster(['a', 'b']))).toEqual(languages(roster(['b', 'a'])));
  });

  it('differs by seed where people are alike', () => {
    const roster = Array.from({ length: 30 }, (_, i) => person(`p${i}`));
    expect(ids(roster, 5, 'one')).not.toEqual(ids(roster, 5, 'two'));
  });

  it('is the same for the same seed, in whatever order the roster comes; nobody twice, none too many', () => {
    fc.assert(
      fc.property(anybody, fc.integer({ min: 1, max: 10 }), fc.string(), (roster, size, seed) => {
        const chosen = ids(roster, size, seed);
        expect(ids(roster.toReversed(), size, seed)).toEqual(chosen);
        expect(new Set(chosen).size).toBe(Math.min(size, roster.length));
      }),
    );
  });
});
