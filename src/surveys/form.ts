import { z } from 'zod';
import { msg, type Msg } from '../kernel/language/message.js';
import type { Say } from '../kernel/language/say.js';

/** A survey's form: at most three screens of questions. Kept as JSON with each version, so it can only grow. */

const key = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'use small letters, digits and hyphens, 40 at most');
const line = z.string().trim().min(1).max(200);
const option = z.object({ key, words: z.string().trim().min(1).max(80) });
const options = z.array(option).min(2).max(8);

const common = {
  /** Unique in the form, the same from round to round: so a trend can be drawn. */
  key,
  words: line,
  /** Asked only where that question was answered with one of these. */
  when: z.object({ question: key, is: z.array(z.string()).min(1) }).optional(),
};

const questionSchema = z.discriminatedUnion('kind', [
  z.object({ ...common, kind: z.literal('scale'), low: line, high: line }),
  z.object({ ...common, kind: z.literal('one choice'), options }),
  z.object({ ...common, kind: z.literal('several choices'), options }),
  z.object({
    ...common,
    kind: z.literal('short text'),
    most: z.number().int().min(20).max(2000).default(500),
  }),
  z.object({ ...common, kind: z.literal('key task'), task: key }),
  z.object({ ...common, kind: z.literal('minutes'), task: key }),
  z.object({ ...common, kind: z.literal('hindered'), task: key, options }),
]);

const screenSchema = z.object({ title: line, questions: z.array(questionSchema).min(1).max(20) });

export const formSchema = z
  .array(screenSchema)
  .min(1)
  .max(3, 'at most three screens: nobody finishes a longer survey on a phone')
  .superRefine((screens, context) => {
    for (const message of contradictions(screens)) context.addIssue({ code: 'custom', message });
  });

export type Question = z.output<typeof questionSchema>;
export type Screen = z.output<typeof screenSchema>;
export type Form = z.output<typeof formSchema>;

const taskAnswers = ['yes', 'not yet', 'did not try'] as const;
export type TaskAnswer = (typeof taskAnswers)[number];
const taskWords: Record<TaskAnswer, Msg> = {
  yes: msg('yes'),
  'not yet': msg('not yet'),
  'did not try': msg('did not try'),
};

/** A scale or minutes give a number, several choices a list of option keys, everything else a text. */
export type Answer = number | string | string[];
export type Answers = ReadonlyMap<string, Answer>;

export const questionsOf = (form: Form): Question[] => form.flatMap((screen) => screen.questions);

/** What can be chosen, in its order, in English where nobody says otherwise; empty where something is typed. */
export function choicesOf(question: Question, say?: Say): { key: string; words: string }[] {
  switch (question.kind) {
    case 'scale':
      return [`1, ${question.low}`, '2', '3', '4', `5, ${question.high}`].map((words, i) => ({
        key: String(i + 1),
        words,
      }));
    case 'key task':
      return taskAnswers.map((answer) => ({ key: answer, words: say?.(taskWords[answer]) ?? answer }));
    case 'one choice':
    case 'several choices':
    case 'hindered':
      return question.options;
    default:
      return [];
  }
}

/** Ways in which a form contradicts itself, in words for whoever wrote it. */
function contradictions(screens: Screen[]): string[] {
  const found: string[] = [];
  const before = new Set<string>();
  for (const { questions } of screens) {
    for (const question of questions) {
      if (before.has(question.key)) found.push(`two questions have the key "${question.key}"`);
      before.add(question.key);
      if (question.when && (question.when.question === question.key || !before.has(question.when.question)))
        found.push(`"${question.key}" depends on "${question.when.question}", which is not asked before it`);
    }
  }
  return found;
}
