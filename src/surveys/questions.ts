import type { KeyTask } from '../adoption/key-tasks.js';
import { format, msg, type Msg, type Values } from '../kernel/language/message.js';
import { formSchema, type Form, type Question, type Screen } from './form.js';

/**
 * Ready sets of questions. A lead can replace a set; these are the start. They are kept in English and said to each
 * reader in their own language (`said-form.rules.ts`): a question that is no longer asked stays here, for rounds that ask it.
 */

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

/** Every sentence of them. A lead's own tasks stand in ours as they wrote them; the usual ones are whole sentences. */
export const readyWords = {
  // translators: {task} is what somebody does, such as “write a message”, in words of their community
  did: msg('Did you {task}?'),
  didPost: msg('Did you write a message?'),
  didReply: msg('Did you reply to somebody?'),
  didFile: msg('Did you share a file?'),
  // translators: {task} is what somebody does, such as “write a message”, in words of their community
  could: msg('You could {task}. About how many minutes did it take?'),
  couldPost: msg('You could write a message. About how many minutes did it take?'),
  couldReply: msg('You could reply to somebody. About how many minutes did it take?'),
  couldFile: msg('You could share a file. About how many minutes did it take?'),
  // translators: {task} is what somebody does, such as “write a message”, in words of their community
  couldNot: msg('You could not {task} yet. What got in the way?'),
  couldNotPost: msg('You could not write a message yet. What got in the way?'),
  couldNotReply: msg('You could not reply to somebody yet. What got in the way?'),
  couldNotFile: msg('You could not share a file yet. What got in the way?'),
  signIn: msg('I could not sign in'),
  notFound: msg('I did not find where to do it'),
  broke: msg('something did not work'),
  tooLong: msg('it took too long'),
  other: msg('something else'),
  yes: msg('yes'),
  no: msg('no'),
  notYet: msg('not yet'),
  tried: msg('What you tried'),
  how: msg('How that went'),
  week: msg('Your week there'),
  ease: msg('How easy was {place} for you this week?'),
  veryHard: msg('very hard'),
  veryEasy: msg('very easy'),
  confused: msg('What confused you?'),
  miss: msg('What would you miss from {place}?'),
  followUp: msg('May we ask you about your answers? Then we see your name beside them.'),
  going: msg('How is it going in {place}?'),
  badly: msg('badly'),
  veryWell: msg('very well'),
  atHome: msg('Are you at home there?'),
  now: msg('How it is now'),
  good: msg('How good is {place} for you today?'),
  notGood: msg('not good'),
  veryGood: msg('very good'),
  // translators: the answers are “better”, “about the same” and “worse”
  compared: msg('Compared with {place}, is it'),
  better: msg('better'),
  alike: msg('about the same'),
  worse: msg('worse'),
  keep: msg('What to keep, what to change'),
  works: msg('What works well?'),
  doesNot: msg('What does not work?'),
  lost: msg('What did we lose on the way, or whom?'),
  comeAlong: msg('We will meet to talk about it. Shall we tell you where and when?'),
} as const;
const w = readyWords;
const english = (sentence: Msg, values: Values): string => format(sentence, 'en-GB', values) as string;

/** Of questions that come with Changeover; a lead's own are called otherwise. */
export const ourKeys = ['ease', 'confused', 'miss', FOLLOW_UP, 'going', AT_HOME, 'good', 'compared'].concat(
  'works',
  'does-not',
  'lost',
  COME_ALONG,
);
const ourTitles = new Set<string>([w.tried, w.how, w.week, w.now, w.keep]);

/** What one of our sentences looks like once its gaps were filled in. */
export function patternOf(sentence: string): RegExp {
  const parts = sentence.split(/\{(\w+)\}/);
  const pattern = parts.map((part, i) =>
    i % 2 === 1 ? `(?<${part}>.+)` : part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'),
  );
  return new RegExp(`^${pattern.join('')}$`, 's');
}

