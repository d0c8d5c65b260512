import type { VNode } from 'preact';
import { ActForm, Button } from '../kernel/ui/forms.js';
import { Shell } from '../kernel/ui/shell.js';
import type { Scene } from './scene.js';

export interface OwnPageProps {
  firstName: string;
  path: string;
  scene: Scene;
  /** “What is happening”, newest first: one sentence each. */
  happening: string[];
  /** What was just done, said in the first line. */
  said: string | null;
  cards: VNode[];
  unread: boolean;
}

/** The one page of a member: what happens, what is asked of them, and every right they have. No script. */
export function OwnPage(props: OwnPageProps): VNode {
  const { firstName, path, scene, happening, said, cards, unread } = props;
  return (
    <Shell title={`${scene.community}: your page`} narrow lang="en" help={<Help scene={scene} />}>
      {said && <p role="status">{said}</p>}
      <h1>Hello {firstName}</h1>
      <p>
        <a href={`${path}/not-me`}>Not you?</a>
      </p>
      <h2>What is happening</h2>
      {happening.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {unread && (
        <ActForm action={`${path}/seen`} class="bare">
          <Button quiet>I have read this</Button>
        </ActForm>
      )}
      {cards}
      <h2>What we hold about you</h2>
      <p>
        <a href={`${path}/data`}>See all of it, take it with you, or delete yourself</a>
      </p>
    </Shell>
  );
}

export function NotMePage({ path, scene }: { path: string; scene: Scene }): VNode {
  return (
    <Shell title="Not you?" narrow lang="en" help={<Help scene={scene} />}>
      <h1>This page is for somebody else?</h1>
      <p>Somebody passed their link on to you. Close this page. Nothing has happened.</p>
      <p>
        Do you want to come along yourself? Ask {scene.responsible} ({scene.contact}) for a link of your own.
      </p>
      <p>
        <a href={path}>It is me: back to my page</a>
      </p>
    </Shell>
  );
}

function Help({ scene }: { scene: Scene }): VNode {
  return (
    <p>
      A person answers your questions: {scene.responsible}, {scene.contact}.
    </p>
  );
}
