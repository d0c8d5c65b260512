import type { VNode } from 'preact';
import { capital, whatOf } from './play-words.js';

/** What a start now comes too late for, said before the start. Keys of the agenda. */
export function Behind(props: { saidAtOnce?: string[]; held: string[]; leftOut: string[] }): VNode | null {
  const { saidAtOnce = [], held, leftOut } = props;
  const all = saidAtOnce.length + held.length + leftOut.length;
  if (all === 0) return null;
  return (
    <div class="note stack">
      <p>{all === 1 ? '1 step lies before the start.' : `${all} steps lie before the start.`}</p>
      {saidAtOnce.map((key) => (
        <p key={key}>Said as soon as you start: {quoted(key)}.</p>
      ))}
      {held.map((key) => (
        <p key={key}>Held until you send it or skip it: {quoted(key)}.</p>
      ))}
      {leftOut.length > 0 && (
        <p>
          {leftOut.length === 1 ? 'Left out for good: ' : `${leftOut.length} are left out for good: `}
          {[...new Set(leftOut.map(quoted))].join(', ')}.
        </p>
      )}
    </div>
  );
}

const quoted = (key: string): string => `“${capital(whatOf(key))}”`;
