import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { undone, type PhaseState, type Undertaken } from './undone.rules.js';

const day = (text: string) => Temporal.PlainDate.from(text);
const phase = (from: string, to: string | null, was: Partial<PhaseState> = {}): PhaseState => ({
  ...{ openedOn: null, closedOn: null, met: 0, of: 5 },
  planned: { from: day(from), to: to ? day(to) : null },
  ...was,
});
const begun: Undertaken = {
  ...{ today: day('2026-01-06'), paused: false, keptBoth: false, closing: null },
  phases: {
    pilot: phase('2026-01-05', '2026-02-01', { openedOn: day('2026-01-05') }),
    refine: phase('2026-01-19', '2026-02-08'),
    launch: phase('2026-02-02', '2026-03-15'),
    sunset: phase('2026-03-09', null),
  },
  circle: { confirmed: false, chosen: 0 },
  ...{ quickStart: false, helpers: 0, firstWaveGone: false },
  charter: { opened: false, windowEndsOn: null, adopted: false, openObjections: 0 },
  ...{ placesOpen: 1, archiveEndsOn: null, shutDown: false, celebrated: false },
  lookBack: { met: false, published: false },
};
const words = (change: Partial<Undertaken>) => undone('m', { ...begun, ...change }).map((one) => one.words);

describe('what leads have not done yet', () => {
  it('begins with the circle, and with nothing that nobody waits for yet', () => {
    expect(undone('m', begun)).toEqual([
      {
        words: 'Nobody is chosen yet to try it first: choose the pilot circle.',
        href: '/rollouts/m/circle',
      },
    ]);
    expect(words({ circle: { confirmed: false, chosen: 6 } })).toEqual([
      '6 of the pilot circle are chosen, and nobody is asked yet: ask them.',
    ]);
    expect(words({ circle: { confirmed: true, chosen: 6 } })).toEqual([]);
  });

  it('is six weeks of nothing, each with its page', () => {
    expect(undone('m', { ...begun, today: day('2026-02-16') })).toEqual([
      expect.objectContaining({ href: '/rollouts/m/circle' }),
      {
        words: 'Pilot circle was planned until Sunday 1 February. It shows 0 of the 5 things that it must.',
        href: '/rollouts/m/phases/pilot',
      },
      expect.objectContaining({ href: '/rollouts/m/guides' }),
      expect.objectContaining({ href: '/rollouts/m/charter' }),
      expect.objectContaining({ href: '/rollouts/m/helpers' }),
    ]);
  });

  it('says of no phase that it took too long while the move is paused', () => {
    expect(words({ today: day('2026-02-16'), paused: true }).join()).not.toContain('was planned until');
  });

  it('comes to the charter once it can be put in force, or an objection waits', () => {
    const refine = phase('2026-01-19', '2026-02-08', { openedOn: day('2026-01-19') });
    const charter = {
      ...{ opened: true, adopted: false, openObjections: 0 },
      windowEndsOn: day('2026-01-27'),
    };
    const done = { circle: { confirmed: true, chosen: 6 }, quickStart: true, helpers: 1 };
    const at = (today: string, change = {}) =>
      words({
        ...done,
        today: day(today),
        phases: { ...begun.phases, refine },
        charter: { ...charter, ...change },
      });
    expect(at('2026-01-27')).toEqual([]);
    expect(at('2026-01-28')).toEqual(['The time for objections is over: put the charter in force.']);
    expect(at('2026-01-28', { openObjections: 2 })).toEqual([
      '2 objections to the charter wait for an answer.',
    ]);
    expect(at('2026-01-28', { adopted: true })).toEqual([]);
  });

  it('follows the closing day to its end', () => {
    const closed = { openedOn: day('2026-01-05'), closedOn: day('2026-04-01'), met: 5 };
    const done: Partial<Undertaken> = {
      phases: {
        pilot: phase('2026-01-05', '2026-02-01', closed),
        refine: phase('2026-01-19', '2026-02-08', closed),
        launch: phase('2026-02-02', '2026-03-15', closed),
        sunset: phase('2026-03-09', null, { openedOn: day('2026-03-09') }),
      },
      ...{ circle: { confirmed: true, chosen: 6 }, firstWaveGone: true },
    };
    const hrefs = (change: Partial<Undertaken>) =>
      undone('m', { ...begun, ...done, ...change }).map(({ href }) => href.replace('/rollouts/m/', ''));
    const closing = { on: day('2026-05-05'), held: false };
    const archiveEndsOn = day('2026-06-04');
    expect(hrefs({ today: day('2026-04-02') })).toEqual(['closing']);
    expect(hrefs({ today: day('2026-04-02'), keptBoth: true })).toEqual([]);
    expect(hrefs({ today: day('2026-05-04'), closing, archiveEndsOn })).toEqual([]);
    expect(hrefs({ today: day('2026-05-04'), closing: { ...closing, held: true } })).toEqual(['closing']);
    expect(hrefs({ today: day('2026-05-05'), closing, archiveEndsOn })).toEqual(['old-places']);
    expect(
      hrefs({ today: day('2026-06-04'), closing, archiveEndsOn, celebrated: true, placesOpen: 0 }),
    ).toEqual(['ending']);
    const over = { closing, archiveEndsOn, celebrated: true, placesOpen: 0, shutDown: true };
    expect(hrefs({ today: day('2026-08-06'), ...over, lookBack: { met: true, published: false } })).toEqual([
      'looking-back',
    ]);
    expect(hrefs({ today: day('2026-08-06'), ...over, lookBack: { met: true, published: true } })).toEqual(
      [],
    );
  });

  it('has a page for each, on every day of the year', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 365 }), fc.boolean(), (days, chosen) => {
        const today = begun.today.add({ days });
        const circle = { confirmed: chosen, chosen: 6 };
        for (const one of undone('m', { ...begun, today, circle }))
          expect(one).toEqual({
            words: expect.stringMatching(/\.$/),
            href: expect.stringMatching(/^\/rollouts\/m\/\w/),
          });
      }),
    );
  });
});
