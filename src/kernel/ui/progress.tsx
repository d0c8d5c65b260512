import type { VNode } from 'preact';

/**
 * Work that takes a while and can be left: how much is done in words, a bar where the whole is known, and a way to look
 * again. Once all of it is done there is nothing to wait for.
 */
export function Progress(props: {
  label: string;
  done: number;
  /** Absent where nobody knows yet. */
  of?: number;
  /** "8,200 of 20,000 rows, 14 bad" */
  words: string;
  /** The page on which this stands. */
  here: string;
}): VNode {
  const { label, done, of, words, here } = props;
  return (
    <div class="stack">
      <label>
        {label}
        <progress max={of} value={of === undefined ? undefined : done}>
          {words}
        </progress>
      </label>
      <p>{words}</p>
      {done !== of && (
        <>
          <p class="aside">You can leave this page. It goes on, and stands here when you come back.</p>
          <p>
            <a href={here}>Look again</a>
          </p>
        </>
      )}
    </div>
  );
}
