import { describe, expect, it } from '@jest/globals';
import { h } from 'preact';
import { z } from 'zod';
import { Refusal } from '../refusal.js';
import type { FormState } from '../ui/forms.js';
import { press, submit } from './form.js';
import { again, seeOther } from './page.js';

const onceMore = h('p', null, 'once more');
const drawn: FormState[] = [];
const page = {
  id: 'one',
  path: '/findings' as const,
  draw: (form: FormState) => {
    drawn.push(form);
    return onceMore;
  },
};
const named = z.object({ name: z.string('Write a name.') });

describe('a form of a page', () => {
  it('leads on once it is done, and hands its act what was typed and whose page it is', async () => {
    const done: unknown[] = [];
    const act = async (input: unknown, { id }: typeof page): Promise<unknown> => done.push([input, id]);
    expect(await submit(page, named, { name: 'Ada' }, act)).toEqual(seeOther('/findings'));
    expect(await press(page, async ({ id }) => done.push(id))).toEqual(seeOther('/findings'));
    expect(done).toEqual([[{ name: 'Ada' }, 'one'], 'one']);
  });

  it('is shown again with what was typed and why, where the field or the act is refused', async () => {
    const refuse = (): Promise<never> =>
      Promise.reject(new Refusal('conflict', { field: 'name', message: 'Somebody is called that.' }));
    drawn.length = 0;
    expect(await submit(page, named, { name: '' }, refuse)).toEqual(again(onceMore));
    expect(await submit(page, named, { name: 'Ada' }, refuse)).toEqual(again(onceMore));
    expect(drawn).toEqual([
      { values: { name: '' }, reasons: [{ field: 'name', message: 'Write a name.' }] },
      { values: { name: 'Ada' }, reasons: [{ field: 'name', message: 'Somebody is called that.' }] },
    ]);
  });

  it('hides no fault of ours', async () => {
    const fails = (): Promise<never> => Promise.reject(new Error('broken'));
    await expect(press(page, fails)).rejects.toThrow('broken');
  });
});
