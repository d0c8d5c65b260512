import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { usualPlan } from '../rollout/plan.js';
import { holds, planWaves, waveDays, type Invitee, type Room, type WaveWish } from './wave.rules.js';

const nobody: Room = { free: new Map(), whole: new Map() };
const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text);
const wish = (number: number, given: Partial<WaveWish> = {}): WaveWish => ({
  ...{ number, kind: 'share', placeId: null, advocateId: null, leans: false },
  ...given,
});
const person = (id: string, given: Partial<Invitee> = {}): Invitee => ({
  ...{ id, pilot: false, placeIds: [], advocateId: null, wave: null, moved: false },
  ...given,
});
const crowd = (n: number): Invitee[] => Array.from({ length: n }, (_, i) => person(`p${i}`));
const sizes = (waves: { people: string[] }[]): number[] => waves.map((wave) => wave.people.length);

describe('waves', () => {
  it('share everybody evenly, the circle first', () => {
    const people = [...crowd(9), person('circle', { pilot: true })];
    const waves = planWaves(people, [wish(1), wish(2), wish(3)], 0, nobody);
    expect(sizes(waves)).toEqual([4, 3, 3]);
    expect(waves[0]!.people[0]).toBe('circle');
  });

  it('of a place or a list take their people, whoever comes first in order', () => {
    const people = [
      person('a', { placeIds: ['stairs'] }),
      person('b', { placeIds: ['stairs'], advocateId: 'amira' }),
      person('c'),
    ];
    const wishes = [
      wish(1, { kind: 'place', placeId: 'stairs' }),
      wish(2, { kind: 'list', advocateId: 'amira' }),
      wish(3),
    ];
    expect(planWaves(people, wishes, 0, nobody).map((wave) => wave.people)).toEqual([['a'], ['b'], ['c']]);
  });

  it('that lean on advocates are no larger than their free places; waves are added until all are in one', () => {
    const room = { free: new Map([['amira', 3]]), whole: new Map([['amira', 8]]) };
    const waves = planWaves(crowd(25), [wish(1, { leans: true }), wish(2, { leans: true })], 0, room);
    expect(sizes(waves)).toEqual([3, 8, 8, 6]);
  });

  it('wait for nobody where there is no advocate at all', () => {
    expect(sizes(planWaves(crowd(5), [wish(1, { leans: true })], 0, nobody))).toEqual([5]);
  });

  it('keep their people once one has gone out; newcomers join the last', () => {
    const people = [person('a', { wave: 2 }), person('b', { wave: 3 }), person('new')];
    const waves = planWaves(people, [wish(2), wish(3)], 1, nobody);
    expect(waves.map((wave) => wave.people)).toEqual([['a'], ['b', 'new']]);
  });

  it('keep whom a lead moved, before any has gone out; the others are shared around them', () => {
    const people = [
      person('late', { wave: 2, moved: true }),
      person('a', { wave: 1 }),
      person('b', { wave: 2 }),
    ];
    const waves = planWaves(people, [wish(1), wish(2)], 0, nobody);
    expect(waves.map((wave) => wave.people)).toEqual([['a', 'b'], ['late']]);
  });

  it('that are too large send on whom nobody put there by hand', () => {
    const room = { free: new Map([['amira', 1]]), whole: new Map([['amira', 1]]) };
    const people = [person('a'), person('moved', { wave: 1, moved: true })];
    const waves = planWaves(people, [wish(1, { leans: true })], 0, room);
    expect(waves.map((wave) => wave.people)).toEqual([['moved'], ['a']]);
  });

  it('take somebody as anybody else once the wave of their own is gone', () => {
    const people = [person('a', { wave: 1, moved: true })];
    expect(planWaves(people, [wish(2)], 1, nobody)[0]!.people).toEqual(['a']);
  });

  it('are added for who joins after the last went out', () => {
    const waves = planWaves([person('late')], [], 4, nobody);
    expect(waves).toMatchObject([{ number: 5, people: ['late'] }]);
  });

  const ids = fc.constantFrom('x', 'y', 'z');
  const world = fc.record({
    people: fc
      .array(
        fc.record({
          pilot: fc.boolean(),
          placeIds: fc.uniqueArray(ids, { maxLength: 2 }),
          advocateId: fc.option(ids),
          wave: fc.option(fc.integer({ min: 1, max: 6 })),
          moved: fc.boolean(),
        }),
        { maxLength: 60 },
      )
      .map((list) => list.map((one, i) => ({ id: `p${i}`, ...one }))),
    goneOut: fc.integer({ min: 0, max: 3 }),
    kinds: fc.array(
      fc.record({ kind: fc.constantFrom('share', 'place', 'list'), which: ids, leans: fc.boolean() }),
      { maxLength: 5 },
    ),
    free: fc.dictionary(ids, fc.integer({ min: 0, max: 8 })),
  });
  const plan = ({ people, goneOut, kinds, free }: typeof world extends fc.Arbitrary<infer W> ? W : never) => {
    const wishes = kinds.map(({ kind, which, leans }, i): WaveWish => ({
      number: goneOut + i + 1,
      kind,
      placeId: kind === 'place' ? which : null,
      advocateId: kind === 'list' ? which : null,
      leans,
    }));
    const whole = new Map(Object.keys(free).map((id) => [id, 8]));
    return planWaves(people, wishes, goneOut, { free: new Map(Object.entries(free)), whole });
  };

  it('put everybody into exactly one wave, whatever was wished', () => {
    fc.assert(
      fc.property(world, (given) => {
        const placed = plan(given).flatMap((wave) => wave.people);
        expect(placed.toSorted()).toEqual(given.people.map((one) => one.id).toSorted());
      }),
    );
  });

  it('come out the same each time, numbered without a gap', () => {
    fc.assert(
      fc.property(world, (given) => {
        const waves = plan(given);
        expect(plan(given)).toEqual(waves);
        expect(waves.map((wave) => wave.number)).toEqual(waves.map((_, i) => given.goneOut + i + 1));
      }),
    );
  });

  it('take the circle before anybody who is not in it, unless there is no room', () => {
    fc.assert(
      fc.property(world, (given) => {
        const first = plan({ ...given, kinds: given.kinds.map((kind) => ({ ...kind, leans: false })) })[0];
        const pilots = given.people.filter((one) => one.pilot).map((one) => one.id);
        expect((first?.people ?? []).slice(0, pilots.length).toSorted()).toEqual(pilots.toSorted());
      }),
    );
  });
});

