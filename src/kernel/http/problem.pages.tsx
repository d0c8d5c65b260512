import type { VNode } from 'preact';
import { Shell } from '../ui/shell.js';
import type { AtTheDoor } from './door.js';
import type { Problem } from './problem.js';

/** A page that says no, and what to do. It shows nothing that the person did not already know. */
export function ProblemPage({ problem, door }: { problem: Problem; door?: AtTheDoor }): VNode {
  const reasons = problem.reasons ?? [];
  return (
    <Shell title={problem.title} narrow>
      <h1>{problem.title}</h1>
      {problem.detail && <p class="answer">{problem.detail}</p>}
      {reasons.length === 1 && <p class="answer">{reasons[0]?.message}</p>}
      {reasons.length > 1 && (
        <ul>
          {reasons.map((reason) => (
            <li key={reason.message}>{reason.message}</li>
          ))}
        </ul>
      )}
      {problem.id && (
        <p>
          Its id is <code>{problem.id}</code>.
        </p>
      )}
      {door ? (
        <Door door={door} />
      ) : (
        <p>If you came here by a link in a message, answer that message: a person reads it.</p>
      )}
    </Shell>
  );
}

/** The way in, and what was typed: on the page that it was meant for it can be put in again. */
function Door({ door }: { door: AtTheDoor }): VNode {
  return (
    <>
      <p>
        <a href={door.to === undefined ? door.by : `${door.by}?to=${encodeURIComponent(door.to)}`}>
          {door.byLabel}
        </a>
      </p>
      {door.typed.length > 0 && (
        <>
          <h2>What you typed</h2>
          <p>It was not stored. Copy what you want to keep.</p>
          {door.typed.map(({ name, text }, index) => (
            <div class="field" key={name}>
              <label for={`typed-${index}`}>{name}</label>
              <textarea id={`typed-${index}`} rows={Math.min(12, text.split('\n').length + 1)} readOnly>
                {text}
              </textarea>
            </div>
          ))}
        </>
      )}
    </>
  );
}
