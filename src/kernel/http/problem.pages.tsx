import type { VNode } from 'preact';
import type { Say } from '../language/say.js';
import type { WayBack } from '../refusal.js';
import { Shell } from '../ui/shell.js';
import { code } from '../ui/tags.js';
import type { AtTheDoor } from './door.js';
import type { Problem } from './problem.js';

interface Props {
  problem: Problem;
  say: Say;
  door?: AtTheDoor;
  /** Where they were. */
  back?: WayBack | undefined;
}

/** A page that says no, and what to do. It shows nothing that the person did not already know. */
export function ProblemPage({ problem, say, door, back }: Props): VNode {
  const reasons = problem.reasons ?? [];
  const title = say.reason({ message: problem.title });
  return (
    <Shell title={title} narrow say={say}>
      <h1>{title}</h1>
      {problem.detail && <p class="answer">{say.reason({ message: problem.detail })}</p>}
      {reasons.length === 1 && <p class="answer">{say.reason(reasons[0]!)}</p>}
      {reasons.length > 1 && (
        <ul>
          {reasons.map((reason) => (
            <li key={reason.message}>{say.reason(reason)}</li>
          ))}
        </ul>
      )}
      {back && (
        <p>
          <a href={back.to}>{say(back.label)}</a>
        </p>
      )}
      {problem.id && <p>{say.rich('Its id is <code>{id}</code>.', { id: problem.id, code })}</p>}
      {door && <Door door={door} say={say} />}
      {!door && !back && (
        <p>{say('If you came here by a link in a message, answer that message: a person reads it.')}</p>
      )}
    </Shell>
  );
}

/** The way in, and what was typed: on the page that it was meant for it can be put in again. */
function Door({ door, say }: { door: AtTheDoor; say: Say }): VNode {
  return (
    <>
      <p>
        <a href={door.to === undefined ? door.by : `${door.by}?to=${encodeURIComponent(door.to)}`}>
          {say(door.byLabel)}
        </a>
      </p>
      {door.typed.length > 0 && (
        <>
          <h2>{say('What you typed')}</h2>
          <p>{say('It was not stored. Copy what you want to keep.')}</p>
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
