import { formSchema, questionsOf, type Form, type Question } from './form.js';
import { AT_HOME, COME_ALONG, FOLLOW_UP, fitsOurs } from './questions.js';

/** What follows from a question that Changeover itself understands; its answers stay as they are. */
export const meanings: Record<string, string> = {
  [AT_HOME]: 'Whoever says yes counts as at home in the new place.',
  [FOLLOW_UP]: 'Whoever says yes: you see their name beside their answers.',
  [COME_ALONG]: 'Whoever says yes hears where and when you meet.',
};

/** About one of the things to try, in our words: it comes and goes with them, and is changed where they are. */
export const followsTasks = (question: Question): boolean =>
  'task' in question && question.key.endsWith(`-${question.task}`) && fitsOurs(question.words);

/**
 * A lead's own questions with those about things to try as they are now: else a thing that was added on Tuesday would
 * be asked of nobody on Friday. They stay where they stood; where a lead took them all out, none comes back.
 */
export function withTasks(own: Form, ours: Form): Form {
  const asked = questionsOf(ours).filter(followsTasks);
  const kept = new Set(
    questionsOf(own)
      .filter((question) => !followsTasks(question))
      .map(({ key }) => key),
  );
  const put = new Set<boolean>();
  const screens = own.map(({ title, questions }) => ({
    title,
    questions: questions.flatMap((question) => {
      if (!followsTasks(question)) return [question];
      const first = question.kind === 'key task';
      if (put.has(first)) return [];
      put.add(first);
      return asked.filter(({ key, kind }) => (kind === 'key task') === first && !kept.has(key));
    }),
  }));
  const followed = formSchema.safeParse(screens.filter(({ questions }) => questions.length > 0));
  return followed.success ? followed.data : own;
}
