import { expect, it } from '@jest/globals';
import { mirrored } from '../kernel/language/say.js';
import { taskWords, usualKeyTasks } from './key-tasks.js';

it('says the usual things to try in the reader’s language, and a lead’s own as they wrote them', () => {
  const [post] = usualKeyTasks;
  expect(taskWords(mirrored, post!)).toContain('⟦write a message⟧');
  // As it comes back from the list that a lead has changed.
  expect(taskWords(mirrored, { key: 'other', words: 'share a file' })).toContain('⟦share a file⟧');
  expect(taskWords(mirrored, { key: 'prune', words: 'prune roses' })).toBe('prune roses');
});
