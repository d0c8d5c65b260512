import fc from 'fast-check';
import { asSeen } from '../kernel/http/seen.js';
import { keyOf, tasksForm } from './tasks.form.js';

const seen = asSeen({});

describe('the key of a thing to try', () => {
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
  });
});

describe('the form of things to try', () => {
  it('keeps the keys of what was there, gives new ones to new lines, and drops empty lines', () => {
    const given = { seen, words1: 'write a message', key1: 'post', words2: ' ', words4: 'call somebody' };
    expect(tasksForm.parse({ ...given, words2: undefined }).tasks).toEqual([
      { key: 'post', words: 'write a message' },
      { key: 'call-somebody', words: 'call somebody' },
    ]);
  });

  it('is refused beside the line that is too long, or where no line is left', () => {
    const paths = (given: object): unknown[] =>
      tasksForm.safeParse({ seen, ...given }).error!.issues.map(({ path }) => path[0]);
    expect(paths({ words2: 'x'.repeat(81), words1: 'fine' })).toEqual(['words2']);
    expect(paths({})).toEqual(['words1']);
  });
});
