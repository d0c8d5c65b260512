import { idField } from '../kernel/http/fields.js';
import { msg } from '../kernel/language/message.js';
import { Refusal } from '../kernel/refusal.js';

/** An id in the address of a page. Whatever else stands there leads to nothing, as an id that never was. */
export function pathId(text: string): string {
  const id = idField.safeParse(text);
  if (!id.success)
    throw new Refusal('not-found', msg('There is nothing at this address. Check that it was copied whole.'));
  return id.data;
}
