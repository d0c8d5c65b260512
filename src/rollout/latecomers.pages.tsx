import type { VNode } from 'preact';
import type { Shut } from './join.rules.js';
import { leadPath } from './lead-nav.js';

/** Nobody comes in by a code any more: who lets latecomers in, and what to do with the posters. */
export function Latecomers(props: { rolloutId: string; shut: Shut; leads: string[] }): VNode {
  const { rolloutId, shut, leads } = props;
  const who =
    leads.length === 0 ? 'whoever leads' : new Intl.ListFormat('en', { type: 'disjunction' }).format(leads);
  return (
    <section class="stack">
      <h2>Who comes late</h2>
      {shut === 'called off' ? (
        <p>Nobody needs to come along any more.</p>
      ) : (
        <>
          <p>Latecomers are let in by a person: {who}.</p>
          <ol>
            <li>Let them into the new place yourself, as its own invitation goes.</li>
            <li>
              While the move still runs, <a href="/roster">add their name to the list</a>. They then have a
              page of their own.
            </li>
            <li>
              Say at <a href={leadPath(rolloutId, 'seen')}>Who is in the new place</a> that they have come.
            </li>
          </ol>
        </>
      )}
      <p>Take down posters and posts with a code: it opens nothing.</p>
    </section>
  );
}
