import type { ComponentChildren, VNode } from 'preact';

/** Words to take along without script: a finger or a key reaches them, and “select all” takes no more than these. */
export function Copyable(props: {
  /** Unique on its page. */
  id: string;
  label: ComponentChildren;
  text: string;
  lang?: string;
}): VNode {
  const { id, label, text, lang } = props;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <textarea id={id} rows={Math.min(14, 3 + Math.ceil(text.length / 45))} lang={lang} dir="auto" readonly>
        {text}
      </textarea>
    </div>
  );
}
