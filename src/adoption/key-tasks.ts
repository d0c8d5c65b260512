/** What somebody must have done once to be at home in a place: these three, until a lead names others. */
export const usualKeyTasks: readonly KeyTask[] = [
  { key: 'post', words: 'write a message' },
  { key: 'reply', words: 'reply to somebody' },
  { key: 'file', words: 'share a file' },
];

export interface KeyTask {
  /** A word for programs, unique in its rollout. */
  key: string;
  /** What is done, as after "Did you …?" */
  words: string;
}

export const keyTaskAnswers = ['yes', 'not yet', 'did not try'] as const;
export type KeyTaskAnswer = (typeof keyTaskAnswers)[number];
