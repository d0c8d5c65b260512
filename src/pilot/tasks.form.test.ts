import { asSeen } from '../kernel/http/seen.js';
import { tasksForm } from './tasks.form.js';

const seen = asSeen({});

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
