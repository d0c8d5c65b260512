import type { VNode } from 'preact';
import { Shell } from '../kernel/ui/shell.js';
import type { Scene } from './scene.js';
import { WhatWeToldYou, type ToldProps } from './told.pages.js';

export interface OwnPageProps {
  firstName: string;
  path: string;
  scene: Scene;
  /** “What is happening”, newest first: one sentence each. */
  happening: string[];
  /** What was just done, said in the first line. */
  said: string | null;
  cards: VNode[];
  told: ToldProps;
}

/** The one page of a member: what happens, what is asked of them, and every right they have. No script. */
export function OwnPage(props: OwnPageProps): VNode {
  const { firstName, path, scene, happening, said, cards, told } = props;
  const unread = told.letters.find(({ confirmed }) => !confirmed);
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
        <p>
          New for you: <a href="#told">{unread.subject}</a>
        </p>
      )}
      {cards}
      <WhatWeToldYou {...told} />
      <section>
        <h2>What we may send you</h2>
        <p>
          <a href={`${path}/kinds`}>Choose which messages you get</a>
        </p>
        <p>
          <a href={`${path}/reach`}>Your language, and how we reach you</a>
        </p>
      </section>
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
