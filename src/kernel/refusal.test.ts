import { Refusal } from './refusal.js';

describe('a refusal', () => {
  it('is a sentence, a reason, or all reasons at once', () => {
    expect(new Refusal('gone', 'It is over.').reasons).toEqual([{ message: 'It is over.' }]);
    expect(new Refusal('invalid', { field: 'plan', message: 'is empty' }).message).toBe('plan: is empty');
    const all = new Refusal('invalid', [{ field: 'a', message: 'is one' }, { message: 'two' }]);
    expect(all.message).toBe('a: is one\ntwo');
    expect(all.reasons).toHaveLength(2);
    expect(all).toBeInstanceOf(Error);
  });
});
