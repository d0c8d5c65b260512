import fc from 'fast-check';
import { assign, type Teller, type ToTell } from './by-hand.rules.js';

const row = (id: string, given: Partial<ToTell> = {}): ToTell => ({
  id,
  memberId: `member ${id}`,
  helper: null,
  places: ['stairwell C'],
  language: 'de',
  offeredTo: [],
  ...given,
});
const advocate = (id: string, given: Partial<Teller> = {}): Teller => ({
  id,
  lead: false,
  memberId: `member ${id}`,
  places: ['stairwell C'],
  language: 'en',
  room: 15,
  ...given,
});
const lead = (id: string, room = 15): Teller => ({
  id,
  lead: true,
  memberId: null,
  places: [],
  language: null,
  room,
});

describe('who tells whom', () => {
  it('asks their own advocate first, whatever place or language', () => {
    const own = advocate('own', { places: [], room: 1 });
    expect(assign([row('1', { helper: 'own' })], [advocate('near'), own, lead('lena')]).get('1')).toBe('own');
  });

  it('goes to an advocate of the same place or language when their own has no room', () => {
    const own = advocate('own', { room: 0 });
    const given = assign(
      [row('1', { helper: 'own' }), row('2', { places: [] })],
      [own, advocate('place'), advocate('tongue', { places: [], language: 'de', room: 3 })],
    );
    expect([...given]).toEqual([
      ['1', 'place'],
      ['2', 'tongue'],
    ]);
  });

  it('goes to a lead rather than to an advocate who shares neither', () => {
    const stranger = advocate('stranger', { places: ['the garden'] });
    expect(assign([row('1')], [stranger, lead('lena')]).get('1')).toBe('lena');
  });

  it('does not offer it again to who had it, unless there is nobody else', () => {
    const again = row('1', { offeredTo: ['ada'] });
    expect(assign([again], [advocate('ada'), advocate('bo')]).get('1')).toBe('bo');
    expect(assign([again], [advocate('ada'), lead('lena')]).get('1')).toBe('lena');
    expect(assign([again], [advocate('ada')]).get('1')).toBe('ada');
  });

  it('sends one person to somebody, not two, where there are two things to tell', () => {
    const two = [row('1', { memberId: 'anna' }), row('2'), row('3', { memberId: 'anna' })];
    const given = assign(two, [advocate('a'), advocate('b')]);
    expect(given.get('3')).toBe(given.get('1'));
    const later = row('4', { alsoWith: 'lena' });
    expect(assign([later], [advocate('a'), lead('lena')]).get('4')).toBe('lena');
    expect(assign([{ ...later, offeredTo: ['lena'] }], [advocate('a'), lead('lena')]).get('4')).toBe('a');
  });

  it('never asks anybody to tell themselves', () => {
    expect(assign([row('1', { memberId: 'member ada' })], [advocate('ada')]).size).toBe(0);
  });

  it('fills no list beyond its room, and leaves nobody waiting while a lead has room', () => {
    const rows = fc
      .array(fc.constantFrom('a', 'b', 'c'), { maxLength: 40 })
      .map((places) => places.map((place, index) => row(String(index), { places: [place], language: null })));
    const tellers = fc
      .tuple(fc.nat(15), fc.nat(15), fc.nat(15))
      .map(([a, b, c]) => [
        advocate('a', { places: ['a'], room: a }),
        advocate('b', { places: ['b', 'c'], room: b }),
        lead('lena', c),
      ]);
    fc.assert(
      fc.property(rows, tellers, (people, helpers) => {
        const given = assign(people, helpers);
        const count = (id: string): number => [...given.values()].filter((teller) => teller === id).length;
        for (const { id, room } of helpers) expect(count(id)).toBeLessThanOrEqual(room);
        const waiting = people.length - given.size;
        expect(Math.min(waiting, helpers[2]!.room - count('lena'))).toBe(0);
      }),
    );
  });
});
