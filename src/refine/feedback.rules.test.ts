import type { QuestionResult } from '../surveys/results.rules.js';
import { inOneSentence } from './feedback.rules.js';

const asked = (answered: number, ...counts: [string, number][]): QuestionResult => ({
  ...{ question: 'q', kind: 'one choice', words: 'How was it?', answered, mean: null, median: null },
  counts: counts.map(([words, people]) => ({ answer: words, words, people })),
});

describe('an answer in a sentence', () => {
  it('is what most said, of how many', () => {
    expect(inOneSentence(asked(8, ['fine', 5], ['hard', 3]))).toBe('5 of 8 people said “fine”.');
    expect(inOneSentence(asked(1, ['fine', 1], ['hard', 0]))).toBe('1 of 1 person said “fine”.');
  });

  it('favours nobody where two were said alike often', () => {
    expect(inOneSentence(asked(4, ['fine', 2], ['hard', 2]))).toBe(
      '“fine” and “hard” were said alike often: 2 of 4 people each.',
    );
  });

  it('is nothing where nobody answered, or nothing can be counted', () => {
    expect(inOneSentence(asked(0, ['fine', 0]))).toBeUndefined();
    expect(inOneSentence(asked(3))).toBeUndefined();
  });
});
