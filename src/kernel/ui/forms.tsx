import { h, type ComponentChildren, type InputHTMLAttributes, type VNode } from 'preact';
import { useContext } from 'preact/hooks';
import { namesNoField } from '../http/parse-words.js';
import { asSeen, type Seen } from '../http/seen.js';
import type { Reason } from '../refusal.js';
import type { Say } from '../language/say.js';
import { PageRequest, Speaking } from './render.js';

/** What was typed and what needs another look; hand it to every field, so that nothing typed is lost. */
export interface FormState {
  values: Record<string, unknown>;
  reasons: Reason[];
  /** What the form was about is not there. */
  missing?: boolean;
}

export const emptyForm = (values: Record<string, unknown> = {}): FormState => ({ values, reasons: [] });

const idOf = (name: string): string => `field-${name.replaceAll(/[^\w-]/g, '-')}`;
function reasonFor(say: Say, form: FormState | undefined, name: string): string | undefined {
  const reason = form?.reasons.find(({ field }) => field === name);
  return reason && say.reason(reason);
}
const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

export function Button(props: {
  children: ComponentChildren;
  name?: string;
  value?: string;
  /** Beside a louder one. */
  quiet?: boolean;
  /** An act on a row: it looks like a link, and is none. */
  plain?: boolean;
}): VNode {
  const look = props.plain ? 'plain' : props.quiet ? 'quiet' : undefined;
  // A button in a form submits by itself: to say so on each weighs a kilobyte on a page of lists.
  return (
    <button class={look} name={props.name} value={props.value}>
      {props.children}
    </button>
  );
}

/** A form that acts by POST. The tokens of a signed-in person go in by themselves; a refused form comes back at its summary. */
export function ActForm(props: {
  action: string;
  children: ComponentChildren;
  class?: string;
  /** Files need another encoding. */
  files?: boolean;
  /** What it shows of what is stored, in words: what somebody else changes meanwhile is not overwritten unseen. */
  seen?: Seen | undefined;
  /** Only a script can send it, which then shows it. */
  byScript?: string;
}): VNode {
  const { csrf, once } = useContext(PageRequest);
  return (
    <form
      method="post"
      action={`${props.action}#problem`}
      class={props.class}
      encType={props.files ? 'multipart/form-data' : undefined}
      noValidate
      data-passkey={props.byScript}
      hidden={props.byScript !== undefined}
    >
      {csrf && <input type="hidden" name="_form" value={csrf} />}
      {once && <input type="hidden" name="_once" value={once} />}
      {props.seen && <input type="hidden" name="seen" value={asSeen(props.seen)} />}
      {props.children}
    </form>
  );
}

export interface FieldProps {
  name: string;
  label: string;
  hint?: string;
  type?: 'text' | 'email' | 'date' | 'time' | 'number' | 'search' | 'url' | 'file';
  /** Many lines; the number of rows shown. */
  rows?: number;
  autocomplete?: 'name' | 'email' | 'organization' | 'off';
  form?: FormState;
}

/** What ties a control to its label, its hint and what needs another look, in the reader's language. */
export function useTies({ name, label, hint, form }: Pick<FieldProps, 'name' | 'label' | 'hint' | 'form'>) {
  const id = idOf(name);
  const reason = reasonFor(useContext(Speaking), form, name);
  const { labels } = useContext(PageRequest);
  if (reason) labels?.set(name, label);
  const described = [hint && `${id}-hint`, reason && `${id}-reason`].filter(Boolean).join(' ') || undefined;
  const ties = { id, name, 'aria-describedby': described, 'aria-invalid': reason ? true : undefined };
  return { reason, ties };
}

/** Label, hint and what needs another look, above their control. */
export function Labelled(props: {
  id: string;
  label: string;
  hint?: string | undefined;
  reason: string | undefined;
  children: ComponentChildren;
}): VNode {
  const { id, label, hint, reason, children } = props;
  return (
    <div class={reason ? 'field wrong' : 'field'}>
      <label for={id}>{label}</label>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {reason && (
        <p class="reason" id={`${id}-reason`}>
          {reason}
        </p>
      )}
      {children}
    </div>
  );
}

