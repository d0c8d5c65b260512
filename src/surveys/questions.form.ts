import { z } from 'zod';
import { keyOf } from '../adoption/key-tasks.js';
import { lineField } from '../kernel/http/fields.js';
import { seenField, type Seen } from '../kernel/http/seen.js';
import type { Reason } from '../kernel/refusal.js';
import { formSchema, questionsOf, type Form, type Question, type Screen } from './form.js';
import { followsTasks, meanings } from './own-form.rules.js';

/** What a lead may add; the rest comes with the things to try. */
export const newKinds = {
  scale: { label: 'A number from 1 to 5', answers: 2 },
  'one choice': { label: 'One of several answers', answers: 8 },
  'several choices': { label: 'Any of several answers', answers: 8 },
  'short text': { label: 'Their own words', answers: 0 },
} as const;
type NewKind = keyof typeof newKinds;

type Typed = Record<string, unknown>;
type OwnAnswers = Extract<Question, { options: unknown }>;

/** Whether the answers to choose from can be changed here, and not the words alone. */
export const hasOwnAnswers = (question: Question): question is OwnAnswers =>
  'options' in question && !(question.key in meanings);

/** Every field of the form, filled with what is asked now. */
export const typedQuestions = (form: Form): Record<string, string> =>
  Object.fromEntries([
    ...form.map(({ title }, i): [string, string] => [`title-${i + 1}`, title]),
    ...questionsOf(form).flatMap((question) => (followsTasks(question) ? [] : fieldsOf(question))),
  ]);

const fieldsOf = (question: Question): [string, string][] => [
  [`words-${question.key}`, question.words],
  ...(question.kind === 'scale'
    ? ([
        [`low-${question.key}`, question.low],
        [`high-${question.key}`, question.high],
      ] satisfies [string, string][])
    : []),
  ...(hasOwnAnswers(question)
    ? ([[`answers-${question.key}`, inLines(question)]] satisfies [string, string][])
    : []),
];

/** The same in words, for who finds that somebody else was quicker. */
export const questionsSeen = (form: Form): Seen =>
  Object.fromEntries(
    form.flatMap(({ title, questions }, i) => [
      [`Screen ${i + 1}`, title],
      ...questions
        .filter((question) => !followsTasks(question))
        .map((question, k) => [`Screen ${i + 1}, question ${k + 1}`, inOneLine(question)]),
    ]),
  );

export const questionsForm = z.looseObject({ seen: seenField });

/**
 * What is asked from now on. A question whose line was emptied is gone; one more may stand at the end.
 * @param taken keys of everything that was ever asked: a new question is no old one's continuation
 */
export function changedForm(
  asked: Form,
  typed: Typed,
  taken: readonly string[],
): { form: Form } | { reasons: Reason[] } {
  const reasons: Reason[] = [];
  const read = reader(typed, reasons);
  const screens: Screen[] = asked.map(({ title, questions }, i) => {
    const kept = questions.flatMap((question) =>
      followsTasks(question) ? [question] : changed(question, read),
    );
    return { title: read.line(`title-${i + 1}`) ?? title, questions: kept };
  });
  const more = added(read, taken);
  if (more) placed(screens, more.question, more.screen);
  const form = screens.filter(({ questions }) => questions.length > 0);
  if (form.length === 0) reasons.push({ field: 'new-words', message: 'Ask at least one thing.' });
  reasons.push(...orphans(form, questionsOf(asked)));
  if (reasons.length > 0) return { reasons };
  const whole = formSchema.safeParse(form);
  return whole.success
    ? { form: whole.data }
    : { reasons: whole.error.issues.map(({ message }) => ({ message: `This does not fit: ${message}.` })) };
}

interface Reader {
  /** Undefined where it was left empty, or cannot be read: then the reason is noted. */
  line(field: string, most?: number): string | undefined;
  lines(field: string): string[];
  text(field: string): unknown;
  wrong(field: string, message: string): void;
}

