import fc from 'fast-check';
import { bestFor, pair, type Helped, type Helper } from './pairing.rules.js';

const person = (id: string, given: Partial<Helped> = {}): Helped => ({
  ...{ id, placeIds: [], language: null, timeZone: null, advocateId: null },
  ...given,
});
const helper = (id: string, free: number, given: Partial<Helper> = {}): Helper => ({
  ...{ id, free, placeIds: [], language: null, timeZone: null },
  ...given,
});

describe('pairing', () => {
  it('prefers the same place to the same language, and that to the same zone', () => {
    const helpers = [
      helper('zone', 8, { timeZone: 'Europe/Berlin' }),
      helper('language', 8, { language: 'tr' }),
      helper('place', 1, { placeIds: ['stairs'] }),
    ];
    const like = { placeIds: ['stairs'], language: 'tr', timeZone: 'Europe/Berlin' };
    const pairs = pair(
      [person('a', like), person('b', like), person('c', { timeZone: 'Europe/Berlin' })],
      helpers,
    );
    expect([...pairs.values()]).toEqual(['place', 'language', 'zone']);
  });

  it('leaves to the leads who finds no free place', () => {
    expect([...pair([person('a'), person('b')], [helper('h', 1)]).values()]).toEqual(['h', null]);
  });

  it('keeps whom somebody has already, even beyond the last place', () => {
    const people = [person('a'), person('b', { advocateId: 'h' })];
    expect(pair(people, [helper('h', 1)])).toEqual(
      new Map([
        ['b', 'h'],
        ['a', null],
      ]),
    );
  });

  it('does not hang on ids: of helpers alike the first is taken', () => {
    expect(bestFor(person('p'), [helper('z', 2), helper('a', 2)])?.id).toBe('z');
  });

  it('never gives somebody to themselves', () => {
    expect(bestFor(person('h'), [helper('h', 8)])).toBeUndefined();
  });

  it('gives away no more places than there are, and pairs everybody once', () => {
    const ids = fc.constantFrom('x', 'y', null);
    const alike = { placeIds: fc.constant([]), language: ids, timeZone: ids };
    fc.assert(
      fc.property(
        fc.array(fc.record(alike), { maxLength: 30 }),
        fc.array(fc.record({ ...alike, free: fc.integer({ min: 0, max: 8 }) }), { maxLength: 5 }),
        (some, able) => {
          const people = some.map((one, i) => person(`p${i}`, one));
          const helpers = able.map((one, i) => helper(`h${i}`, one.free, one));
          const pairs = pair(people, helpers);
          expect(pairs.size).toBe(people.length);
          for (const { id, free } of helpers)
            expect([...pairs.values()].filter((by) => by === id).length).toBeLessThanOrEqual(free);
          const room = helpers.reduce((sum, one) => sum + one.free, 0);
          expect([...pairs.values()].filter((by) => by !== null)).toHaveLength(Math.min(room, people.length));
        },
      ),
    );
  });
});
