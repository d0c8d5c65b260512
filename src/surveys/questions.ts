import type { KeyTask } from '../adoption/key-tasks.js';
import { formSchema, type Form } from './form.js';

/** Ready sets of questions, in the words that members read. A lead can replace a set; these are the start. */

export interface PlaceNames {
  /** The old place by its name, or "the old place" where there are several. */
  old: string;
  new: string;
}

/** Answered with yes, it says "I am at home there" for adoption. */
export const AT_HOME = 'at-home';
/** Answered with yes, leads may see whose answer it is and ask. */
export const FOLLOW_UP = 'follow-up';
/** Answered with yes, the person is asked to the meeting that looks back. */
export const COME_ALONG = 'come-to-meeting';

const hindrances = [
  { key: 'sign-in', words: 'I could not sign in' },
  { key: 'not-found', words: 'I did not find where to do it' },
  { key: 'broke', words: 'something did not work' },
  { key: 'too-long', words: 'it took too long' },
  { key: 'other', words: 'something else' },
];

const yesNo = [
  { key: 'yes', words: 'yes' },
  { key: 'no', words: 'no' },
];

/** The weekly round of those who try it first: their tasks, what hindered, how it was. */
export function pilotQuestions(tasks: readonly KeyTask[], places: PlaceNames): Form {
  const tried = tasks.map((task) => ({
    kind: 'key task' as const,
    key: `task-${task.key}`,
    task: task.key,
    words: `Did you ${task.words}?`,
  }));
  const how = tasks.flatMap((task) => [
    {
      kind: 'minutes' as const,
      key: `minutes-${task.key}`,
      task: task.key,
      words: `You could ${task.words}. About how many minutes did it take?`,
      when: { question: `task-${task.key}`, is: ['yes'] },
    },
    {
      kind: 'hindered' as const,
      key: `hindered-${task.key}`,
      task: task.key,
      words: `You could not ${task.words} yet. What got in the way?`,
      options: hindrances,
      when: { question: `task-${task.key}`, is: ['not yet'] },
    },
  ]);
  const week = [
    {
      kind: 'scale',
      key: 'ease',
      words: `How easy was ${places.new} for you this week?`,
      low: 'very hard',
      high: 'very easy',
    },
    { kind: 'short text', key: 'confused', words: 'What confused you?' },
    { kind: 'short text', key: 'miss', words: `What would you miss from ${places.old}?` },
    {
      kind: 'one choice',
      key: FOLLOW_UP,
      words: 'May we ask you about your answers? Then we see your name beside them.',
      options: yesNo,
    },
  ];
  const screens = [
    { title: 'What you tried', questions: tried },
    { title: 'How that went', questions: how },
    { title: 'Your week there', questions: week },
  ];
  return formSchema.parse(screens.filter((screen) => screen.questions.length > 0));
}

/** Two taps, one screen. */
export function pulseQuestions(places: PlaceNames): Form {
  return formSchema.parse([
    {
      title: `How is it going in ${places.new}?`,
      questions: [
        {
          kind: 'scale',
          key: 'going',
          words: `How is it going in ${places.new}?`,
          low: 'badly',
          high: 'very well',
        },
        {
          kind: 'one choice',
          key: AT_HOME,
          words: 'Are you at home there?',
          options: [
            { key: 'yes', words: 'yes' },
            { key: 'not-yet', words: 'not yet' },
          ],
        },
      ],
    },
  ]);
}

/** Looking back, three months after the old place closed. */
export function retrospectiveQuestions(places: PlaceNames): Form {
  return formSchema.parse([
    {
      title: 'How it is now',
      questions: [
        {
          kind: 'scale',
          key: 'good',
          words: `How good is ${places.new} for you today?`,
          low: 'not good',
          high: 'very good',
        },
        {
          kind: 'one choice',
          key: 'compared',
          words: `Compared with ${places.old}, is it`,
          options: [
            { key: 'better', words: 'better' },
            { key: 'alike', words: 'about the same' },
            { key: 'worse', words: 'worse' },
          ],
        },
      ],
    },
    {
      title: 'What to keep, what to change',
      questions: [
        { kind: 'short text', key: 'works', words: 'What works well?' },
        { kind: 'short text', key: 'does-not', words: 'What does not work?' },
        { kind: 'short text', key: 'lost', words: 'What did we lose on the way, or whom?' },
        {
          kind: 'one choice',
          key: COME_ALONG,
          words: 'We will meet to talk about it. Shall we tell you where and when?',
          options: yesNo,
        },
      ],
    },
  ]);
}
