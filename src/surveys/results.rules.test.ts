import { pilotQuestions } from './questions.js';
import { distributions } from './results.rules.js';

const form = pilotQuestions([{ key: 'post', words: 'write a message' }], {
  old: 'the group',
  new: 'the garden',
});
const of = (question: string, given: Parameters<typeof distributions>[1]) =>
  distributions(form, given).find((one) => one.question === question)!;

describe('results', () => {
  it('count every possible answer, those that nobody gave too', () => {
    const result = of('task-post', [
      { question: 'task-post', value: 'yes' },
      { question: 'task-post', value: 'yes' },
      { question: 'task-post', value: 'not yet' },
    ]);
    expect(result.answered).toBe(3);
    expect(result.counts.map(({ answer, people }) => [answer, people])).toEqual([
      ['yes', 2],
      ['not yet', 1],
      ['did not try', 0],
    ]);
  });

  it('count who chose several under each of their choices', () => {
    const result = of('hindered-post', [{ question: 'hindered-post', value: ['broke', 'other'] }]);
    expect(result.answered).toBe(1);
    expect(result.counts.filter(({ people }) => people === 1).map(({ answer }) => answer)).toEqual([
      'broke',
      'other',
    ]);
  });

  it('give the mean of a scale and the middle of minutes, and neither without answers', () => {
    const given = [1, 2, 9].map((value) => ({ question: 'minutes-post', value }));
    expect(of('minutes-post', given).median).toBe(2);
    expect(of('minutes-post', given.slice(0, 2)).median).toBe(1.5);
    expect(
      of(
        'ease',
        [3, 4].map((value) => ({ question: 'ease', value })),
      ).mean,
    ).toBe(3.5);
    expect(of('ease', []).mean).toBeNull();
  });

  it('count texts without reading them', () => {
    expect(of('confused', [{ question: 'confused', value: null }])).toMatchObject({
      answered: 1,
      counts: [],
    });
  });
});
