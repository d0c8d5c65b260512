/** What somebody must have done once to be at home in a place. Every rollout asks for the same three. */
export const keyTasks = [
  { key: 'post', words: 'post a message' },
  { key: 'reply', words: 'reply to somebody' },
  { key: 'file', words: 'share a file' },
] as const;

export type KeyTask = (typeof keyTasks)[number]['key'];
export const keyTaskKeys = keyTasks.map((task) => task.key);

export const keyTaskAnswers = ['yes', 'not yet', 'did not try'] as const;
export type KeyTaskAnswer = (typeof keyTaskAnswers)[number];