const wave = (number: number, given: { notBefore?: string; saidOn?: string } = {}) => ({
  number,
  notBefore: given.notBefore ? day(given.notBefore) : null,
  saidOn: given.saidOn ? day(given.saidOn) : null,
});
const days = (...given: Parameters<typeof waveDays>): string[] =>
  [...waveDays(...given).values()].map(String);

describe('the days of waves', () => {
  const plan = usualPlan('2026-01-05', 'Europe/Berlin');
  it('begin with the launch, the plan’s days apart', () => {
    expect(days(plan, null, [wave(1), wave(2), wave(3)])).toEqual(['2026-02-02', '2026-02-09', '2026-02-16']);
  });

  it('a held wave pushes those after it along', () => {
    const waves = [wave(1, { saidOn: '2026-02-02' }), wave(2, { notBefore: '2026-02-12' }), wave(3)];
    expect(days(plan, day('2026-02-02'), waves)).toEqual(['2026-02-02', '2026-02-12', '2026-02-19']);
  });

  it('a launch that opens late invites on the next day', () => {
    expect(days(plan, day('2026-02-06'), [wave(1), wave(2)])).toEqual(['2026-02-07', '2026-02-14']);
  });

  it('a pause moves what is ahead', () => {
    const paused = { ...plan, pauses: [{ from: '2026-02-05', days: 10 }] };
    const waves = [wave(1, { saidOn: '2026-02-02' }), wave(2)];
    expect(days(paused, day('2026-02-02'), waves)).toEqual(['2026-02-02', '2026-02-19']);
  });
});

describe('a wave is held', () => {
  const ready = {
    ...{ pilotClosed: true, launchOpened: true, quickStart: true, advocates: 1, charterOpened: true },
    friction: null,
  };

  it('never when all is ready', () => expect(holds(true, ready)).toEqual([]));

  it('the first for everything that is missing, all at once', () => {
    expect(holds(true, { ...ready, quickStart: false, advocates: 0, charterOpened: false })).toHaveLength(3);
  });

  it('a later one only while newcomers get stuck', () => {
    expect(holds(false, { ...ready, quickStart: false, advocates: 0 })).toEqual([]);
    expect(holds(false, { ...ready, friction: ['4 of 10 could not share a file'] })).toHaveLength(1);
  });
});