function reader(typed: Typed, reasons: Reason[]): Reader {
  const wrong = (field: string, message: string): void => void reasons.push({ field, message });
  return {
    wrong,
    text: (field) => typed[field],
    line(field, most = 200) {
      if (typeof typed[field] !== 'string' || typed[field].trim() === '') return undefined;
      // The field shows two lines; where it breaks is no matter.
      const read = lineField(most).safeParse(typed[field].replaceAll(/\s+/g, ' '));
      for (const { message } of read.error?.issues ?? []) wrong(field, message);
      return read.data;
    },
    lines(field) {
      const text = typed[field];
      if (typeof text !== 'string') return [];
      const lines = text.split('\n').map((line) => line.trim());
      if (lines.some((line) => line.length > 80)) wrong(field, 'Use at most 80 characters an answer.');
      return lines.filter(Boolean);
    },
  };
}

function changed(question: Question, read: Reader): Question[] {
  const { key } = question;
  const words = read.line(`words-${key}`);
  if (words === undefined) return [];
  if (question.kind === 'scale')
    return [
      {
        ...{ ...question, words },
        low: read.line(`low-${key}`) ?? question.low,
        high: read.line(`high-${key}`) ?? question.high,
      },
    ];
  if (!hasOwnAnswers(question)) return [{ ...question, words }];
  const lines = read.lines(`answers-${key}`);
  mustBeSome(lines, `answers-${key}`, 8, read);
  return [{ ...question, words, options: optionsOf(lines, question.options) }];
}

function added(read: Reader, taken: readonly string[]): { question: Question; screen: unknown } | null {
  const words = read.line('new-words');
  const lines = read.lines('new-answers');
  if (words === undefined) {
    if (lines.length > 0) read.wrong('new-words', 'Write the question to these answers.');
    return null;
  }
  const kind = read.text('new-kind') as NewKind;
  if (!Object.hasOwn(newKinds, kind)) {
    read.wrong('new-kind', 'Choose how it is answered.');
    return null;
  }
  const common = { key: keyOf(words, taken, 'own'), words };
  const screen = read.text('new-screen');
  if (kind === 'short text') return { question: { ...common, kind, most: 500 }, screen };
  mustBeSome(lines, 'new-answers', newKinds[kind].answers, read);
  const [low = '', high = ''] = lines;
  return {
    screen,
    question:
      kind === 'scale' ? { ...common, kind, low, high } : { ...common, kind, options: optionsOf(lines, []) },
  };
}

function mustBeSome(lines: string[], field: string, most: number, read: Reader): void {
  if (lines.length >= 2 && lines.length <= most) return;
  const words =
    most === 2
      ? 'Write two lines: what 1 means, and what 5 means.'
      : 'Write two to eight answers, one a line.';
  read.wrong(field, words);
}

/** On the screen that was named, else on the last; on one of its own where that was asked for. */
function placed(screens: Screen[], question: Question, screen: unknown): void {
  if (screen === 'own') screens.push({ title: question.words, questions: [question] });
  else (screens[Number(screen) - 1] ?? screens.at(-1)!).questions.push(question);
}

/** As many lines as before are the same answers in other words; otherwise those that read alike are the same. */
function optionsOf(lines: string[], before: OwnAnswers['options']): OwnAnswers['options'] {
  if (lines.length === before.length) return before.map(({ key }, i) => ({ key, words: lines[i]! }));
  const taken = before.map(({ key }) => key);
  return lines.map((words) => {
    const same = before.find((option) => option.words === words);
    const key = same?.key ?? keyOf(words, taken, 'own');
    taken.push(key);
    return { key, words };
  });
}

/** Questions that hang on one that is not asked any more. */
function orphans(form: Form, before: Question[]): Reason[] {
  const there = new Set(questionsOf(form).map(({ key }) => key));
  return questionsOf(form).flatMap((question) => {
    if (!question.when || there.has(question.when.question)) return [];
    const gone = before.find(({ key }) => key === question.when!.question);
    const message = `“${question.words}” is only asked after “${gone?.words}”. Empty both, or keep both.`;
    return [{ field: `words-${question.key}`, message }];
  });
}

const inLines = ({ options }: OwnAnswers): string => options.map(({ words }) => words).join('\n');

const inOneLine = (question: Question): string =>
  [
    question.words,
    ...(question.kind === 'scale' ? [question.low, question.high] : []),
    ...(hasOwnAnswers(question) ? question.options.map(({ words }) => words) : []),
  ].join(' / ');
