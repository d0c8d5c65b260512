import type { VNode } from 'preact';
import { homeNav, readerNav } from '../access/home-nav.js';
import { Empty } from '../kernel/ui/notes.js';
import { Shell } from '../kernel/ui/shell.js';

/** For whoever is not signed in: what this is, and nothing about who is here. */
export function FrontPage({ setUp }: { setUp: boolean }): VNode {
  if (!setUp)
    return (
      <Shell title="Changeover" narrow>
        <h1>Changeover</h1>
        <p class="answer">Changeover runs, and nobody has set it up yet.</p>
        <p>The link to set it up was printed where Changeover was started, on a line of its own.</p>
        <p>
          Is that line gone? Whoever hosts this prints another one with <code>changeover set-up-link</code>.
        </p>
      </Shell>
    );
  return (
    <Shell title="Changeover" narrow>
      <h1>Changeover</h1>
      <p class="answer">Changeover moves a community from one platform to another without losing people.</p>
      <p>
        A few try the new place first. What they find hard is mended and written down. Then everybody is
        invited, with somebody to help. The old place closes only when everybody was told, and you need not do
        anything before.
      </p>
      <h2>Are you a member?</h2>
      <p>Open the link in your message, or ask the people who run your community for it.</p>
      <p>
        Do you doubt a message? <a href="/true">Ask whether it is from us</a>.
      </p>
      <h2>Do you lead a move?</h2>
      <p>
        <a href="/sign-in">Sign in</a>
      </p>
    </Shell>
  );
}

export function RolloutsPage(props: {
  rollouts: { id: string; name: string; state: string }[];
  leads: boolean;
  /** What they begin with in a move: a path below it. */
  below: string;
}): VNode {
  const { rollouts, leads, below } = props;
  return (
    <Shell title="Your moves" nav={leads ? homeNav('/') : readerNav('/')}>
      <h1>Your moves</h1>
      {rollouts.length === 0 ? (
        <Empty what="Your moves will stand here." why="None is planned yet." />
      ) : (
        <ul>
          {rollouts.map(({ id, name, state }) => (
            <li key={id}>
              <a href={`/rollouts/${id}${below}`}>{name}</a>, {state}
            </li>
          ))}
        </ul>
      )}
    </Shell>
  );
}
