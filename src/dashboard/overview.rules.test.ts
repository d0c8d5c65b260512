import { visiblyCorrected, answer, laneState, manyDecline, type State } from './overview.rules.js';
import { Temporal } from 'temporal-polyfill';

const running: State = {
  ...{ state: 'running', startsOn: 'Monday 5 January', today: 'Monday 2 February' },
  ...{ paused: false, cancelled: false, keptBoth: false },
  open: ['Pilot circle', 'Refine and document'],
  newest: { comfortable: 1200, baseline: 2000, low: 0.6, day: null },
  ...{ done: null, needs: 2 },
};

describe('the answer of the overview', () => {
  it.each<[string, Partial<State>, string]>([
    [
      'where we are, whether it goes well, what is asked of us',
      {},
      'Pilot circle and Refine and document are open. 1,200 of 2,000 (60%) are at home in the new place. 2 things need you.',
    ],
    ['quiet when nothing is asked', { needs: 0 }, 'Nothing needs you today.'],
    [
      'that it is paused',
      { paused: true },
      'The move is paused: nothing is said to anybody until you resume.',
    ],
    [
      'of which day the figure is, where it is not of today',
      { newest: { comfortable: 170, baseline: 211, low: 0.8, day: 'Monday 13 July' } },
      '170 of 211 (80%) were at home in the new place on Monday 13 July.',
    ],
    [
      'that it is done, and since when',
      { open: [], done: { closedOn: 'Thursday 16 July', publishedOn: 'Monday 13 July' } },
      'The move is done. It was closed on Thursday 16 July, and the look back was published on Monday 13 July.',
    ],
    ['that it was called off', { cancelled: true, paused: true }, 'The move was called off.'],
    ['that both places stay', { keptBoth: true }, 'Both places stay, by decision.'],
    ['that nothing was measured', { newest: null }, 'Adoption was not measured yet.'],
    [
      'not knowing, without making a zero of it',
      { newest: { comfortable: 0, baseline: 0, low: null, day: null } },
      'adoption cannot be told',
    ],
    ['that it is over', { state: 'ended' }, 'The move is over. What we held about people is deleted.'],
    ['when it will begin', { state: 'draft' }, 'It is planned to start on Monday 5 January.'],
  ])('says %s', (_, change, words) => {
    expect(answer({ ...running, ...change })).toContain(words);
  });
});

it('asks nothing of who only reads', () => {
  expect(answer({ ...running, needs: null })).not.toContain('need');
});

describe('when many decline', () => {
  it('is when more than a third of those asked do', () => {
    expect([manyDecline(9, 3), manyDecline(9, 4), manyDecline(0, 0)]).toEqual([false, true, false]);
  });
});

describe('a lane', () => {
  const day = Temporal.PlainDate.from('2026-01-05');
  it('is late only while it is not open', () => {
    const key = 'launch' as const;
    expect(laneState({ key, openedOn: null, closedOn: null, late: false })).toBe('upcoming');
    expect(laneState({ key, openedOn: null, closedOn: null, late: true })).toBe('late');
    expect(laneState({ key, openedOn: day, closedOn: null, late: true })).toBe('open');
    expect(laneState({ key, openedOn: day, closedOn: day, late: false })).toBe('closed');
  });
});

describe('a day of the curve is marked as corrected', () => {
  it('where who looked before would see another point', () => {
    expect(visiblyCorrected({ low: 0.55, firstLow: 0.5 })).toBe(true);
    expect(visiblyCorrected({ low: 0.52, firstLow: 0.5 })).toBe(false);
    expect(visiblyCorrected({ low: 0.52, firstLow: null })).toBe(false);
  });
});
