import type { VNode } from 'preact';
import { z } from 'zod';
import type { FormState } from '../ui/forms.js';
import { Refusal } from '../refusal.js';
import { CSRF_FIELD } from './csrf.js';
import { again, seeOther, type PageAnswer } from './page.js';
import { tryParse } from './parse.js';

export type Sent<T> = { ok: true; input: T; form: FormState } | { ok: false; form: FormState };

/**
 * A form as it was sent. A field left empty counts as not given. When something needs another look, `form`
 * holds all that was typed, also that a field was emptied, and why; show the page again with it.
 */
export function formOf<T>(schema: z.ZodType<T>, body: unknown): Sent<T> {
  const typed = Object.entries((body ?? {}) as Record<string, unknown>).filter(
    ([name]) => name !== CSRF_FIELD,
  );
  const values = Object.fromEntries(typed);
  const result = tryParse(schema, Object.fromEntries(typed.filter(([, value]) => value !== '')));
  if (result.ok) return { ok: true, input: result.value, form: { values, reasons: [] } };
  return { ok: false, form: { values, reasons: result.reasons } };
}

/** What the domain refused, shown in the form; anything that is no refusal goes on being thrown. */
export function refusedForm(error: unknown, form: FormState): FormState {
  if (error instanceof Refusal)
    return { ...form, reasons: error.reasons, ...(error.kind === 'not-found' && { missing: true }) };
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

/** A page with forms: where it leads on to once one of them is done, and how it is drawn to be filled in once more. */
export interface FormPage {
  path: `/${string}`;
  draw: (form: FormState) => VNode | Promise<VNode>;
}

/** A form of a page is sent: acts on it and leads on, or shows the page again with what was typed and every reason. */
export async function submit<T, P extends FormPage>(
  page: P,
  schema: z.ZodType<T>,
  body: unknown,
  act: (input: T, page: P) => Promise<unknown>,
): Promise<PageAnswer> {
  const form = await tried(schema, body, (input) => act(input, page));
  return form ? again(await page.draw(form), form) : seeOther(page.path);
}

const noFields = z.object({});

/** The same for a button without fields. */
export const press = <P extends FormPage>(page: P, act: (page: P) => Promise<unknown>): Promise<PageAnswer> =>
  submit(page, noFields, {}, (_none, of) => act(of));
