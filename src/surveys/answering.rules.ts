import { msg } from '../kernel/language/message.js';
import type { Say } from '../kernel/language/say.js';
import { because, type Reason } from '../kernel/refusal.js';
import { FOLLOW_UP } from './questions.js';
import {
  choicesOf,
  questionsOf,
  type Answer,
  type Answers,
  type Form,
  type Question,
  type TaskAnswer,
} from './form.js';

/** What a browser sends: a field once, several times, or not at all. */
export type Typed = Record<string, unknown>;

export interface Read {
  /** Answers to the questions of this screen that were given and could be read. */
  answers: Map<string, Answer>;
  /** Each about the field that is called as its question. */
  problems: Reason[];
}

/** Whether a question is put to somebody who answered this so far. */
function isAsked(question: Question, answers: Answers): boolean {
  if (!question.when) return true;
  const given = answers.get(question.when.question);
  return [given].flat().some((one) => question.when!.is.includes(String(one)));
}

/** The questions of a screen (from 1) for somebody who answered this so far. */
export function askedOn(form: Form, screen: number, answers: Answers): Question[] {
  return (form[screen - 1]?.questions ?? []).filter((question) => isAsked(question, answers));
}

/** The screen after this one that asks something; null at the end. */
export function nextScreen(form: Form, after: number, answers: Answers): number | null {
  for (let screen = after + 1; screen <= form.length; screen++)
    if (askedOn(form, screen, answers).length > 0) return screen;
  return null;
}

/** The screen before this one that asks something; null at the beginning. */
export function previousScreen(form: Form, before: number, answers: Answers): number | null {
  for (let screen = before - 1; screen >= 1; screen--)
    if (askedOn(form, screen, answers).length > 0) return screen;
  return null;
}

/** Answers to questions that are no longer put: a task first ticked "not yet", then "yes". */
export function outdated(form: Form, answers: Answers): string[] {
  const left = new Map(answers);
  const gone: string[] = [];
  for (const question of questionsOf(form)) {
    if (!left.has(question.key) || isAsked(question, left)) continue;
    left.delete(question.key);
    gone.push(question.key);
  }
  return gone;
}

/** Reads what was typed on a screen. Whatever is left out is skipped; whatever cannot be read is named. */
export function readTyped(questions: readonly Question[], typed: Typed, say?: Say): Read {
  const answers = new Map<string, Answer>();
  const problems: Reason[] = [];
  for (const question of questions) {
    const given = [typed[question.key]]
      .flat()
      .filter((one): one is string => typeof one === 'string')
      .map((one) => one.trim())
      .filter((one) => one !== '');
    if (given.length === 0) continue;
    const answer = readOne(question, given, say);
    if (typeof answer === 'object' && 'message' in answer) problems.push({ ...answer, field: question.key });
    else answers.set(question.key, answer);
  }
  return { answers, problems };
}

/** What was said about key tasks; adoption keeps it for its measurement. */
export function taskAnswersIn(form: Form, answers: Answers): { task: string; answer: TaskAnswer }[] {
  return questionsOf(form).flatMap((question) => {
    const answer = answers.get(question.key);
    return question.kind === 'key task' && answer !== undefined
      ? [{ task: question.task, answer: answer as TaskAnswer }]
      : [];
  });
}

/** Whether leads may see who wrote this. */
export const mayFollowUp = (answers: Answers): boolean => answers.get(FOLLOW_UP) === 'yes';

function readOne(question: Question, given: string[], say: Say | undefined): Answer | Reason {
  const first = given[0]!;
  if (question.kind === 'minutes') return readMinutes(first);
  if (question.kind === 'short text') return readText(first, question.most);
  const choices = choicesOf(question, say);
  const chosen = choices.filter(({ key }) => given.includes(key)).map(({ key }) => key);
  if (chosen.length === 0 || !given.every((one) => chosen.includes(one)))
    return because('Choose one of these: {choices}.', {
      choices: choices.map(({ words }) => words).join('; '),
    });
  if (question.kind === 'several choices' || question.kind === 'hindered') return chosen;
  return question.kind === 'scale' ? Number(first) : first;
}

function readMinutes(text: string): number | Reason {
  const minutes = /^\d{1,4}([.,]\d+)?$/.test(text) ? Math.round(Number(text.replace(',', '.'))) : Number.NaN;
  return minutes <= 600
    ? minutes
    : { message: msg('Write the minutes as a number from 0 to 600, for example 5.') };
}

function readText(text: string, most: number): string | Reason {
  const length = Array.from(text).length;
  return length <= most
    ? text
    : because('This is {length} characters long; {most} fit. Shorten it, nothing is lost meanwhile.', {
        ...{ length, most },
      });
}
