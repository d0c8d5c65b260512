import type { VNode } from 'preact';
import { Shell } from '../kernel/ui/shell.js';
import { link } from '../kernel/ui/tags.js';
import type { Scene } from './scene.js';
import { WhatWeToldYou, type ToldProps } from './told.pages.js';

export interface OwnPageProps {
  firstName: string;
  path: string;
  /** In the reader’s language; so is what is said of it. */
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
  const { say, community } = scene;
  const title = say('{community}: your page', { community });
  const unread = told.letters.find(({ confirmed }) => !confirmed);
  return (
    <Shell
      // Read aloud first: after an act it says how that went.
      title={said ? `${said.replace(/\.$/, '')} · ${title}` : title}
      narrow
      say={say}
      help={<Help scene={scene} />}
    >
      {said && <p role="status">{said}</p>}
      <h1>{say('Hello {firstName}', { firstName })}</h1>
      <p>
        <a href={`${path}/not-me`}>{say('Not you?')}</a>
      </p>
      <h2>{say('What is happening')}</h2>
      {happening.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {unread && (
        <p>{say.rich('New for you: <a>{subject}</a>', { subject: unread.subject, a: link('#told') })}</p>
      )}
      {cards}
      <WhatWeToldYou {...told} />
      <section>
        <h2>{say('What we may send you')}</h2>
        <p>
          <a href={`${path}/kinds`}>{say('Choose which messages you get')}</a>
        </p>
        <p>
          <a href={`${path}/reach`}>{say('Your language, and how we reach you')}</a>
        </p>
      </section>
      <h2>{say('What we hold about you')}</h2>
      <p>
        <a href={`${path}/data`}>{say('See all of it, take it with you, or delete yourself')}</a>
      </p>
    </Shell>
  );
}

export function NotMePage({ path, scene }: { path: string; scene: Scene }): VNode {
  const { say, responsible, contact } = scene;
  return (
    <Shell title={say('Not you?')} narrow say={say} help={<Help scene={scene} />}>
      <h1>{say('This page is for somebody else?')}</h1>
      <p>{say('Somebody passed their link on to you. Close this page. Nothing has happened.')}</p>
      <p>
        {say('Do you want to come along yourself? Ask {responsible} ({contact}) for a link of your own.', {
          responsible,
          contact,
        })}
      </p>
      <p>
        <a href={path}>{say('It is me: back to my page')}</a>
      </p>
    </Shell>
  );
}

function Help({ scene: { say, responsible, contact } }: { scene: Scene }): VNode {
  return <p>{say('A person answers your questions: {responsible}, {contact}.', { responsible, contact })}</p>;
}
