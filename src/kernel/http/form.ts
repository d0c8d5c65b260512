import type { z } from 'zod';
import type { FormState } from '../ui/forms.js';
import { Refusal } from '../refusal.js';
import { CSRF_FIELD } from './csrf.js';
import { tryParse } from './parse.js';

export type Sent<T> = { ok: true; input: T; form: FormState } | { ok: false; form: FormState };

/**
 * A form as it was sent. A field left empty counts as not given. When something needs another look, `form`
 * holds all that was typed and why; show the page again with it.
 */
export function formOf<T>(schema: z.ZodType<T>, body: unknown): Sent<T> {
  const values: Record<string, unknown> = {};
  for (const [name, value] of Object.entries((body ?? {}) as Record<string, unknown>))
    if (name !== CSRF_FIELD && value !== '') values[name] = value;
  const result = tryParse(schema, values);
  if (result.ok) return { ok: true, input: result.value, form: { values, reasons: [] } };
  return { ok: false, form: { values, reasons: result.reasons } };
}

/** What the domain refused, shown in the form; anything that is no refusal goes on being thrown. */
export function refusedForm(error: unknown, form: FormState): FormState {
  if (error instanceof Refusal) return { ...form, reasons: error.reasons };
  throw error;
}

/**
 * Reads a form and acts on it. Answers with the form to show again, with every reason, where either was refused;
 * null once it is done.
 */
export async function tried<T>(
  schema: z.ZodType<T>,
  body: unknown,
  act: (input: T) => Promise<unknown>,
): Promise<FormState | null> {
  const sent = formOf(schema, body);
  if (!sent.ok) return sent.form;
  try {
    await act(sent.input);
    return null;
  } catch (error) {
    return refusedForm(error, sent.form);
  }
}
