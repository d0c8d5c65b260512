import { msg, type Msg } from '../kernel/language/message.js';
import type { Say } from '../kernel/language/say.js';

export interface KeyTask {
  /** A word for programs, unique in its rollout. */
  key: string;
  /** What is done, as after "Did you …?" */
  words: string;
}

/** What somebody must have done once to be at home in a place: these three, until a lead names others. */
export const usualKeyTasks: readonly (KeyTask & { words: Msg })[] = [
  // translators: something to try in the new place, as in “Try to write a message.”
  { key: 'post', words: msg('write a message') },
  // translators: something to try in the new place, as in “Try to reply to somebody.”
  { key: 'reply', words: msg('reply to somebody') },
  // translators: something to try in the new place, as in “Try to share a file.”
  { key: 'file', words: msg('share a file') },
];

/** A task as this reader is asked for it; what a lead wrote stays as they wrote it. */
export function taskWords(say: Say, { words }: KeyTask): string {
  const ours = usualKeyTasks.find((task) => task.words === words);
  return ours ? say(ours.words) : words;
}

export const keyTaskAnswers = ['yes', 'not yet', 'did not try'] as const;
export type KeyTaskAnswer = (typeof keyTaskAnswers)[number];

/** A word for programs from what people read: `share-a-file`. Unlike all that are taken, 31 characters at most. */
export function keyOf(words: string, taken: readonly string[], otherwise = 'task'): string {
  const slug = words
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+/, '')
    .slice(0, 28)
    .replace(/-+$/, '');
  const base = slug || otherwise;
  const free = [base, ...taken.map((_, i) => `${base}-${i + 2}`)];
  return free.find((key) => !taken.includes(key))!;
}
