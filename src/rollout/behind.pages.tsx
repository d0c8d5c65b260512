import type { VNode } from 'preact';
import { spokenDate } from './calendar.words.js';
import type { Entry } from './agenda.rules.js';
import { capital, whatOf } from './play-words.js';

export interface BehindProps {
  saidAtOnce?: string[];
  held: string[];
  leftOut: string[];
  /** The move was begun without us. */
  doneElsewhere?: string[];
  /** What is still said; given before the start of a move that was begun without us. */
  ahead?: Entry[];
}

/** What a start now comes too late for, said before the start. Keys of the agenda. */
export function Behind(props: BehindProps): VNode | null {
  const { saidAtOnce = [], held, leftOut, doneElsewhere = [], ahead } = props;
  const all = saidAtOnce.length + held.length + leftOut.length + doneElsewhere.length;
  if (all === 0) return null;
  return (
    <div class="note stack">
      <p>{all === 1 ? '1 step lies before the start.' : `${all} steps lie before the start.`}</p>
      {doneElsewhere.length > 0 && (
        <p>
          {doneElsewhere.length === 1
            ? '1 is recorded as done elsewhere, and nothing is sent for it: '
            : `${doneElsewhere.length} are recorded as done elsewhere, and nothing is sent for them: `}
          {names(doneElsewhere)}.
        </p>
      )}
      {saidAtOnce.map((key) => (
        <p key={key}>Said as soon as you start: {quoted(key)}.</p>
      ))}
      {held.map((key) => (
        <p key={key}>Held until you send it or skip it: {quoted(key)}.</p>
      ))}
      {leftOut.length > 0 && (
        <p>
          {leftOut.length === 1 ? 'Left out for good: ' : `${leftOut.length} are left out for good: `}
          {names(leftOut)}.
        </p>
      )}
      {ahead && <Ahead ahead={ahead} />}
    </div>
  );
}

function Ahead({ ahead }: { ahead: Entry[] }): VNode {
  const [next] = ahead;
  if (!next) return <p>As far as the plan knows, nothing is still to be said.</p>;
  return (
    <p>
      {ahead.length === 1 ? '1 step is' : `${ahead.length} steps are`} still to be said, as far as the plan
      knows. The next is {quoted(next.key)} on {spokenDate(next.day)}.
    </p>
  );
}

const quoted = (key: string): string => `“${capital(whatOf(key))}”`;
const names = (keys: string[]): string => [...new Set(keys.map(quoted))].join(', ');