const aboutTasks = [w.did, w.didPost, w.didReply, w.didFile, w.could, w.couldPost, w.couldReply, w.couldFile]
  .concat(w.couldNot, w.couldNotPost, w.couldNotReply, w.couldNotFile)
  .map(patternOf);

/** Whether somebody is asked about a thing to try in our words. */
export const fitsOurs = (words: string): boolean => aboutTasks.some((fits) => fits.test(words));

/** Whether a question among a lead's own is still ours: then its sentences are said in each reader's language. */
export const isOurs = (question: Question): boolean =>
  ourKeys.includes(question.key) || ('task' in question && fitsOurs(question.words));

export const isOurTitle = ({ title, questions }: Screen): boolean =>
  ourTitles.has(title) || (title === questions[0]?.words && isOurs(questions[0]));

const hindrances = [
  { key: 'sign-in', words: w.signIn },
  { key: 'not-found', words: w.notFound },
  { key: 'broke', words: w.broke },
  { key: 'too-long', words: w.tooLong },
  { key: 'other', words: w.other },
];

const yesNo = [
  { key: 'yes', words: w.yes },
  { key: 'no', words: w.no },
];

/** The weekly round of those who try it first: their tasks, what hindered, how it was. */
export function pilotQuestions(tasks: readonly KeyTask[], places: PlaceNames): Form {
  const tried = tasks.map((task) => ({
    kind: 'key task' as const,
    key: `task-${task.key}`,
    task: task.key,
    words: english(w.did, { task: task.words }),
  }));
  const how = tasks.flatMap((task) => [
    {
      kind: 'minutes' as const,
      key: `minutes-${task.key}`,
      task: task.key,
      words: english(w.could, { task: task.words }),
      when: { question: `task-${task.key}`, is: ['yes'] },
    },
    {
      kind: 'hindered' as const,
      key: `hindered-${task.key}`,
      task: task.key,
      words: english(w.couldNot, { task: task.words }),
      options: hindrances,
      when: { question: `task-${task.key}`, is: ['not yet'] },
    },
  ]);
  const week = [
    {
      kind: 'scale',
      key: 'ease',
      words: english(w.ease, { place: places.new }),
      low: w.veryHard,
      high: w.veryEasy,
    },
    { kind: 'short text', key: 'confused', words: w.confused },
    { kind: 'short text', key: 'miss', words: english(w.miss, { place: places.old }) },
    {
      kind: 'one choice',
      key: FOLLOW_UP,
      words: w.followUp,
      options: yesNo,
    },
  ];
  const screens = [
    { title: w.tried, questions: tried },
    { title: w.how, questions: how },
    { title: w.week, questions: week },
  ];
  return formSchema.parse(screens.filter((screen) => screen.questions.length > 0));
}

/** Two taps, one screen. */
export function pulseQuestions(places: PlaceNames): Form {
  return formSchema.parse([
    {
      title: english(w.going, { place: places.new }),
      questions: [
        {
          kind: 'scale',
          key: 'going',
          words: english(w.going, { place: places.new }),
          low: w.badly,
          high: w.veryWell,
        },
        {
          kind: 'one choice',
          key: AT_HOME,
          words: w.atHome,
          options: [
            { key: 'yes', words: w.yes },
            { key: 'not-yet', words: w.notYet },
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
      title: w.now,
      questions: [
        {
          kind: 'scale',
          key: 'good',
          words: english(w.good, { place: places.new }),
          low: w.notGood,
          high: w.veryGood,
        },
        {
          kind: 'one choice',
          key: 'compared',
          words: english(w.compared, { place: places.old }),
          options: [
            { key: 'better', words: w.better },
            { key: 'alike', words: w.alike },
            { key: 'worse', words: w.worse },
          ],
        },
      ],
    },
    {
      title: w.keep,
      questions: [
        { kind: 'short text', key: 'works', words: w.works },
        { kind: 'short text', key: 'does-not', words: w.doesNot },
        { kind: 'short text', key: 'lost', words: w.lost },
        {
          kind: 'one choice',
          key: COME_ALONG,
          words: w.comeAlong,
          options: yesNo,
        },
      ],
    },
  ]);
}
