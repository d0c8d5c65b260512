import fc from 'fast-check';
import {
  askedOn,
  nextScreen,
  outdated,
  previousScreen,
  readTyped,
  taskAnswersIn,
} from './answering.rules.js';
import { formSchema, questionsOf, type Answer } from './form.js';
import { pilotQuestions, pulseQuestions, retrospectiveQuestions } from './questions.js';
import { unplain } from '../../test/support/plain-words.js';

const places = { old: 'the old group', new: 'the garden' };
const weekly = pilotQuestions(
  [
    { key: 'post', words: 'write a message' },
    { key: 'file', words: 'share a file' },
  ],
  places,
);
const keys = (given: Record<string, Answer>, screen: number): string[] =>
  askedOn(weekly, screen, new Map(Object.entries(given))).map((question) => question.key);

describe('a form', () => {
  it('asks how it went only about what was tried', () => {
    expect(keys({ 'task-post': 'yes', 'task-file': 'not yet' }, 2)).toEqual([
      'minutes-post',
      'hindered-file',
    ]);
    expect(keys({ 'task-post': 'did not try' }, 2)).toEqual([]);
  });

  it('steps over a screen that asks nothing, forwards and backwards', () => {
    expect(nextScreen(weekly, 1, new Map())).toBe(3);
    expect(nextScreen(weekly, 1, new Map([['task-post', 'yes']]))).toBe(2);
    expect(nextScreen(weekly, 3, new Map())).toBeNull();
    expect(previousScreen(weekly, 3, new Map())).toBe(1);
    expect(previousScreen(weekly, 1, new Map())).toBeNull();
  });

  it('drops an answer whose question is no longer put', () => {
    const answers = new Map<string, Answer>([
      ['task-post', 'yes'],
      ['hindered-post', ['broke']],
      ['minutes-post', 4],
    ]);
    expect(outdated(weekly, answers)).toEqual(['hindered-post']);
  });

  it('has at most three screens and no riddle in it', () => {
    const screen = weekly[0]!;
    expect(formSchema.safeParse([screen, screen]).error?.message).toContain('two questions have the key');
    expect(formSchema.safeParse([weekly[1]!]).error?.message).toContain('not asked before it');
    expect(formSchema.safeParse(Array(4).fill(screen)).error?.message).toContain('at most three screens');
  });

  it('comes ready for each survey, the pulse on one screen', () => {
    expect(weekly).toHaveLength(3);
    expect(pulseQuestions(places)).toHaveLength(1);
    expect(retrospectiveQuestions(places)).toHaveLength(2);
    const text = JSON.stringify([weekly, pulseQuestions(places), retrospectiveQuestions(places)]);
    expect(unplain(text)).toEqual([]);
  });
});

describe('reading what was typed', () => {
  const all = questionsOf(weekly);

  it('takes numbers, choices and texts, and skips what was left out', () => {
    const { answers, problems } = readTyped(all, {
      'task-post': 'yes',
      'minutes-post': ' 2,5 ',
      'hindered-file': ['other', 'broke'],
      ease: '4',
      confused: '  the bell  ',
      miss: '   ',
    });
    expect(problems).toEqual([]);
    expect(Object.fromEntries(answers)).toEqual({
      'task-post': 'yes',
      'minutes-post': 3,
      'hindered-file': ['broke', 'other'],
      ease: 4,
      confused: 'the bell',
    });
  });

  it('names each thing that it cannot read, all at once', () => {
    const { answers, problems } = readTyped(all, {
      ease: '6',
      'minutes-post': 'ages',
      'task-post': 'maybe',
      confused: 'x'.repeat(501),
      'hindered-file': ['broke', 'aliens'],
    });
    expect(answers.size).toBe(0);
    expect(problems.map((problem) => problem.field!).toSorted()).toEqual(
      ['confused', 'ease', 'hindered-file', 'minutes-post', 'task-post'].toSorted(),
    );
  });

  it('never fails, whatever is sent', () => {
    const anything = fc.dictionary(fc.constantFrom(...all.map(({ key }) => key)), fc.anything());
    fc.assert(
      fc.property(anything, (typed) => {
        const { answers, problems } = readTyped(all, typed);
        expect(answers.size + problems.length).toBeLessThanOrEqual(Object.keys(typed).length);
      }),
    );
  });
});

it('hears what was said about key tasks', () => {
  const answers = new Map<string, Answer>([
    ['task-post', 'yes'],
    ['ease', 3],
  ]);
  expect(taskAnswersIn(weekly, answers)).toEqual([{ task: 'post', answer: 'yes' }]);
});
