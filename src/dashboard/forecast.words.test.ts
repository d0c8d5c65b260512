import { Temporal } from 'temporal-polyfill';
import type { Forecast, Goal } from '../adoption/forecast.rules.js';
import { forecastWords, nextGoalWords } from './forecast.words.js';

const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text);
const goal = (percent: number, state: Goal['state'], from?: string, to?: string): Goal => ({
  ...{ percent, state, from: from ? day(from) : null, to: to ? day(to) : null },
});
const found = (goals: Goal[], more: Partial<Forecast> = {}): Forecast => ({
  ...{ lacks: null, measuredDays: 30, until: day('2026-09-09'), closing: true, path: [], goals },
  ...more,
});

describe('the words of a forecast', () => {
  it('name the weeks, and how sure they are', () => {
    const one = found([goal(60, 'expected', '2026-07-13', '2026-08-09'), goal(70, 'perhaps', '2026-07-27')]);
    expect(forecastWords(one)).toEqual([
      '60% will be reached between 13 July and 9 August, 8 chances in 10.',
      '70% will not be reached before 27 July, 9 chances in 10. Perhaps not by 9 September, when the old place closes.',
      'It is reckoned from the pace of the last two weeks.',
    ]);
    expect(nextGoalWords(one)).toBe('60% will be reached between 13 July and 9 August, 8 chances in 10.');
  });

  it('speak of the next milestone once one is reached, and of none once all are', () => {
    const half = found([goal(60, 'held', '2026-05-01'), goal(70, 'unlikely')], { closing: false });
    expect(nextGoalWords(half)).toBe('70% by 9 September: fewer than 1 chance in 10.');
    expect(forecastWords(half)[0]).toBe('60% was reached, and had held for seven days on 1 May.');
    const all = found([goal(60, 'held', '2026-05-01'), goal(70, 'reached', '2026-06-01')]);
    expect(nextGoalWords(all)).toBeUndefined();
    expect(forecastWords(all).at(-1)).toBe('70% has been reached since 1 June.');
    expect(nextGoalWords(null)).toBeUndefined();
  });

  it('name the year where it is another', () => {
    const late = found([goal(60, 'expected', '2026-12-28', '2027-01-10')], { until: day('2027-03-01') });
    expect(nextGoalWords(late)).toContain('between 28 December 2026 and 10 January,');
  });

  it.each<[Forecast['lacks'], string]>([
    ['not launched', 'before the launch, only those were asked who try it first.'],
    ['too short', 'of 14 days since the launch opened, 9 were measured.'],
    ['not measured', 'too few of the last 14 days were measured.'],
    ['no growth', 'adoption did not grow in the last two weeks.'],
  ])('say what evidence lacks: %s', (lacks, why) => {
    const none = found([goal(60, 'unknown'), goal(70, 'unknown')], { lacks, measuredDays: 9 });
    expect(forecastWords(none)).toEqual([`Not enough evidence for a forecast: ${why}`]);
    expect(nextGoalWords(none)).toBeUndefined();
  });
});
