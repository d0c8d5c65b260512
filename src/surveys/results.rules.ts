import { choicesOf, questionsOf, type Answer, type Form, type Question } from './form.js';

export interface Count {
  answer: string;
  words: string;
  people: number;
}

export interface QuestionResult {
  question: string;
  kind: Question['kind'];
  words: string;
  /** How many answered it. */
  answered: number;
  /** Every possible answer in its order, zero included; empty for texts and minutes. */
  counts: Count[];
  /** Scales: the mean of 1 to 5. Minutes: the middle value. Null without answers. */
  mean: number | null;
  median: number | null;
}

export interface GivenAnswer {
  question: string;
  /** Null: a text, sealed. */
  value: Answer | null;
}

/** What a round's answers say, question by question, in the form's order. */
export function distributions(form: Form, given: readonly GivenAnswer[]): QuestionResult[] {
  return questionsOf(form).map((question) => {
    const values = given.filter((one) => one.question === question.key).map((one) => one.value);
    const numbers = values.filter((value) => typeof value === 'number');
    const chosen = values.flat().map(String);
    return {
      question: question.key,
      kind: question.kind,
      words: question.words,
      answered: values.length,
      counts: choicesOf(question).map(({ key, words }) => ({
        answer: key,
        words,
        people: chosen.filter((one) => one === key).length,
      })),
      mean: question.kind === 'scale' ? mean(numbers) : null,
      median: question.kind === 'minutes' ? median(numbers) : null,
    };
  });
}

const mean = (numbers: number[]): number | null =>
  numbers.length === 0 ? null : Math.round((numbers.reduce((a, b) => a + b, 0) / numbers.length) * 10) / 10;

function median(numbers: number[]): number | null {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  if (sorted.length === 0) return null;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
