import type { VNode } from 'preact';
import { Labelled, useTies, type Choice, type FormState } from './forms.js';

/** One of many: where rows to tick would fill the page. What was chosen stands; nothing else is chosen beforehand. */
export function Select(props: {
  name: string;
  label: string;
  hint?: string;
  options: Choice[];
  /** More of them, under headings. */
  groups?: { label: string; options: Choice[] }[];
  /** Chosen while nothing was: of a filter, what is shown. */
  chosen?: string | undefined;
  form?: FormState;
}): VNode {
  const { name, label, hint, options, groups = [], form } = props;
  const { reason, ties } = useTies(props);
  const value = form?.values[name] ?? props.chosen;
  const rows = (some: Choice[]): VNode[] =>
    some.map((option) => (
      <option key={option.value} value={option.value} selected={option.value === value}>
        {option.label}
      </option>
    ));
  return (
    <Labelled {...{ id: ties.id, label, hint, reason }}>
      <select {...ties}>
        {rows(options)}
        {groups.map((group) => (
          <optgroup key={group.label} label={group.label}>
            {rows(group.options)}
          </optgroup>
        ))}
      </select>
    </Labelled>
  );
}