export function Field(props: FieldProps): VNode {
  const { name, label, hint, type = 'text', rows, autocomplete, form } = props;
  const { reason, ties } = useTies(props);
  const value = textOf(form?.values[name]);
  const shared = { ...ties, ...(autocomplete && { autocomplete }) };
  return (
    <Labelled {...{ id: ties.id, label, hint, reason }}>
      {rows ? (
        <textarea {...shared} rows={rows}>
          {value}
        </textarea>
      ) : (
        h('input', { ...shared, type, ...(type !== 'file' && { value }) } as InputHTMLAttributes)
      )}
    </Labelled>
  );
}

export interface Choice {
  value: string;
  label: string;
  hint?: string;
}

/** Stacked rows of which the whole is clickable. One of them, or with `many` any number; none is pre-ticked. */
export function Choices(props: {
  name: string;
  legend: string;
  hint?: string;
  options: Choice[];
  many?: boolean;
  /** The legend is the page's question. */
  heading?: boolean;
  form?: FormState;
}): VNode {
  const { reason, ties } = useTies({ ...props, label: props.legend });
  const { id, 'aria-describedby': described } = ties;
  // Of several one can be wrong; of one the whole group is.
  const wrong = reason ? true : undefined;
  const chosen = new Set([props.form?.values[props.name]].flat());
  return (
    <fieldset
      class={reason ? 'choices wrong' : 'choices'}
      id={id}
      tabIndex={-1}
      role={wrong && !props.many ? 'radiogroup' : undefined}
      aria-describedby={described}
      aria-invalid={props.many ? undefined : wrong}
    >
      <legend>{props.heading ? <h1>{props.legend}</h1> : props.legend}</legend>
      {props.hint && (
        <p class="hint" id={`${id}-hint`}>
          {props.hint}
        </p>
      )}
      {reason && (
        <p class="reason" id={`${id}-reason`}>
          {reason}
        </p>
      )}
      {props.options.map(({ value, label, hint }) => (
        <label class="choice" key={value}>
          <input
            type={props.many ? 'checkbox' : 'radio'}
            name={props.name}
            value={value}
            checked={chosen.has(value)}
            aria-invalid={props.many ? wrong : undefined}
          />
          <span>
            {label}
            {hint && <small>{hint}</small>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

/** Read before its field and away from it: a reason that would fit any field says which. */
function inSummary(say: Say, reason: Reason, label: string | undefined): string {
  const value = say.reason(reason);
  if (label === undefined || !namesNoField(reason.message)) return value;
  return /[?？!]$/.test(label) ? `${label} ${value}` : say('{name}: {value}', { name: label, value });
}

/** First in main when a form comes back; each line leads to its field. */
export function ErrorSummary({ form }: { form: FormState }): VNode | null {
  const say = useContext(Speaking);
  const { page, labels } = useContext(PageRequest);
  if (form.reasons.length === 0) return null;
  return (
    // oxlint-disable-next-line jsx-a11y/no-autofocus
    <div class="summary" id="problem" role="alert" tabIndex={-1} autofocus aria-labelledby="problem-title">
      <h2 id="problem-title">
        {say('{count, plural, =1 {One thing needs} other {# things need}} another look', {
          count: form.reasons.length,
        })}
      </h2>
      <ul>
        {form.reasons.map((reason) => {
          const { field, message } = reason;
          const said = inSummary(say, reason, labels?.get(field ?? ''));
          return (
            <li key={`${field} ${message}`}>
              {field ? <a href={`#${idOf(field)}`}>{said}</a> : said}
              {reason.now?.includes('\n') || (reason.now?.length ?? 0) > 120 ? (
                <blockquote class="stored">{reason.now}</blockquote>
              ) : null}
            </li>
          );
        })}
      </ul>
      {page !== undefined && form.reasons.some(({ now }) => now !== undefined) && (
        <p>
          <a href={page}>{say('Keep what stands now, and drop what I typed')}</a>
        </p>
      )}
    </div>
  );
}
