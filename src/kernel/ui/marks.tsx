import type { VNode } from 'preact';

export type MarkKind = 'met' | 'not-met' | 'unknown' | 'late';

/** A shape for each state, told apart without colour; the word beside it says the same. */
export function Mark({ kind }: { kind: MarkKind }): VNode {
  return (
    <svg
      class={`mark mark-${kind}`}
      width="24"
      height="24"
      viewBox="0 0 24 24"
      aria-hidden="true"
      focusable="false"
    >
      {shapes[kind]}
    </svg>
  );
}

const shapes: Record<MarkKind, VNode> = {
  met: (
    <>
      <circle class="line" cx="12" cy="12" r="10" />
      <path class="line" d="M7 12.5l3.5 3.5L17 8.5" />
    </>
  ),
  'not-met': (
    <>
      <rect class="fill" x="2" y="2" width="20" height="20" rx="2" />
      <path class="cut" d="M7.5 7.5l9 9m0-9l-9 9" />
    </>
  ),
  unknown: (
    <>
      <circle class="line dashed" cx="12" cy="12" r="10" />
      <path class="line" d="M9.2 9.6a2.9 2.9 0 1 1 4.3 2.5c-1 .6-1.5 1.1-1.5 2.2" />
      <circle class="dot" cx="12" cy="17.3" r="1.3" />
    </>
  ),
  late: <path class="bars" d="M8 4v16M16 4v16" />,
};
