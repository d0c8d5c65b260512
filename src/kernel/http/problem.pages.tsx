import type { VNode } from 'preact';
import { Shell } from '../ui/shell.js';
import type { Problem } from './problem.js';

/** A page that says no, and what to do. It shows nothing that the person did not already know. */
export function ProblemPage({ problem }: { problem: Problem }): VNode {
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
      <p>If you came here by a link in a message, answer that message: a person reads it.</p>
    </Shell>
  );
}
