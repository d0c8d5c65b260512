import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { mirrored } from '../kernel/language/say.js';
import { keyOf, taskWords, usualKeyTasks } from './key-tasks.js';

it('says the usual things to try in the reader’s language, and a lead’s own as they wrote them', () => {
  const [post] = usualKeyTasks;
  expect(taskWords(mirrored, post!)).toContain('⟦write a message⟧');
  // As it comes back from the list that a lead has changed.
  expect(taskWords(mirrored, { key: 'other', words: 'share a file' })).toContain('⟦share a file⟧');
  expect(taskWords(mirrored, { key: 'prune', words: 'prune roses' })).toBe('prune roses');
});

describe('the key of something that a lead wrote', () => {
  it('is a plain word of at most 31 characters that no other has', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 6 }), (all) => {
        const keys: string[] = [];
        for (const words of all) keys.push(keyOf(words, keys));
        expect(new Set(keys).size).toBe(keys.length);
        for (const key of keys) expect(key).toMatch(/^[a-z][a-z0-9-]{0,30}$/);
      }),
    );
  });

  it('comes from the words', () => {
    expect(keyOf('Share a file', [])).toBe('share-a-file');
    expect(keyOf('写', ['task'])).toBe('task-2');
    expect(keyOf('写', [], 'own')).toBe('own');
  });
});
