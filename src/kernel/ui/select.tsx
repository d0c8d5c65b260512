import type { VNode } from 'preact';
import type { Choice, FormState } from './forms.js';

/** One of many: where rows to tick would fill the page. What was chosen stands; nothing else is chosen beforehand. */
export function Select(props: {
  name: string;
  label: string;
  hint?: string;
  options: Choice[];
  /** Chosen while nothing was: of a filter, what is shown. */
  chosen?: string | undefined;
  form?: FormState;
}): VNode {
  const { name, label, hint, options, form } = props;
  const id = `field-${name.replaceAll(/[^\w-]/g, '-')}`;
  const reason = form?.reasons.find(({ field }) => field === name)?.message;
  const value = form?.values[name] ?? props.chosen;
  const described = [hint && `${id}-hint`, reason && `${id}-reason`].filter(Boolean).join(' ') || undefined;
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
      <select id={id} name={name} aria-describedby={described} aria-invalid={reason ? true : undefined}>
        {options.map((option) => (
          <option key={option.value} value={option.value} selected={option.value === value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}
