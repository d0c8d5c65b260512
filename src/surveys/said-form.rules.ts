import type { Msg } from '../kernel/language/message.js';
import type { Say } from '../kernel/language/say.js';
import type { Form, Question } from './form.js';
import { isOurs, isOurTitle, patternOf, readyWords } from './questions.js';

/** Sentences without a gap come first: a usual task is whole, and would fit into the gap of another. */
const ready = Object.values<Msg>(readyWords)
  .toSorted((a, b) => Number(a.includes('{')) - Number(b.includes('{')))
  .map((sentence) => ({ sentence, fits: patternOf(sentence) }));

/**
 * Questions that come with Changeover, as they were kept, in the language of who is asked: names of places and tasks
 * stay as they are. What is none of our sentences (any more) stays as it is too.
 */
export function formIn(form: Form, say: Say): Form {
  const said = (text: string): string => {
    for (const { sentence, fits } of ready) {
      const values = fits.exec(text)?.groups;
      if (values || sentence === text) return say(sentence, { ...values });
    }
    return text;
  };
  return form.map(({ title, questions }) => ({
    title: said(title),
    questions: questions.map((question) => spoken(question, said)),
  }));
}

/** The same of a lead's own: what they left as it was is said in each language, what they wrote as they wrote it. */
export function ownFormIn(form: Form, say: Say): Form {
  const said = formIn(form, say);
  return form.map((screen, i) => ({
    title: (isOurTitle(screen) ? said : form)[i]!.title,
    questions: screen.questions.map((question, k) => (isOurs(question) ? said[i]!.questions[k]! : question)),
  }));
}

function spoken(question: Question, said: (text: string) => string): Question {
  const words = said(question.words);
  if (question.kind === 'scale')
    return { ...question, words, low: said(question.low), high: said(question.high) };
  if (!('options' in question)) return { ...question, words };
  return { ...question, words, options: question.options.map((one) => ({ ...one, words: said(one.words) })) };
}
